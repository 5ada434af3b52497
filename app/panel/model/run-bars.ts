import type { DispatchView, RunView } from 'eventscope/recorder'

/** One listener's bar on the axis of its dispatch; lengths are shares of the axis, 0 … 1. */
export interface RunBar {
  readonly run: RunView
  readonly left: number
  readonly sync: number
  /** Undefined if its promise was never pending. */
  readonly wait: number | undefined
  readonly pending: boolean
}

export interface RunAxis {
  readonly bars: readonly RunBar[]
  /** ms from the dispatch to the end of the axis. */
  readonly span: number
  /** Where the axis is marked: share and ms. */
  readonly ticks: readonly { readonly at: number; readonly ms: number }[]
}

/** The shortest axis, in ms: what is shorter is below most clocks. */
const MIN_SPAN = 0.1

/**
 * Lays out the runs of a dispatch on a common axis, from its start to the end of the last, or to `now` while
 * one is waiting.
 * @param now ms since the recording's `timeOrigin`
 */
export function layoutRuns(view: DispatchView, now: number): RunAxis {
  const end = Math.max(view.time + MIN_SPAN, ...view.runs.map((run) => endOf(run, now)))
  const span = end - view.time
  const bars = view.runs.map((run): RunBar => {
    const pending = run.status === 'waiting'
    const synced = run.start + run.sync
    const waited = run.wait ?? (pending ? Math.max(0, now - synced) : undefined)
    return {
      run,
      left: (run.start - view.time) / span,
      sync: run.sync / span,
      wait: waited === undefined ? undefined : waited / span,
      pending,
    }
  })
  return { bars, span, ticks: ticksOf(span) }
}

function endOf(run: RunView, now: number): number {
  return run.status === 'waiting'
    ? Math.max(now, run.start + run.sync)
    : run.start + run.sync + (run.wait ?? 0)
}

/** Three to six marks at round numbers. */
function ticksOf(span: number): RunAxis['ticks'] {
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough
  const ticks: { at: number; ms: number }[] = []
  for (let mark = 0; mark * step <= span; mark++) ticks.push({ at: (mark * step) / span, ms: mark * step })
  return ticks
}
