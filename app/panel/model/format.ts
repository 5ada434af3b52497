import { STACK_SAMPLE, type StackPolicy } from 'eventscope/recorder'

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A count with thin groups of three: `4 812`. */
export function formatCount(count: number): string {
  return WHOLE.format(count).replaceAll(',', '\u202f')
}

/** Two readings one step apart may differ by a hair less, as floating point has it. */
const ONE_STEP = 0.99

/**
 * A duration in ms with the unit that suits it. What is below the clock's step is told as such, never as zero; what is
 * below 1 ms has two digits, and is told in whole steps where these say more than the clock can.
 * The unit is that of the rounded value: `1.00 s`, never `1000 ms`.
 */
export function formatDuration(ms: number, step: number): string {
  if (ms < step * ONE_STEP || ms === 0) return step === 0 ? '0 ms' : `< ${trimZeros(step)} ms`
  if (ms < 0.995) {
    const digit = 10 ** (Math.floor(Math.log10(ms)) - 1)
    const told = step <= digit ? ms : Math.max(1, Math.round(ms / step)) * step
    return told < 0.995 ? `${Number(told.toPrecision(2))} ms` : `${told.toFixed(1)} ms`
  }
  if (ms < 99.95) return `${ms.toFixed(1)} ms`
  if (ms < 999.5) return `${ms.toFixed(0)} ms`
  if (ms < 59_995) return `${(ms / 1_000).toFixed(2)} s`
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** The clock's step: `5 µs`, `0.1 ms`. */
export function formatStep(ms: number): string {
  if (ms === 0) return 'exact'
  return ms < 0.1 ? `${trimZeros(ms * 1_000)} µs` : `${trimZeros(ms)} ms`
}

/** How many dispatches have a stack: `off`, `1 in 32`, `on`. */
export function formatStacks(policy: StackPolicy): string {
  return policy === 'sampled' ? `1 in ${STACK_SAMPLE}` : policy
}

/** Time of day to the millisecond, of a moment in ms since the Unix epoch. */
export function formatTimeOfDay(epoch: number): string {
  const date = new Date(epoch)
  const two = (part: number): string => String(part).padStart(2, '0')
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

function trimZeros(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** A cost in µs: only as exact as such a measurement can be. */
export function formatCost(us: number): string {
  return us < 10 ? us.toFixed(1) : us.toFixed(0)
}
