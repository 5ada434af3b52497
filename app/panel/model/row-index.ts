import { compileQuery, type Recording, type RowPredicate } from 'eventscope/recorder'
import { type Sort, sortRows } from './sort.ts'

/** How long one update may hold the page, in ms. */
const BUDGET_MS = 8
/** Rows looked at between two looks at the clock. */
const BATCH = 256
/** A sort is made anew at most this many times its own duration after the last. */
const SORT_REST = 10

/**
 * Which rows the grid shows, in which order: the recording's rows that match the filter, sorted. It follows the
 * recording in small steps, a few ms for each frame, and keeps row numbers only.
 */
export class RowIndex {
  private generation = -1
  private query = ''
  private matches: RowPredicate = compileQuery('')
  private sort: Sort | undefined
  /** Rows that match, oldest first; those before `head` were dropped by the recording. */
  private found: number[] = []
  private head = 0
  private scanned = 0
  /** Rows not settled when they were looked at: they may come to match, by an error or a listener's name. */
  private open: number[] = []
  /** How many of them this look is through with, those it keeps, and the revision it began at. */
  private looked = 0
  private kept: number[] = []
  private lookedFor = -1
  private sorted: number[] = []
  private sortedFor = ''
  private sortAgain = 0

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Brings the index up to date as far as the budget allows.
   * @returns whether it is complete; if not, call it again in the next frame
   */
  update(query: string, sort: Sort | undefined): boolean {
    const { columns } = this.recording
    if (query !== this.query || this.recording.generation !== this.generation) this.restart(query)
    if (sort?.column !== this.sort?.column || sort?.desc !== this.sort?.desc) {
      this.sort = sort
      this.sortedFor = ''
      this.sortAgain = 0
    }
    const scanned = this.query === '' || this.scan(this.clock() + BUDGET_MS)
    while (this.head < this.found.length && this.found[this.head]! < columns.first) this.head++
    if (this.head > 4_096 && this.head * 2 > this.found.length) {
      this.found = this.found.slice(this.head)
      this.head = 0
    }
    return this.updateSort() && scanned
  }

  get length(): number {
    const { columns } = this.recording
    if (this.needsSort()) return this.sorted.length
    return this.query === '' ? columns.end - columns.first : this.found.length - this.head
  }

  /** How much of the recording was looked at for the filter, 0 … 1. */
  get progress(): number {
    const { first, end } = this.recording.columns
    if (this.query === '' || end === first) return 1
    return Math.min(1, Math.max(0, this.scanned - first) / (end - first))
  }

  /** The row at a place, or −1; also for a row dropped since the last update. */
  rowAt(index: number): number {
    const row = this.rowOf(index)
    return row >= this.recording.columns.first && row < this.recording.columns.end ? row : -1
  }

  private rowOf(index: number): number {
    if (index < 0 || index >= this.length) return -1
    if (this.needsSort()) return this.sorted[index]!
    const at = this.sort?.desc ? this.length - 1 - index : index
    return this.query === '' ? this.recording.columns.first + at : this.found[this.head + at]!
  }

  /** How many of the rows from `row` on are shown, or will be once sorted. */
  countSince(row: number): number {
    const { first, end } = this.recording.columns
    if (this.query === '') return Math.max(0, end - Math.max(row, first))
    return this.found.length - this.insertionPoint(row)
  }

  /** The place of a row, or −1. */
  indexOf(row: number): number {
    if (this.needsSort()) return this.sorted.indexOf(row)
    const at = this.query === '' ? row - this.recording.columns.first : this.search(row)
    if (at < 0 || at >= this.length) return -1
    return this.sort?.desc ? this.length - 1 - at : at
  }

  private restart(query: string): void {
    this.query = query
    this.matches = compileQuery(query)
    this.generation = this.recording.generation
    this.found = []
    this.head = 0
    this.scanned = this.recording.columns.first
    this.open = []
    this.looked = 0
    this.kept = []
    this.lookedFor = this.recording.revision
    this.sorted = []
    this.sortedFor = ''
    this.sortAgain = 0
  }

  private scan(until: number): boolean {
    const { columns } = this.recording
    this.scanned = Math.max(this.scanned, columns.first)
    while (this.scanned < columns.end) {
      const stop = Math.min(columns.end, this.scanned + BATCH)
      for (; this.scanned < stop; this.scanned++) {
        if (this.matches(columns, this.scanned)) this.found.push(this.scanned)
        else if (columns.status(this.scanned) === 'waiting') this.open.push(this.scanned)
      }
      if (this.clock() > until) return false
    }
    return this.lookAgain(until)
  }

  /** Looks at the open rows anew if any row has changed since the last look began. */
  private lookAgain(until: number): boolean {
    const { columns, revision } = this.recording
    if (this.looked === 0) {
      if (this.lookedFor === revision) return true
      this.lookedFor = revision
    }
    let steps = 0
    while (this.looked < this.open.length) {
      if (++steps % BATCH === 0 && this.clock() > until) return false
      const row = this.open[this.looked++]!
      if (row < columns.first) continue
      if (this.matches(columns, row)) this.found.splice(this.insertionPoint(row), 0, row)
      else if (columns.status(row) === 'waiting') this.kept.push(row)
    }
    this.open = this.kept
    this.kept = []
    this.looked = 0
    return this.lookedFor === revision
  }

  /** By time, the order of recording or its reverse will do. */
  private needsSort(): boolean {
    return this.sort !== undefined && this.sort.column !== 'time'
  }

  private updateSort(): boolean {
    if (this.sort === undefined || !this.needsSort()) return true
    const { columns, revision, generation } = this.recording
    const state = `${generation} ${columns.first} ${columns.end} ${revision} ${this.found.length}`
    if (state === this.sortedFor) return true
    const began = this.clock()
    if (began < this.sortAgain) {
      // What was dropped meanwhile must not be shown.
      if (this.sorted.length > 0) this.sorted = this.sorted.filter((row) => row >= columns.first)
      return false
    }
    const rows =
      this.query === ''
        ? Array.from({ length: columns.end - columns.first }, (_, at) => columns.first + at)
        : this.found.slice(this.head)
    this.sorted = sortRows(columns, rows, this.sort)
    this.sortedFor = state
    const ended = this.clock()
    this.sortAgain = ended + (ended - began) * SORT_REST
    return true
  }

  private search(row: number): number {
    const at = this.insertionPoint(row)
    return this.found[at] === row ? at - this.head : -1
  }

  private insertionPoint(row: number): number {
    let low = this.head
    let high = this.found.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.found[middle]! < row) low = middle + 1
      else high = middle
    }
    return low
  }
}
