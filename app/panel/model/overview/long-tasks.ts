import type { Range } from '../range.ts'

/** Long tasks that are kept; the oldest leave. */
export const MAX_LONG_TASKS = 1_000

/** The kinds of entries that tell of long tasks, the better one first. */
const KINDS = ['long-animation-frame', 'longtask'] as const
export type LongTaskKind = (typeof KINDS)[number]

type TaskEntry = Pick<PerformanceEntry, 'startTime' | 'duration'>

/** Who tells of long tasks: the browser, or a test. */
export interface LongTaskSource {
  readonly kinds: readonly string[]
  /** @returns what ends it */
  observe(kind: LongTaskKind, told: (entries: readonly TaskEntry[]) => void): () => void
}

/** The page's own long tasks, those from before too, as far as the browser still knows them. */
export const pageTasks: LongTaskSource = {
  get kinds() {
    return globalThis.PerformanceObserver?.supportedEntryTypes ?? []
  },
  observe(kind, told) {
    const observer = new PerformanceObserver((list) => told(list.getEntries()))
    observer.observe({ type: kind, buffered: true })
    return () => observer.disconnect()
  },
}

/** What a stretch of time has of long tasks. */
export interface LongTasksIn {
  readonly count: number
  /** ms. */
  readonly longest: number
  /** Whether there may have been others, which were given up. */
  readonly incomplete: boolean
}

/** When the page was busy for 50 ms or more, whoever kept it busy. */
export class LongTasks {
  /** How they are told; undefined where the browser does not. */
  readonly kind: LongTaskKind | undefined
  /** Oldest first, in ms since the recording's `timeOrigin`. */
  readonly tasks: Range[] = []
  /** How many were given up. */
  dropped = 0
  /** Grows with every change. */
  version = 0
  /** When the last known task began, on the page's clock. */
  private lastStart = -Infinity
  private end: (() => void) | undefined

  /** @param offset what the page's `performance.timeOrigin` is on the recording's clock, ms */
  constructor(
    private readonly offset: number,
    private readonly source: LongTaskSource = pageTasks,
  ) {
    this.kind = KINDS.find((kind) => source.kinds.includes(kind))
  }

  /**
   * Watches until told to stop.
   * @returns what stops it
   */
  watch(changed: () => void): () => void {
    if (this.kind === undefined) return () => {}
    this.end?.()
    const end = this.source.observe(this.kind, (entries) => {
      this.add(entries)
      changed()
    })
    this.end = end
    return () => {
      end()
      if (this.end === end) this.end = undefined
    }
  }

  in(range: Range): LongTasksIn {
    const hits = this.tasks.filter(({ from, to }) => from < range.to && to > range.from)
    const longest = hits.reduce((most, { from, to }) => Math.max(most, to - from), 0)
    const oldest = this.tasks[0]
    const incomplete = this.dropped > 0 && oldest !== undefined && range.from < oldest.from
    return { count: hits.length, longest, incomplete }
  }

  private add(entries: readonly TaskEntry[]): void {
    for (const { startTime, duration } of entries) {
      // One that watches again is told again what the browser still knows.
      if (startTime <= this.lastStart) continue
      this.lastStart = startTime
      this.tasks.push({ from: startTime + this.offset, to: startTime + duration + this.offset })
    }
    const surplus = this.tasks.length - MAX_LONG_TASKS
    if (surplus > 0) {
      this.tasks.splice(0, surplus)
      this.dropped += surplus
    }
    this.version++
  }
}
