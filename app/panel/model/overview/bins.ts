import type { Recording } from 'eventscope/recorder'
import { type BinRing, MAX_BINS, MIN_WIDTH } from './bin-ring.ts'
import { BinScan } from './bin-scan.ts'

/** Bins are made anew, and narrower, when what is left of the recording fills fewer of them. */
const FEW_BINS = MAX_BINS / 8

/**
 * What the overview shows: the whole recording in bins. It follows the recording in small steps. Where all has to be
 * counted anew, the bins so far are shown until that is done.
 */
export class OverviewBins {
  private shown: BinScan | undefined
  private coming: BinScan | undefined
  private generation = -1

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Brings the bins up to date, as far as is possible until that time.
   * @param longWaitMs from when on a wait is long, ms
   * @returns whether they are complete; if not, call it again in the next frame
   */
  update(longWaitMs: number, until: number): boolean {
    if (this.shown === undefined || this.recording.generation !== this.generation) {
      this.generation = this.recording.generation
      this.coming = undefined
      this.shown = this.scan(longWaitMs)
    }
    let complete = this.shown.update(until)
    if (this.coming !== undefined && this.coming.longWaitMs !== longWaitMs) this.coming = undefined
    if (this.shown.longWaitMs !== longWaitMs || (complete && this.isCoarse(this.shown.ring))) {
      this.coming ??= this.scan(longWaitMs)
    }
    if (this.coming === undefined) return complete
    complete = this.coming.update(until)
    if (complete) {
      this.shown = this.coming
      this.coming = undefined
    }
    return complete
  }

  /** Undefined before the first update. */
  get ring(): BinRing | undefined {
    return this.shown?.ring
  }

  /** When another wait will be a long one, in the recording's time, if nothing happens before. */
  get due(): number {
    return this.shown?.due ?? Infinity
  }

  private scan(longWaitMs: number): BinScan {
    return new BinScan(this.recording, longWaitMs, this.clock)
  }

  /** Whether so much was dropped that narrower bins would do. */
  private isCoarse({ first, end, width }: BinRing): boolean {
    return end - first < FEW_BINS && width > MIN_WIDTH
  }
}
