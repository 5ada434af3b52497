import { parseQuery, type Query, type Recording, type RowSpan, rowsWithin } from 'eventscope/recorder'
import { FilteredRows } from './filtered-rows.ts'
import { type Range, sameRange } from './range.ts'
import type { Sort } from './sort.ts'
import { type RowSource, SortedRows } from './sorted-rows.ts'

/** How long one update may hold the page, in ms: least where it comes late, because the page is busy. */
const BUDGET_MS = 8
const LEAST_BUDGET_MS = 2
const LATE_MS = 25
/**
 * The same just after the user has asked for something else: that shall be seen within 100 ms. A sort is seen when
 * it is complete; a search as soon as the rows in view are found, so its first step is over before the next frame.
 */
const URGENT_SORT_BUDGET_MS = 24
const URGENT_BUDGET_MS = 12
const FIRST_BUDGET_MS = 5
const URGENT_MS = 300
/** A sort is made anew at most this many times its own duration after the last, and not before so many ms. */
const SORT_REST = 10
const SORT_REST_MS = 200

/** What is to be shown of a recording, and how. */
export interface Wanted {
  readonly query: Query
  readonly sort?: Sort | undefined
  readonly range?: Range | undefined
}

/**
 * Which rows the grid shows, in which order: the recording's rows in the range that match the query, sorted. The whole
 * recording is searched, so that another range is seen at once. It follows the recording in small steps, a few ms for each frame, and keeps row numbers only.
 */
export class RowIndex {
  private generation = -1
  private query = parseQuery('')
  private range: Range | undefined
  /** The rows within the range, at the last update. */
  private span: RowSpan | undefined
  /** Where these are among the rows found. */
  private foundFrom = 0
  private foundTo = 0
  private filtered: FilteredRows | undefined
  private searched = true
  private sort: Sort | undefined
  private sorted: SortedRows | undefined
  /** What the last sort was made for, how long it took, and when the next may be made. */
  private sortedFor = ''
  private sortSpent = 0
  private sortAgain = 0
  private urgentUntil = 0
  private budget = BUDGET_MS
  private lastUpdate = 0

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Brings the index up to date as far as the budget allows.
   * @returns whether it is complete; if not, call it again in the next frame
   */
  update({ query, sort, range }: Wanted): boolean {
    const began = this.clock()
    const before = this.filtered
    if (query.text !== this.query.text || this.recording.generation !== this.generation)
      this.restart(query, began)
    if (sort?.column !== this.sort?.column || sort?.desc !== this.sort?.desc) this.resort(sort, began)
    if (!sameRange(range, this.range)) this.cutTo(range, began)
    const budget = this.filtered === before ? this.budgetAt(began) : FIRST_BUDGET_MS
    this.lastUpdate = began
    // A search that takes long leaves half of the time to sort what it has found so far.
    const share = this.sorted === undefined ? budget : budget / 2
    const searched = this.filtered?.update(began + share) ?? true
    this.findSpan()
    // What the user waits for is sorted at once, however many sorts of a part there were before.
    if (searched && !this.searched) this.sortAgain = 0
    this.searched = searched
    return this.updateSort(began + budget) && searched
  }

  get length(): number {
    return this.shownSort?.length ?? this.rows.length
  }

  /** Whether what is shown is of that query; else it is of the one before, until the next update. */
  isOf(query: Query): boolean {
    return query.text === this.query.text
  }

  /** How much of the recording was looked at for the query, 0 … 1. */
  get progress(): number {
    return this.filtered?.progress ?? 1
  }

  /** Whether rows may come to be shown by time alone. */
  get growing(): boolean {
    return this.filtered?.growing ?? false
  }

  /** The row at a place, or −1; also for a row dropped since the last update. */
  rowAt(index: number): number {
    const { length, shownSort, recording } = this
    if (index < 0 || index >= length) return -1
    const at = this.isReversed ? length - 1 - index : index
    const row = (shownSort ?? this.rows).at(at)
    return row >= recording.columns.first && row < recording.columns.end ? row : -1
  }

  /** How many of the rows from `row` on are shown, or will be once sorted. */
  countSince(row: number): number {
    const { first, end } = this.span ?? this.recording.columns
    if (this.filtered === undefined) return Math.max(0, end - Math.max(row, first))
    return Math.max(0, this.foundTo - Math.max(this.foundFrom, this.filtered.found.countBelow(row)))
  }

  /** The place of a row, or −1. */
  indexOf(row: number): number {
    const { shownSort, filtered } = this
    if (shownSort !== undefined) return shownSort.indexOf(row)
    const { first } = this.span ?? this.recording.columns
    const at = filtered === undefined ? row - first : filtered.found.indexOf(row) - this.foundFrom
    if (at < 0 || at >= this.length) return -1
    return this.isReversed ? this.length - 1 - at : at
  }

  private budgetAt(now: number): number {
    if (now >= this.urgentUntil) return this.spare(now)
    return this.searched && this.sorted !== undefined ? URGENT_SORT_BUDGET_MS : URGENT_BUDGET_MS
  }

  /** Half of the last time where a frame was missed since, else a little more. */
  private spare(now: number): number {
    const late = now - this.lastUpdate > LATE_MS
    this.budget = late ? Math.max(LEAST_BUDGET_MS, this.budget / 2) : Math.min(BUDGET_MS, this.budget + 0.5)
    return this.budget
  }

  private cutTo(range: Range | undefined, now: number): void {
    this.range = range
    // What was sorted of another range is no answer to this one.
    this.resort(this.sort, now)
    this.sorted?.clear()
  }

  private findSpan(): void {
    this.span = this.range === undefined ? undefined : rowsWithin(this.recording.columns, this.range)
    const found = this.filtered?.found
    if (found === undefined) return
    this.foundFrom = this.span === undefined ? 0 : found.countBelow(this.span.first)
    this.foundTo = this.span === undefined ? found.length : found.countBelow(this.span.end)
  }

  private restart(query: Query, now: number): void {
    this.query = query
    this.generation = this.recording.generation
    this.filtered = query.isEmpty ? undefined : new FilteredRows(this.recording, query, this.clock)
    this.searched = false
    // What is left of another filter is no answer to this one.
    this.resort(this.sort, now)
    this.sorted?.clear()
  }

  private resort(sort: Sort | undefined, now: number): void {
    this.sort = sort
    // By time, the order of recording or its reverse will do. Between other sorts, the last is shown meanwhile.
    this.sorted = sort === undefined || sort.column === 'time' ? undefined : (this.sorted ?? new SortedRows())
    this.sorted?.cancel()
    this.sortedFor = ''
    this.sortAgain = 0
    this.urgentUntil = now + URGENT_MS
  }

  private updateSort(until: number): boolean {
    const { sorted, sort, recording } = this
    if (sorted === undefined || sort === undefined) return true
    const { columns } = recording
    const began = this.clock()
    const complete = this.advanceSort(sorted, sort, began, until)
    sorted.dropBelow(columns.first)
    return complete
  }

  private advanceSort(sorted: SortedRows, sort: Sort, began: number, until: number): boolean {
    const { columns, revision } = this.recording
    const { first, end } = this.span ?? columns
    const state = `${columns.first} ${first} ${end} ${revision} ${this.rows.length}`
    if (!sorted.sorting) {
      if (state === this.sortedFor) return true
      if (began < this.sortAgain) return false
      this.sortedFor = state
      this.sortSpent = 0
      sorted.start(columns, this.rows, sort)
    }
    const done = sorted.advance(until, this.clock)
    const ended = this.clock()
    this.sortSpent += ended - began
    if (!done) return false
    this.sortAgain = ended + Math.max(SORT_REST_MS, this.sortSpent * SORT_REST)
    return state === this.sortedFor
  }

  /** The order to show; until the first sort is complete, that of recording. */
  private get shownSort(): SortedRows | undefined {
    return this.sorted?.ready === true ? this.sorted : undefined
  }

  private get isReversed(): boolean {
    return this.sort?.column === 'time' && this.sort.desc
  }

  /** The rows to be sorted, in the order of recording. */
  private get rows(): RowSource {
    if (this.filtered !== undefined) {
      const { found } = this.filtered
      const { foundFrom, foundTo } = this
      return { length: foundTo - foundFrom, at: (index) => found.at(foundFrom + index) }
    }
    const { first, end } = this.span ?? this.recording.columns
    return { length: Math.max(0, end - first), at: (index) => first + index }
  }
}
