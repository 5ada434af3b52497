import type { Recording } from 'eventscope/recorder'
import type { Range } from '../range.ts'
import { Bars } from './bars.ts'
import type { BinRing } from './bin-ring.ts'
import { OverviewBins } from './bins.ts'
import { Extent } from './extent.ts'
import { LongTasks, type LongTaskSource } from './long-tasks.ts'

/** How long one update may count, ms. */
const BUDGET_MS = 3
/** How often at most the strip is drawn anew because time passes, ms. */
const TICK_MS = 100

export interface OverviewView {
  /** From when on a wait is long, ms. */
  readonly longWaitMs: number
  /** Whether the right edge is now. */
  readonly live: boolean
  /** Whether it is to keep up with what moves by the px below it. */
  readonly smooth: boolean
  /** px. */
  readonly width: number
  /** What to show, if not the whole recording: while a gesture is under way. */
  readonly held: Range | undefined
}

/** What the overview shows in one frame. */
export interface OverviewFrame {
  /** The time from the left to the right edge; undefined while nothing is recorded. */
  readonly bounds: Range | undefined
  readonly ring: BinRing | undefined
  /** Whether all of the recording was counted; if not, update again in the next frame. */
  readonly complete: boolean
  /** After how many ms it looks otherwise though nothing happens; Infinity for never. */
  readonly changesIn: number
}

/** The overview of one recording, without anything of the screen. */
export class OverviewModel {
  readonly bars = new Bars()
  readonly tasks: LongTasks
  private readonly bins: OverviewBins
  private laidOut = ''
  private ring: BinRing | undefined

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
    source?: LongTaskSource,
    private readonly extent: Extent = new Extent(recording),
  ) {
    this.bins = new OverviewBins(recording, clock)
    this.tasks = new LongTasks(performance.timeOrigin - recording.timeOrigin, source)
  }

  update({ longWaitMs, live, smooth, width, held }: OverviewView): OverviewFrame {
    const complete = this.bins.update(longWaitMs, this.clock() + BUDGET_MS)
    const { ring, due } = this.bins
    const all = this.extent.update(live)
    if (ring === undefined || all === undefined)
      return { bounds: undefined, ring, complete, changesIn: Infinity }
    const bounds = held ?? all
    this.layOut(ring, bounds, width)
    const msPerPx = (bounds.to - bounds.from) / Math.max(1, width)
    const nextPx = live ? Math.max(smooth ? 0 : TICK_MS, msPerPx) : Infinity
    const nextWait = Math.max(TICK_MS, due - this.recording.now())
    return { bounds, ring, complete, changesIn: Math.min(nextPx, nextWait) }
  }

  private layOut(ring: BinRing, bounds: Range, width: number): void {
    const laidOut = `${ring.version} ${bounds.to - bounds.from} ${width}`
    if (ring === this.ring && laidOut === this.laidOut) return
    this.ring = ring
    this.laidOut = laidOut
    this.bars.update(ring, bounds, width)
  }
}
