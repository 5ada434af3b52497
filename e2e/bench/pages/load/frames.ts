import type { FrameStats } from './api.ts'

/**
 * Waits for a frame to be painted.
 * @returns when it began and when it was through, in ms of `performance.now()`
 */
export async function painted(): Promise<{ began: number; ended: number }> {
  const began = await new Promise<number>((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      const at = performance.now()
      // A message posted in a frame arrives after its style, layout and paint.
      port1.addEventListener('message', () => resolve(at))
      port1.start()
      port2.postMessage(undefined)
    })
  })
  return { began, ended: performance.now() }
}

/** Measures the distance of animation frames, and counts long tasks. */
export class FrameMeter {
  private times: number[] = []
  private request = 0
  private longTasks = 0
  private observer: PerformanceObserver | undefined

  start(): void {
    this.times = []
    this.longTasks = 0
    this.observer = new PerformanceObserver((list) => (this.longTasks += list.getEntries().length))
    this.observer.observe({ type: 'longtask' })
    this.request = requestAnimationFrame(this.frame)
  }

  stop(): Omit<FrameStats, 'stall'> {
    cancelAnimationFrame(this.request)
    this.longTasks += this.observer?.takeRecords().length ?? 0
    this.observer?.disconnect()
    const { times } = this
    if (times.length < 2) throw new Error('The browser gave the page no frames')
    // The last gap is open: a page that is stuck now was not smooth until its last frame.
    const open = performance.now() - times.at(-1)!
    const gaps = times.slice(1).map((time, index) => time - times[index]!)
    const sorted = [...gaps].sort((a, b) => a - b)
    const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!
    return {
      fps: (gaps.length * 1_000) / (times.at(-1)! - times[0]!),
      p50: quantile(0.5),
      p95: quantile(0.95),
      longest: Math.max(quantile(1), open),
      longTasks: this.longTasks,
    }
  }

  private readonly frame = (time: number): void => {
    this.times.push(time)
    this.request = requestAnimationFrame(this.frame)
  }
}
