import { createBus } from 'eventscope'
import { createRecorder, type RecordingColumns } from 'eventscope/recorder'
import fc from 'fast-check'
import type { Range } from '../range.ts'
import type { BinCounts, BinRing } from './bin-ring.ts'
import { slotOf } from './bin-ring.ts'

/** A bus whose time is set by hand; `work` holds the page, `fail` fails, `wait` waits until it is told to go on. */
export function recordAt(capacity = 100_000) {
  let time = 0
  const recorder = createRecorder({ clock: () => time, capacity, capture: 'none' })
  const bus = createBus({ onError: () => {}, maxErrors: 10 })
  recorder.attach(bus)
  const ends: ((error?: Error) => void)[] = []
  bus.on('work', (ms) => {
    time += ms as number
  })
  bus.on('fail', () => {
    throw new Error('failed')
  })
  bus.on(
    'wait',
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve() : reject(error)))
      }),
  )
  return {
    recorder,
    recording: recorder.recording,
    columns: recorder.recording.columns,
    bus,
    /** Ends the waits so far, the oldest first. */
    ends,
    /** Dispatches at a time. */
    at(ms: number, event = 'plain', payload?: unknown) {
      time = ms
      return bus.dispatch(event, payload)
    },
    setTime(ms: number): void {
      time = ms
    },
  }
}

/** All that a ring counted. */
export function totalsOf(ring: BinRing | undefined): BinCounts {
  let [events, errors, longWaits, slowest] = [0, 0, 0, 0]
  if (ring === undefined) return { events, errors, longWaits, slowest }
  for (let bin = ring.first; bin < ring.end; bin++) {
    const slot = slotOf(bin)
    events += ring.events[slot]!
    errors += ring.errors[slot]!
    longWaits += ring.longWaits[slot]!
    slowest = Math.max(slowest, ring.slowest[slot]!)
  }
  return { events, errors, longWaits, slowest }
}

/** The bins of a ring that have events, as [start, events]. */
export function filledBins(ring: BinRing): [number, number][] {
  const bins: [number, number][] = []
  for (let bin = ring.first; bin < ring.end; bin++) {
    const events = ring.events[slotOf(bin)]!
    if (events > 0) bins.push([bin * ring.width, events])
  }
  return bins
}

/** What `filledBins` has to be, counted plainly. */
export function plainBins(columns: RecordingColumns, width: number): [number, number][] {
  const bins = new Map<number, number>()
  for (let row = columns.first; row < columns.end; row++) {
    const start = Math.floor(columns.time(row) / width) * width
    bins.set(start, (bins.get(start) ?? 0) + 1)
  }
  return [...bins]
}

/** A stretch of time from a ms to a day, and a strip that shows it, perhaps with something chosen. */
export const strips = fc
  .record({
    from: fc.double({ min: 0, max: 1e8, noNaN: true }),
    span: fc.double({ min: 1, max: 1e8, noNaN: true }),
    width: fc.integer({ min: 50, max: 4_000 }),
    chosen: fc.option(fc.tuple(share(), share())),
  })
  .map(({ from, span, width, chosen }) => {
    const bounds: Range = { from, to: from + span }
    const [one, other] = chosen ?? [0, 1]
    const low = Math.min(one, other)
    const high = Math.max(one, other, low + 0.001)
    const range = chosen === null ? undefined : { from: from + low * span, to: from + high * span }
    return { bounds, width, range }
  })

export function share(): fc.Arbitrary<number> {
  return fc.double({ min: 0, max: 0.999, noNaN: true })
}
