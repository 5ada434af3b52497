import type { Recording, RecordingColumns } from '../types.ts'
import type { CausePath } from './cause-path.ts'
import { isInside, isWithin } from './nesting.ts'
import { STEP } from './refreshed.ts'

/** Dispatches besides those of the path that are shown, at most, and how many of them may not come of the selected one. */
const MAX_NODES = 2_000
const MAX_OTHERS = MAX_NODES / 2
const FIRST_MARKS = 1_024

/** What a row is: of another chain, of this one, or what came of the selected dispatch. */
const OTHER = 0
const MEMBER = 1
const EFFECT = 2

/**
 * Finds what came of a dispatch: one pass forward over the parents, for a cause has an earlier row than its effects.
 * Rows that arrive are looked at when they are there, and those that wait until they have settled.
 */
export class CauseScan {
  size = 0
  /** The rows that are shown: the path, and others up to the limits; in the order of recording. */
  readonly shown: number[] = []
  /** How many children of a shown row are not shown. */
  readonly omitted: Map<number, number> = new Map()
  /** Of the dispatches that have settled: when the last had, and how long they held the page. */
  private settledEnd = 0
  private settledSync = 0
  /** The rows that wait, as far as they were looked at, and how long they held the page so far. */
  private open: number[] = []
  private openSync = 0
  private readonly columns: RecordingColumns
  private readonly root: number
  private readonly selected: number
  private readonly onPath: ReadonlySet<number>
  private readonly isShown = new Set<number>()
  private next: number
  /** By row, from the root on. */
  private marks: Uint8Array
  private others = 0
  private effects = 0

  constructor(
    private readonly recording: Recording,
    readonly path: CausePath,
  ) {
    const { rows } = path
    this.columns = recording.columns
    this.root = rows[0]!
    this.selected = rows.at(-1)!
    this.onPath = new Set(rows)
    this.marks = new Uint8Array(FIRST_MARKS)
    this.next = this.root
  }

  /** Whether its rows are there still. Those on the path are the oldest. */
  get isKept(): boolean {
    return this.root >= this.columns.first
  }

  get waiting(): boolean {
    return this.open.length > 0
  }

  /** When the last has settled; undefined while one waits. */
  get end(): number | undefined {
    return this.waiting ? undefined : this.settledEnd
  }

  get sync(): number {
    return this.settledSync + this.openSync
  }

  /** Whether rows have arrived that it has not looked at. */
  get isBehind(): boolean {
    return this.next < this.columns.end
  }

  /** Looks at a step's rows that have arrived. */
  scan(): void {
    const stop = Math.min(this.columns.end, this.next + STEP)
    this.reserve(stop)
    for (; this.next < stop; this.next++) {
      const mark = this.markOf(this.next)
      if (mark !== OTHER) this.add(this.next, mark)
    }
  }

  /** Looks again at the rows that wait, a step at a time. */
  *lookAgain(): Generator<undefined, void> {
    const rows = this.open
    const open: number[] = []
    let sync = 0
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!
      if (!this.isKept) return
      if (this.columns.status(row) === 'waiting') {
        open.push(row)
        sync += this.heldBy(row)
      } else this.settle(row)
      if (at % STEP === STEP - 1) yield
    }
    this.open = open
    this.openSync = sync
  }

  private markOf(row: number): number {
    if (row === this.root) return row === this.selected ? EFFECT : MEMBER
    const parent = this.parentOf(row)
    if (parent < this.root) return OTHER
    const mark = this.marks[parent - this.root]!
    return mark === MEMBER && row === this.selected ? EFFECT : mark
  }

  private add(row: number, mark: number): void {
    this.marks[row - this.root] = mark
    this.size++
    this.show(row, mark)
    if (this.columns.status(row) === 'waiting') this.open.push(row)
    else this.settle(row)
  }

  private show(row: number, mark: number): void {
    if (!this.onPath.has(row)) {
      const parent = this.parentOf(row)
      if (!this.isShown.has(parent)) return
      const isEffect = mark === EFFECT
      const isFull = this.others + this.effects >= MAX_NODES || (!isEffect && this.others >= MAX_OTHERS)
      if (isFull) {
        this.omitted.set(parent, (this.omitted.get(parent) ?? 0) + 1)
        return
      }
      if (isEffect) this.effects++
      else this.others++
    }
    this.isShown.add(row)
    this.shown.push(row)
  }

  private settle(row: number): void {
    this.settledEnd = Math.max(this.settledEnd, this.endOf(row))
    this.settledSync += this.heldBy(row)
  }

  /** When the last run of a settled dispatch had settled; later where the driver took longer. */
  private endOf(row: number): number {
    const { columns } = this
    let last = columns.wait(row) ?? 0
    const from = columns.firstRun(row)
    for (let run = from; run < from + columns.listenerCount(row); run++) {
      if (columns.runStatus(run) === 'none') continue
      last = Math.max(last, columns.runStart(run) + columns.runSync(run) + (columns.runWait(run) ?? 0))
    }
    return columns.time(row) + last
  }

  /** How long its runs held the page, without those inside a run of its parent, whose time they are part of. */
  private heldBy(row: number): number {
    const { columns } = this
    const total = columns.sync(row)
    const parent = row === this.root ? -1 : this.parentOf(row)
    if (total === 0 || parent < 0) return total
    const from = columns.firstRun(row)
    let held = 0
    for (let run = from; run < from + columns.listenerCount(row); run++) {
      if (columns.runStatus(run) !== 'none' && !this.isWithinParent(row, run, parent))
        held += columns.runSync(run)
    }
    return held
  }

  /** Whether a run of `row` is in the synchronous part of the parent's run that made it, or of any where that is not known. */
  private isWithinParent(row: number, run: number, parent: number): boolean {
    const { columns } = this
    const index = columns.parentRun(row)
    const from = columns.firstRun(parent)
    const to = from + columns.listenerCount(parent)
    if (index >= 0) return from + index < to && isInside(columns, row, run, parent, from + index)
    for (let outer = from; outer < to; outer++)
      if (columns.runStatus(outer) !== 'none' && isWithin(columns, row, run, parent, outer)) return true
    return false
  }

  private parentOf(row: number): number {
    const parent = this.columns.parent(row)
    return parent === undefined ? -1 : this.recording.rowOf(parent)
  }

  private reserve(end: number): void {
    const { length } = this.marks
    if (end - this.root <= length) return
    const marks = new Uint8Array(Math.max(end - this.root, 2 * length))
    marks.set(this.marks)
    this.marks = marks
  }
}
