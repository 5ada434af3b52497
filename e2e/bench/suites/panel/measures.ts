import type { FrameStats } from '../../pages/load/api.ts'
import type { Measure } from '../../report/index.ts'

/** What a case has measured, in a suite whose rows are its cases. */
export interface Quantity {
  readonly x: string
  readonly unit: string
  readonly values: readonly number[]
}

/** The measures of one case of a suite. */
export function measuresOf(suite: string, subject: string, quantities: readonly Quantity[]): Measure[] {
  return quantities.map((quantity) => ({ suite, subject, ...quantity }))
}

/** How smooth a page was, and how far to trust it. */
export function frameQuantities({ fps, p95, longest, longTasks, stall }: FrameStats): Quantity[] {
  return [
    { x: 'frames', unit: 'fps', values: [fps] },
    { x: 'p95 frame', unit: 'ms', values: [p95] },
    { x: 'longest frame', unit: 'ms', values: [longest] },
    { x: 'tasks over 50 ms', unit: '', values: [longTasks] },
    { x: 'idle thread waited, at most', unit: 'ms', values: [stall] },
  ]
}

/** The load that a page got. */
export function rateQuantity(rate: number): Quantity {
  return { x: 'dispatched', unit: 'events/s', values: [rate] }
}

/** The value that this share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}
