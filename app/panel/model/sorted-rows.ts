import type { RecordingColumns } from 'eventscope/recorder'
import { SortBuffers } from './radix-sort.ts'
import { type ColumnId, NO_KEY, reversedKey, type Sort, type SortKey, sortKeyOf } from './sort.ts'
import { advance, STEP, type Steps } from './steps.ts'
import { TextRanks } from './text-ranks.ts'

/** Rows whose keys are read in a step: each takes some 50 ns. */
const READ_STEP = 1_024

/** Rows to be sorted, in the order of recording. */
export interface RowSource {
  readonly length: number
  at(index: number): number
}

type NumberKey = (SortKey & { kind: 'number' })['of']
type TextKey = (SortKey & { kind: 'text' })['of']

interface SortTask {
  readonly columns: RecordingColumns
  /** The oldest row when it began: rows are counted from it. */
  readonly base: number
  readonly length: number
  readonly desc: boolean
}

/**
 * Rows in the order of a column; equal ones stay in the order of recording, those without a value come last.
 * While a sort is being made in steps, the last one is shown.
 */
export class SortedRows {
  /** Whether a sort was completed since it was cleared: there is something to show. */
  ready = false
  length = 0
  /** What is shown, counted from `base`. */
  private shown = new Uint32Array(0)
  private base = 0
  /** The first row that is still there, as far as `dropBelow` was told. */
  private first = 0
  private lastAsked = -1
  private lastPlace = -1
  private readonly buffers = new SortBuffers()
  private steps: Steps | undefined

  get sorting(): boolean {
    return this.steps !== undefined
  }

  /** Begins a sort of the rows as they are now. */
  start(columns: RecordingColumns, rows: RowSource, sort: Sort): void {
    const { buffers } = this
    const { length } = rows
    const base = columns.first
    buffers.reserve(length)
    for (let at = 0; at < length; at++) buffers.values[at] = rows.at(at) - base
    this.steps = this.sort({ columns, base, length, desc: sort.desc }, sort.column)
  }

  /** Gives up a sort that is not complete. */
  cancel(): void {
    this.steps = undefined
  }

  /** Shows nothing until the next sort is complete. */
  clear(): void {
    this.cancel()
    this.ready = false
    this.length = 0
    this.first = 0
    this.lastAsked = -1
  }

  /**
   * Goes on with the sort until that time.
   * @returns whether it is complete
   */
  advance(until: number, clock: () => number): boolean {
    if (this.steps === undefined) return true
    if (!advance(this.steps, until, clock)) return false
    this.steps = undefined
    return true
  }

  /** Takes out the rows before `first`: wherever they are, none is to be shown. */
  dropBelow(first: number): void {
    if (first <= this.first) return
    this.first = first
    const { shown, length } = this
    const least = first - this.base
    let kept = 0
    while (kept < length && shown[kept]! >= least) kept++
    for (let at = kept + 1; at < length; at++) {
      const row = shown[at]!
      shown[kept] = row
      if (row >= least) kept++
    }
    this.length = kept
  }

  at(index: number): number {
    return this.base + this.shown[index]!
  }

  /** The place of a row, or −1. */
  indexOf(row: number): number {
    if (row < this.base || this.length === 0) return -1
    // The same row is asked for in every frame, and between two sorts it only moves up, a little.
    const from = row === this.lastAsked ? Math.min(this.lastPlace, this.length - 1) : this.length - 1
    this.lastAsked = row
    this.lastPlace = this.shown.lastIndexOf(row - this.base, from)
    if (this.lastPlace < 0) this.lastAsked = -1
    return this.lastPlace
  }

  private *sort(task: SortTask, column: ColumnId): Steps {
    const { buffers } = this
    const { columns, base, length } = task
    const key = sortKeyOf(column, length === 0 ? 0 : columns.id(base))
    if (key.kind === 'number') yield* this.readNumbers(task, key.of)
    else yield* this.readTexts(task, key.of)
    yield* buffers.sort(length)
    this.shown = buffers.takeValues(this.shown)
    this.length = length
    this.base = base
    this.first = base
    this.lastAsked = -1
    this.ready = true
  }

  private *readNumbers(task: SortTask, keyOf: NumberKey): Steps {
    for (let from = 0; from < task.length; from += READ_STEP) {
      this.readNumbersOf(task, keyOf, from, Math.min(task.length, from + READ_STEP))
      yield
    }
  }

  private readNumbersOf({ columns, base, desc }: SortTask, keyOf: NumberKey, from: number, to: number): void {
    const { keys, values } = this.buffers
    for (let at = from; at < to; at++) {
      const row = base + values[at]!
      // It may have been dropped since; then it will not be shown, wherever it comes to be.
      const key = row < columns.first ? NO_KEY : keyOf(columns, row)
      keys[at] = desc ? reversedKey(key) : key
    }
  }

  private *readTexts(task: SortTask, textOf: TextKey): Steps {
    const ranks = new TextRanks()
    for (let from = 0; from < task.length; from += READ_STEP) {
      this.readTextsOf(task, textOf, ranks, from, Math.min(task.length, from + READ_STEP))
      yield
    }
    yield* ranks.rank()
    for (let from = 0; from < task.length; from += STEP) {
      this.rankTextsOf(task, ranks, from, Math.min(task.length, from + STEP))
      yield
    }
  }

  private readTextsOf(task: SortTask, textOf: TextKey, ranks: TextRanks, from: number, to: number): void {
    const { columns, base } = task
    const { keys, values } = this.buffers
    for (let at = from; at < to; at++) {
      const row = base + values[at]!
      keys[at] = ranks.idOf(row < columns.first ? '' : textOf(columns, row))
    }
  }

  private rankTextsOf({ desc }: SortTask, ranks: TextRanks, from: number, to: number): void {
    const { keys } = this.buffers
    const last = ranks.size - 1
    for (let at = from; at < to; at++) {
      const rank = ranks.rankOf(keys[at]!)
      keys[at] = desc ? last - rank : rank
    }
  }
}
