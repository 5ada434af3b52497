import { RowList } from '../row-list.ts'
import { type LaneRows, MAX_RUN_LINES } from './lane.ts'

/** Lanes at most. The last is shared by all that find no other one, so that what never settles takes no more. */
export const MAX_LANES = 128

class Lane implements LaneRows {
  readonly rows = new RowList()
  readonly failed = new RowList()
  lines = 0
}

/** Finds each dispatch the first lane below its cause that is free from its time on. */
export class Stacking {
  readonly lanes: Lane[] = []
  /** Until when each lane is taken; Infinity while its last dispatch waits. */
  private readonly until = new Float64Array(MAX_LANES).fill(-Infinity)
  /** The revision of the recording at which a lane's last dispatch was found to wait still. */
  private readonly looked = new Float64Array(MAX_LANES)
  crowded = false

  /** @param endNow when a dispatch settled, as is known now */
  constructor(private readonly endNow: (row: number) => number) {}

  /** The lane for a dispatch that comes after all others so far, `above` being that of its cause, or −1. */
  find(time: number, above: number, revision: number, first: number): number {
    for (let lane = above + 1; lane < MAX_LANES - 1; lane++) {
      if (this.until[lane]! <= time) return lane
      if (
        this.until[lane] === Infinity &&
        this.hasSettled(lane, revision, first) &&
        this.until[lane]! <= time
      ) {
        return lane
      }
    }
    return MAX_LANES - 1
  }

  add(row: number, lane: number, time: number, end: number, listeners: number, revision: number): void {
    while (this.lanes.length <= lane) this.lanes.push(new Lane())
    const into = this.lanes[lane]!
    into.rows.addNewer(row)
    into.lines = Math.max(into.lines, Math.min(listeners, MAX_RUN_LINES))
    // The shared lane is never free: whatever is there may overlap.
    if (lane === MAX_LANES - 1) this.crowded ||= this.until[lane]! > time
    this.until[lane] = Math.max(this.until[lane]!, end)
    this.looked[lane] = revision
  }

  fail(row: number, lane: number): void {
    const { failed } = this.lanes[lane]!
    if (failed.length === 0 || failed.at(failed.length - 1) < row) failed.addNewer(row)
    else if (failed.indexOf(row) < 0) failed.insert([row])
  }

  dropBelow(first: number): void {
    for (const { rows, failed } of this.lanes) {
      rows.dropBelow(first)
      failed.dropBelow(first)
    }
    // A lane that nothing is in any more takes no room at the bottom.
    while (this.lanes.length > 0 && this.lanes.at(-1)!.rows.length === 0) {
      this.lanes.pop()
      this.until[this.lanes.length] = -Infinity
      if (this.lanes.length < MAX_LANES) this.crowded = false
    }
  }

  /** Looks at the dispatch that keeps a lane, once for each revision. */
  private hasSettled(lane: number, revision: number, first: number): boolean {
    if (this.looked[lane] === revision) return false
    this.looked[lane] = revision
    const { rows } = this.lanes[lane]!
    const last = rows.length === 0 ? -1 : rows.at(rows.length - 1)
    this.until[lane] = last < first ? -Infinity : this.endNow(last)
    return this.until[lane] !== Infinity
  }
}
