import type { Recording } from 'eventscope/recorder'
import type { LaneLayout, LaneRows } from './lane.ts'
import type { Lanes } from './lanes.ts'
import { Stacking } from './stacking.ts'

/** Dispatches of one chain of causes that are looked at, at most. */
export const MAX_PATH = 5_000

/** A dispatch with all that led to it and all that came of it. */
export interface Path {
  readonly selected: number
  /** Every row of the chain, in ascending order. */
  readonly rows: readonly number[]
  /** The same, for a look at whether a row is on the chain. */
  readonly has: ReadonlySet<number>
  /** Whether it has more than `MAX_PATH`. */
  readonly cut: boolean
}

/** The rows on the path of a dispatch: its ancestors, itself, and its descendants. */
export function pathOf(recording: Recording, lanes: Lanes, row: number): Path {
  const has = new Set<number>([row])
  for (let above = parentOf(recording, row); above >= 0 && has.size < MAX_PATH;) {
    has.add(above)
    above = parentOf(recording, above)
  }
  // Level by level, so that of a chain that is cut the near end is kept.
  let cut = has.size >= MAX_PATH
  const queue = [row]
  for (let at = 0; at < queue.length && !cut; at++) {
    for (let child = lanes.firstChild(queue[at]!); child >= 0; child = lanes.nextSibling(child)) {
      if (has.size >= MAX_PATH) {
        cut = true
        break
      }
      has.add(child)
      queue.push(child)
    }
  }
  return { selected: row, rows: [...has].sort((a, b) => a - b), has, cut }
}

/** The row of a dispatch's cause, or −1 where there is none or it was dropped. */
export function parentOf(recording: Recording, row: number): number {
  const parent = recording.columns.parent(row)
  return parent === undefined ? -1 : recording.rowOf(parent)
}

/** The dispatches of one path in lanes of their own, as close as they fit. */
export class PathLanes implements LaneLayout {
  private readonly stacking: Stacking
  private readonly places = new Map<number, number>()

  constructor(
    recording: Recording,
    private readonly all: Lanes,
    path: Path,
  ) {
    const { columns, revision } = recording
    this.stacking = new Stacking((row) => all.endOf(row))
    for (const row of path.rows) {
      const time = columns.time(row)
      const above = this.places.get(parentOf(recording, row)) ?? -1
      const lane = this.stacking.find(time, above, revision, columns.first)
      this.places.set(row, lane)
      this.stacking.add(row, lane, time, all.endOf(row), columns.listenerCount(row), revision)
      if (columns.errorCount(row) > 0) this.stacking.fail(row, lane)
    }
  }

  get lanes(): readonly LaneRows[] {
    return this.stacking.lanes
  }

  get crowded(): boolean {
    return this.stacking.crowded
  }

  get version(): number {
    return this.all.version
  }

  laneOf(row: number): number {
    return this.places.get(row) ?? -1
  }

  endOf(row: number): number {
    return this.all.endOf(row)
  }

  returnedAt(row: number): number {
    return this.all.returnedAt(row)
  }
}
