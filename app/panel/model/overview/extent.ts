import type { Recording } from 'eventscope/recorder'
import type { Range } from '../range.ts'
import { extentOf } from '../timeline/viewport.ts'

/** While the recording is live there is room for so many ms at least, so that its first second does not race. */
const LEAST_LIVE_MS = 5_000

/**
 * The time that is shown while nothing is chosen, by the overview and by the timeline below it: from the oldest row to
 * the newest, or to now while it is live, with a little room at both sides. What is shown stays, also when it is no
 * longer live: nothing jumps under the pointer.
 */
export class Extent {
  private generation = -1
  private wasLive = false
  private end = -Infinity

  constructor(private readonly recording: Recording) {}

  /**
   * @param live whether time passes
   * @param lastEnd when the last dispatch settled, as far as that is known
   * @returns undefined while nothing is recorded
   */
  update(live: boolean, lastEnd = -Infinity): Range | undefined {
    const { columns, generation } = this.recording
    if (generation !== this.generation) {
      this.generation = generation
      this.wasLive = false
      this.end = -Infinity
    }
    if (columns.first === columns.end) return undefined
    this.wasLive ||= live
    const newest = columns.time(columns.end - 1)
    this.end = Math.max(this.end, newest, lastEnd, live ? this.recording.now() : -Infinity)
    const oldest = columns.time(columns.first)
    return extentOf(this.wasLive ? Math.min(oldest, this.end - LEAST_LIVE_MS) : oldest, this.end)
  }
}
