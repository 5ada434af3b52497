import type { LaneRows } from './lane.ts'

/** Heights of a lane, of a dispatch's bar in it, and of each line of runs under that, px. */
export const LANE_HEIGHT = 22
export const BAR_HEIGHT = 17
export const RUN_HEIGHT = 13
const RUNS_PADDING = 2

/** Where lanes are from top to bottom, px: those with runs are higher, by `detail` of what they need, 0 … 1. */
export class LaneGeometry {
  private tops = new Float64Array(1)
  count = 0

  layout(lanes: readonly LaneRows[], detail: number): void {
    if (this.tops.length < lanes.length + 1) this.tops = new Float64Array(2 * lanes.length + 1)
    this.count = lanes.length
    let top = 0
    for (let lane = 0; lane < lanes.length; lane++) {
      this.tops[lane] = top
      const { lines } = lanes[lane]!
      top += LANE_HEIGHT + (lines === 0 ? 0 : detail * (lines * RUN_HEIGHT + RUNS_PADDING))
    }
    this.tops[lanes.length] = top
  }

  get height(): number {
    return this.tops[this.count]!
  }

  topOf(lane: number): number {
    return this.tops[Math.min(Math.max(lane, 0), this.count)]!
  }

  heightOf(lane: number): number {
    return this.topOf(lane + 1) - this.topOf(lane)
  }

  /** The lane at a height, or −1 above or below all. */
  laneAt(y: number): number {
    if (y < 0 || y >= this.height) return -1
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.tops[middle + 1]! <= y) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** How far below a lane's top the first line of runs is, px. */
export const RUNS_TOP = LANE_HEIGHT - 1

/** The line of runs at a height within a lane whose runs are unfolded, or −1. */
export function runLineAt(y: number): number {
  return y < RUNS_TOP ? -1 : Math.floor((y - RUNS_TOP) / RUN_HEIGHT)
}
