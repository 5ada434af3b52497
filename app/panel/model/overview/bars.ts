import type { Range } from '../range.ts'
import { type BinCounts, type BinRing, slotOf } from './bin-ring.ts'

/** The narrowest bar, px. */
const BAR_PX = 3

/**
 * Bins put together until a bar of them is wide enough to be seen. Bars are numbered from time 0, as bins are: what a
 * bar holds does not change while time moves on.
 */
export class Bars {
  /** Length of a bar, ms. */
  width = 1
  /** The first bar, and how many there are. */
  first = 0
  length = 0
  /** The most events a bar has. */
  most = 0
  events = new Float64Array(0)
  errors = new Float64Array(0)
  longWaits = new Float64Array(0)
  slowest = new Float64Array(0)

  /** @param px the width of the strip */
  update(ring: BinRing, bounds: Range, px: number): void {
    const perPx = (bounds.to - bounds.from) / Math.max(1, px)
    let bins = 1
    while (ring.width * bins < perPx * BAR_PX) bins *= 2
    this.width = ring.width * bins
    this.first = Math.floor(ring.first / bins)
    this.length = ring.end === ring.first ? 0 : Math.floor((ring.end - 1) / bins) - this.first + 1
    this.reset()
    for (let bin = ring.first; bin < ring.end; bin++) {
      const slot = slotOf(bin)
      const bar = Math.floor(bin / bins) - this.first
      this.events[bar]! += ring.events[slot]!
      this.errors[bar]! += ring.errors[slot]!
      this.longWaits[bar]! += ring.longWaits[slot]!
      this.slowest[bar] = Math.max(this.slowest[bar]!, ring.slowest[slot]!)
    }
    this.most = 0
    for (let bar = 0; bar < this.length; bar++) this.most = Math.max(this.most, this.events[bar]!)
  }

  /** The time of a bar from 0 to `length` − 1. */
  timeOf(bar: number): Range {
    const from = (this.first + bar) * this.width
    return { from, to: from + this.width }
  }

  /** The bar at a time and what it has; also where there is nothing. */
  at(time: number): BinCounts & { readonly range: Range } {
    const bar = Math.floor(time / this.width) - this.first
    return {
      range: this.timeOf(bar),
      events: this.events[bar] ?? 0,
      errors: this.errors[bar] ?? 0,
      longWaits: this.longWaits[bar] ?? 0,
      slowest: this.slowest[bar] ?? 0,
    }
  }

  /** How high a bar is, 0 … 1: by the logarithm, so that a burst leaves others to be seen. */
  heightOf(bar: number): number {
    return this.most === 0 ? 0 : Math.log1p(this.events[bar]!) / Math.log1p(this.most)
  }

  private reset(): void {
    if (this.events.length < this.length) {
      this.events = new Float64Array(this.length)
      this.errors = new Float64Array(this.length)
      this.longWaits = new Float64Array(this.length)
      this.slowest = new Float64Array(this.length)
      return
    }
    this.events.fill(0)
    this.errors.fill(0)
    this.longWaits.fill(0)
    this.slowest.fill(0)
  }
}
