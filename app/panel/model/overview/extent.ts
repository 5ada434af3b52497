import type { Recording } from 'eventscope/recorder'
import type { Range } from '../range.ts'

/** While the recording is live there is room for so many ms at least, so that its first second does not race. */
const LEAST_LIVE_MS = 5_000

/**
 * The time that the overview shows: from the oldest row to the newest, or to now while it is live. What is shown
 * stays, also when it is no longer live: nothing jumps under the pointer.
 */
export class Extent {
  private generation = -1
  private wasLive = false
  private end = -Infinity

  constructor(private readonly recording: Recording) {}

  /**
   * @param binWidth both ends are at bounds of bins, so that every row is before the end
   * @param live whether time passes
   * @returns undefined while nothing is recorded
   */
  update(binWidth: number, live: boolean): Range | undefined {
    const { columns, generation } = this.recording
    if (generation !== this.generation) {
      this.generation = generation
      this.wasLive = false
      this.end = -Infinity
    }
    if (columns.first === columns.end) return undefined
    this.wasLive ||= live
    const newest = columns.time(columns.end - 1)
    const afterNewest = (Math.floor(newest / binWidth) + 1) * binWidth
    this.end = Math.max(this.end, afterNewest, live ? this.recording.now() : -Infinity)
    const oldest = Math.floor(columns.time(columns.first) / binWidth) * binWidth
    return { from: this.wasLive ? Math.min(oldest, this.end - LEAST_LIVE_MS) : oldest, to: this.end }
  }
}
