import type { ListenerStats } from 'eventscope/recorder'
import { formatCount, formatTimeOfDay } from '../format.ts'

export type MarkKind = ListenerStats['marks'][number]['kind']

/** What a mark is called; its reason says the rest. */
export const MARK_LABELS: Readonly<Record<MarkKind, string>> = {
  'never-called': 'never called',
  slow: 'slow',
  leaking: 'leaking',
  duplicate: 'duplicate',
  'always-failing': 'always failing',
}

/** How a listener runs: `inline`, `async · once · timeout 5 s`. */
export function modeText({
  async,
  once,
  timeout,
}: Pick<ListenerStats, 'async' | 'once' | 'timeout'>): string {
  const parts = [async ? 'async' : 'inline']
  if (once) parts.push('once')
  if (timeout !== undefined)
    parts.push(`timeout ${timeout < 1_000 ? `${timeout} ms` : `${timeout / 1_000} s`}`)
  return parts.join(' · ')
}

/**
 * `registered`, or when it was removed.
 * @param timeOrigin ms since the Unix epoch
 */
export function stateText(
  { active, removed }: Pick<ListenerStats, 'active' | 'removed'>,
  timeOrigin: number,
): string {
  if (active) return 'registered'
  return removed === undefined ? 'removed' : `removed ${clockText(timeOrigin + removed)}`
}

/** The component that a registration belongs to: `<CouponForm>`; other owners are named as they are. */
export function ownerText(owner: string): string {
  return /^\p{Lu}[\w$.]*$/u.test(owner) ? `<${owner}>` : owner
}

/**
 * How many instances register it, of which so many are looked at: `10`, `3 of 10`, `one of 10`. Undefined where there are
 * not several, and where nothing says that several registrations are several instances.
 */
export function instancesText(
  { active, managed, alike }: Pick<ListenerStats, 'active' | 'managed' | 'alike'>,
  looked: number,
): string | undefined {
  if (!active || !managed || alike === undefined || alike.living < 2) return undefined
  const all = formatCount(alike.living)
  if (looked === 1) return `one of ${all}`
  return looked < alike.living ? `${formatCount(looked)} of ${all}` : all
}

/** A share of the whole: `12 %`, and `< 1 %` for what is there but small. */
export function shareText(share: number): string {
  if (share <= 0) return '0 %'
  return share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`
}

/** Time of day to the second, of a moment in ms since the Unix epoch. */
function clockText(epoch: number): string {
  return formatTimeOfDay(epoch).slice(0, -'.000'.length)
}
