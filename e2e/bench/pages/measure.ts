import { sink, type Work } from './work.ts'

/** How long and how often something is done. */
interface Effort {
  /** Warming up takes at least so long, … */
  readonly warmMs: number
  /** … and so many times, since a listener that was called rarely is not compiled, … */
  readonly warmTimes: number
  /** … but no longer than this. */
  readonly mostMs: number
  readonly batches: number
}

const FULL: Effort = { warmMs: 150, warmTimes: 2_000, mostMs: 1_500, batches: 9 }
const QUICK: Effort = { warmMs: 50, warmTimes: 500, mostMs: 150, batches: 3 }

/** Long enough for the clock's step, short enough for many. */
const BATCH_MS = 20
const CHECKED = 40

/**
 * ns that one time of the work takes: the median of some batches, after the engine has warmed up.
 * @throws {Error} when the work did not call the listeners it says it calls
 */
export async function measure(work: Work, quick: boolean): Promise<number> {
  const effort = quick ? QUICK : FULL
  await check(work)
  const times = await warmUp(work, effort)
  const samples: number[] = []
  for (let at = 0; at < effort.batches; at++) {
    let took = 0
    let done = 0
    while (took < BATCH_MS) {
      took += await batch(work, times)
      done += times
    }
    samples.push((took * 1e6) / done)
  }
  await check(work)
  return samples.toSorted((a, b) => a - b)[(effort.batches - 1) / 2]!
}

/** How often the work can be done in one batch. */
async function warmUp(work: Work, { warmMs, warmTimes, mostMs }: Effort): Promise<number> {
  const began = performance.now()
  let times = 16
  let done = 0
  let passed = 0
  while (passed < warmMs || (done < warmTimes && passed < mostMs)) {
    const took = await batch(work, times)
    done += times
    if (took < BATCH_MS) times = Math.min(times * 2, work.limit ?? Infinity)
    passed = performance.now() - began
  }
  return times
}

async function batch(work: Work, times: number): Promise<number> {
  const began = performance.now()
  const result = work.run(times)
  if (result instanceof Promise) await result
  const took = performance.now() - began
  work.reset?.()
  return took
}

async function check(work: Work): Promise<void> {
  const before = sink.calls
  await work.run(CHECKED)
  work.reset?.()
  const calls = sink.calls - before
  if (calls !== CHECKED * work.calls) {
    throw new Error(`${CHECKED} times should call ${CHECKED * work.calls} listeners, not ${calls}`)
  }
}
