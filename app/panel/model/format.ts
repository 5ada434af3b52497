const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A count with thin groups of three: `4 812`. */
export function formatCount(count: number): string {
  return WHOLE.format(count).replaceAll(',', '\u202f')
}

/**
 * A duration in ms with the unit that suits it. What is below the clock's step is told as such, never as zero.
 */
export function formatDuration(ms: number, step: number): string {
  if (ms < step || ms === 0) return step === 0 ? '0 ms' : `< ${trimZeros(step)} ms`
  if (ms < 1) return `${trimZeros(Number(ms.toPrecision(2)))} ms`
  if (ms < 100) return `${ms.toFixed(1)} ms`
  if (ms < 1_000) return `${ms.toFixed(0)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(2)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1_000)} s`
}

/** The clock's step: `5 µs`, `0.1 ms`. */
export function formatStep(ms: number): string {
  if (ms === 0) return 'exact'
  return ms < 0.1 ? `${trimZeros(ms * 1_000)} µs` : `${trimZeros(ms)} ms`
}

/** Time of day to the millisecond, of a moment in ms since the Unix epoch. */
export function formatTimeOfDay(epoch: number): string {
  const date = new Date(epoch)
  const two = (part: number): string => String(part).padStart(2, '0')
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

function trimZeros(value: number): string {
  return String(Number(value.toFixed(4)))
}
