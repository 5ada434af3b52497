import type { DriverView, QueueView, SourceKind, SourceView } from 'eventscope/recorder'
import { formatCount } from '../format.ts'

/** What is shown of the drivers of all sources where there is room for one word. */
export interface SourcesSummary {
  readonly text: string
  readonly down: boolean
}

/** That a driver is down is worth to be seen, by its name; of several, their number. */
export function summaryOf(sources: readonly SourceView[]): SourcesSummary {
  const down = [...new Set(driversOf(sources, 'down').map(({ name }) => name))]
  if (down.length === 0) return { text: 'Sources', down: false }
  return { text: down.length === 1 ? `${down[0]} down` : `${down.length} drivers down`, down: true }
}

/**
 * What those are told who do not see it: which drivers are down and why, and which of them have come back. Empty while
 * nothing is wrong, and nothing was.
 */
export function announcementOf(sources: readonly SourceView[]): string {
  const down = driversOf(sources, 'down').map(({ name, reason }) =>
    reason === undefined ? `${name} is down` : `${name} is down: ${reason}`,
  )
  const back = driversOf(sources, 'open')
    .filter(({ changes }) => changes.some(({ state }) => state === 'down'))
    .map(({ name }) => `${name} is open again`)
  return [...new Set([...down, ...back])].join('. ')
}

function driversOf(sources: readonly SourceView[], state: DriverView['state']): DriverView[] {
  return sources.flatMap(({ driver }) => (driver?.state === state ? [driver] : []))
}

const KINDS: Readonly<Record<SourceKind, string>> = { bus: 'bus', stream: 'stream', emitter: 'emitter' }

/** What a source is, in words. */
export function kindText({ kind, closed }: Pick<SourceView, 'kind' | 'closed'>): string {
  return closed ? `closed ${KINDS[kind]}` : KINDS[kind]
}

/** How one count of a driver is called, what it means, and whether any is amiss. */
export interface CountLabel {
  readonly key: keyof DriverView['counts']
  readonly label: string
  readonly title: string
  readonly amiss?: 'bad' | 'warn'
}

export const COUNT_LABELS: readonly CountLabel[] = [
  { key: 'sent', label: 'Sent', title: 'Messages that have left' },
  { key: 'received', label: 'Received', title: 'Messages that came in and were dispatched' },
  { key: 'failed', label: 'Failed', title: 'Dispatches that could not be published', amiss: 'bad' },
  {
    key: 'refused',
    label: 'Refused',
    title: 'Messages that came in and could not be dispatched: unreadable, of an unknown type, twice',
    amiss: 'warn',
  },
]

/** Share of a queue from which it counts as nearly full. */
const NEARLY_FULL = 0.8

/** How full a queue is, 0 … 1; undefined where it takes any number. */
export function fillOf({ depth, capacity }: QueueView): number | undefined {
  if (!Number.isFinite(capacity) || capacity <= 0) return undefined
  return Math.min(1, depth / capacity)
}

/** Whether a queue is about to hold up who sends to it. */
export function isNearlyFull(queue: QueueView): boolean {
  return (fillOf(queue) ?? 0) >= NEARLY_FULL
}

/** `3 of 100`, or just how many are in it where there is no limit; and how many more wait for room. */
export function depthText(queue: QueueView): string {
  const depth = formatCount(queue.depth)
  const held = fillOf(queue) === undefined ? depth : `${depth} of ${formatCount(queue.capacity)}`
  return queue.waiting > 0 ? `${held} + ${formatCount(queue.waiting)}` : held
}
