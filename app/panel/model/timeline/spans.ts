import type { RecordingColumns } from 'eventscope/recorder'

/**
 * Lengths are kept in 32 bits, which may round them up. Taken a hair shorter, a dispatch does not overlap what
 * came at the very moment that it ended.
 */
const SHORTER = 1 - 2 ** -21

/** When a dispatch settled, in ms since `timeOrigin`; Infinity while something is pending. */
export function endOf(columns: RecordingColumns, row: number): number {
  if (columns.status(row) === 'waiting') return Infinity
  const from = columns.firstRun(row)
  const to = from + columns.listenerCount(row)
  let length = 0
  for (let run = from; run < to; run++) {
    if (columns.runStatus(run) === 'none') continue
    length = Math.max(length, columns.runStart(run) + columns.runSync(run) + (columns.runWait(run) ?? 0))
  }
  return columns.time(row) + length * SHORTER
}

/** How long after it was dispatched `dispatch()` returned, in ms, of a dispatch that ends at `end`. */
export function returnOf(columns: RecordingColumns, row: number, end: number, now: number): number {
  const time = columns.time(row)
  if (end === Infinity) {
    const waited = columns.waited(row)
    return waited === undefined ? columns.sync(row) : Math.max(0, now - time - waited)
  }
  const wait = columns.wait(row)
  return wait === undefined ? end - time : Math.max(0, end - time - wait)
}
