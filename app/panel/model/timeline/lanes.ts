import type { Recording } from 'eventscope/recorder'
import type { LaneLayout, LaneRows } from './lane.ts'
import { RowTable } from './row-table.ts'
import { endOf, returnOf } from './spans.ts'
import { Stacking } from './stacking.ts'

/** Rows between two looks at the clock. */
const BATCH = 256

/**
 * The lane of every dispatch of a recording: below that of its cause, and where no other dispatch is at that time.
 * It follows the recording in small steps. A lane once given stays, for what came later had to keep clear of it.
 */
export class Lanes implements LaneLayout {
  private generation: number
  private table = new RowTable()
  private stacking: Stacking
  /** The rows from `first` to `next` − 1 have a place. */
  private first: number
  private next: number
  /** Rows that waited when they were looked at, how many this look is through with, and those it keeps. */
  private open: number[] = []
  private looked = 0
  private kept: number[] = []
  private lookedFor = -1
  /** The latest end of a dispatch that has settled, or start of any. */
  lastEnd = 0
  version = 0

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.generation = recording.generation
    this.first = recording.columns.first
    this.next = this.first
    this.stacking = this.newStacking()
  }

  /**
   * Goes on until that time.
   * @returns whether every dispatch has its place
   */
  update(until: number): boolean {
    const { recording } = this
    if (recording.generation !== this.generation) this.restart()
    this.drop()
    return this.placeNew(until) && this.lookAgain(until)
  }

  get lanes(): readonly LaneRows[] {
    return this.stacking.lanes
  }

  get crowded(): boolean {
    return this.stacking.crowded
  }

  /** How much of the recording has its place, 0 … 1. */
  get progress(): number {
    const { first, end } = this.recording.columns
    return end === first ? 1 : Math.min(1, Math.max(0, this.next - first) / (end - first))
  }

  /** Whether something waits still. */
  get waiting(): boolean {
    return this.open.length > 0
  }

  laneOf(row: number): number {
    return this.has(row) ? this.table.lane(row) : -1
  }

  endOf(row: number): number {
    const end = this.table.end(row)
    // It may have settled since it was placed.
    return end === Infinity && this.has(row) ? this.settle(row) : end
  }

  returnedAt(row: number): number {
    return this.recording.columns.time(row) + this.table.returned(row)
  }

  /** The first dispatch that a row caused, or −1. */
  firstChild(row: number): number {
    return this.has(row) ? this.table.firstChild(row) : -1
  }

  /** The next dispatch with the same cause, or −1. */
  nextSibling(row: number): number {
    return this.has(row) ? this.table.nextSibling(row) : -1
  }

  private has(row: number): boolean {
    return row >= this.first && row < this.next && row >= this.recording.columns.first
  }

  private restart(): void {
    this.generation = this.recording.generation
    this.first = this.recording.columns.first
    this.next = this.first
    this.table = new RowTable()
    this.stacking = this.newStacking()
    this.open = []
    this.kept = []
    this.looked = 0
    this.lastEnd = 0
    this.version++
  }

  private newStacking(): Stacking {
    return new Stacking((row) => this.endOf(row))
  }

  private drop(): void {
    const { first } = this.recording.columns
    if (first === this.first) return
    this.first = first
    this.next = Math.max(this.next, first)
    this.stacking.dropBelow(first)
    this.version++
  }

  private placeNew(until: number): boolean {
    const { columns } = this.recording
    this.table.reserve(this.first, columns.end)
    while (this.next < columns.end) {
      const stop = Math.min(columns.end, this.next + BATCH)
      for (; this.next < stop; this.next++) this.place(this.next)
      this.version++
      if (this.next < columns.end && this.clock() > until) return false
    }
    return true
  }

  private place(row: number): void {
    const { columns, revision } = this.recording
    const time = columns.time(row)
    const end = endOf(columns, row)
    const parentId = columns.parent(row)
    const parent = parentId === undefined ? -1 : this.recording.rowOf(parentId)
    const above = parent < 0 || parent >= row ? -1 : this.table.lane(parent)
    const lane = this.stacking.find(time, above, revision, this.first)
    this.table.add(row, lane, end, returnOf(columns, row, end, this.recording.now()))
    if (above >= 0) this.table.link(parent, row)
    this.stacking.add(row, lane, time, end, columns.listenerCount(row), revision)
    if (columns.errorCount(row) > 0) this.stacking.fail(row, lane)
    if (end === Infinity) this.open.push(row)
    this.lastEnd = Math.max(this.lastEnd, end === Infinity ? time : end)
  }

  /** Looks at what waited if any row has changed since the last look began. */
  private lookAgain(until: number): boolean {
    const { columns, revision } = this.recording
    if (this.looked === 0) {
      if (this.lookedFor === revision) return true
      this.lookedFor = revision
      this.version++
    }
    let steps = 0
    while (this.looked < this.open.length) {
      if (++steps % BATCH === 0 && this.clock() > until) break
      const row = this.open[this.looked++]!
      if (row < columns.first) continue
      if (columns.errorCount(row) > 0) this.stacking.fail(row, this.table.lane(row))
      if (this.endOf(row) === Infinity) this.kept.push(row)
    }
    if (this.looked < this.open.length) return false
    this.open = this.kept
    this.kept = []
    this.looked = 0
    return this.lookedFor === revision
  }

  private settle(row: number): number {
    const { columns } = this.recording
    const end = endOf(columns, row)
    if (end === Infinity) return end
    this.table.settle(row, end, returnOf(columns, row, end, 0))
    this.lastEnd = Math.max(this.lastEnd, end)
    return end
  }
}
