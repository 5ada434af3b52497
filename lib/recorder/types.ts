import type { EventError } from '../core/index.ts'
import type { StackPolicy } from './stacks.ts'

/** How a dispatch or a run stands. */
export type Status = 'ok' | 'failed' | 'waiting'

/** How a listener's run stands in the columns: `none` where it was not called, or not yet. */
export type RunStatus = Status | 'none'

/** One recorded run, made when asked for. Times in ms. */
export interface RunView {
  /** The listener's name. */
  readonly listener: string
  /** The registration's id. */
  readonly listenerId: number
  /** When it was called, since `recording.timeOrigin`. */
  readonly start: number
  /** Its synchronous part. */
  readonly sync: number
  /** How long its promise was pending; undefined if there was none, or it still is. */
  readonly wait: number | undefined
  readonly status: Status
  readonly error: EventError | undefined
}

/** One recorded dispatch, made when asked for and never kept. Times in ms. */
export interface DispatchView {
  readonly id: number
  readonly event: string
  /** The bus's name. */
  readonly bus: string
  /** As captured: see `CapturedValue`. */
  readonly payload: unknown
  /** The id of the dispatch that caused it, where known. */
  readonly parent: number | undefined
  /** The name and registration id of the parent's listener that dispatched it; undefined where that is not known. */
  readonly parentListener: string | undefined
  readonly parentListenerId: number | undefined
  /** When it was dispatched, since `recording.timeOrigin`. */
  readonly time: number
  /** The synchronous parts of its runs, summed: how long it held the page. */
  readonly sync: number
  /** From the return of `dispatch()` until it settled; undefined if nothing was pending, or still is. */
  readonly wait: number | undefined
  readonly status: Status
  readonly errors: readonly EventError[]
  readonly runs: readonly RunView[]
  /**
   * Where `dispatch` was called: the engine's own text, with frames of this library on top; undefined where none was
   * captured.
   */
  readonly stack: string | undefined
}

/** What a recording can say about itself at once. */
export interface RecordingStats {
  /** Dispatches in the last second. */
  readonly rate: number
  /** Dispatches kept. */
  readonly retained: number
  /** Dispatches recorded since the last clear, kept or not. */
  readonly total: number
  /** Dispatches dropped to stay within the capacity. */
  readonly dropped: number
  /** Kept dispatches with something pending. */
  readonly waiting: number
  /** Failed runs of kept dispatches. */
  readonly errors: number
  /** What recording itself cost, in µs an event, measured on a sample; undefined before the first. */
  readonly cost: number | undefined
  /** The clock's step in ms: what is shorter can't be told from zero. */
  readonly clockStep: number
}

/** How a listener stands in the recording. */
export interface RecordedListener {
  readonly id: number
  readonly bus: string
  readonly event: string
  readonly name: string
  readonly async: boolean
  readonly once: boolean
  /** Its limits and owner, as `ListenerOptions` has them. */
  readonly timeout: number | undefined
  readonly owner: string | undefined
  /** When it was registered, in ms since `timeOrigin`; undefined if that was before the recorder was attached. */
  readonly time: number | undefined
  /** When it was removed. */
  readonly removed: number | undefined
  /** Its recorded runs since the last clear, kept or not, and those of them that failed. */
  readonly calls: number
  readonly errors: number
  /** Whether it is still registered. */
  readonly active: boolean
  /**
   * Where it was registered, as `DispatchView.stack`; undefined where stacks are off, the recorder was attached
   * later, or very many were registered at once.
   */
  readonly stack: string | undefined
}

/**
 * Read access to the columns, by row, for code that goes over many dispatches (filters, sorts, counts) and must
 * not make an object for each. Rows are numbered in the order of recording, from 0 since the last clear, and
 * never reused: `first` … `end` − 1 are there now. Asking for a row outside gives a value without meaning.
 */
export interface RecordingColumns {
  /** The oldest row kept. */
  readonly first: number
  /** One past the newest row. */
  readonly end: number
  id(row: number): number
  event(row: number): string
  bus(row: number): string
  parent(row: number): number | undefined
  time(row: number): number
  sync(row: number): number
  /** As in `DispatchView`. */
  wait(row: number): number | undefined
  status(row: number): Status
  errorCount(row: number): number
  payload(row: number): unknown
  /** How many of its listeners were called so far. */
  runCount(row: number): number
  /** How many listeners it had when it started. */
  listenerCount(row: number): number
  /** How long it has waited: as `wait`, and so far for what waits still; undefined if nothing was ever pending. */
  waited(row: number): number | undefined
  /** The index of the parent's run that dispatched it, or −1 where that is not known. */
  parentRun(row: number): number
  /** The registration id of the parent's listener that dispatched it; undefined where that is not known. */
  parentListener(row: number): number | undefined
  /** The row of its first run: `listenerCount(row)` of them follow each other, one for each listener, called or not. */
  firstRun(row: number): number
  runStatus(runRow: number): RunStatus
  /** The registration id of a run that is not `none`. */
  runListener(runRow: number): number
  /** When it was called, in ms since its dispatch. */
  runStart(runRow: number): number
  runSync(runRow: number): number
  /** As in `RunView`. */
  runWait(runRow: number): number | undefined
  runError(runRow: number): EventError | undefined
  /** Whether the name of one of its listeners that were called passes; asked in their order, until one does. */
  someListener(row: number, test: (name: string) => boolean): boolean
  errors(row: number): readonly EventError[]
  /** As in `DispatchView`. */
  stack(row: number): string | undefined
}

/** Dispatches and runs kept as columns. Reading it never changes it. */
export interface Recording {
  /** Dispatches kept. */
  readonly size: number
  /** Dispatches recorded since the last clear. */
  readonly total: number
  /** Dispatches dropped to stay within the capacity. */
  readonly dropped: number
  /** How many dispatches are kept at most. */
  readonly capacity: number
  /** What times are counted from: ms since the Unix epoch, so recordings of several pages can be laid side by side. */
  readonly timeOrigin: number
  /** The time now, in ms since `timeOrigin`. */
  now(): number
  /** Grows with every change. */
  readonly version: number
  /** Grows when a row that was there before changes: a dispatch settles, a run starts or ends. */
  readonly revision: number
  /** Grows with every clear: rows are numbered anew. */
  readonly generation: number
  /** Which dispatches have a stack. */
  readonly stacks: StackPolicy
  readonly columns: RecordingColumns
  /** The listeners that are registered, or that kept dispatches ran, in the order of registration. */
  readonly listeners: readonly RecordedListener[]
  /** A listener by its registration id. */
  listener(id: number): RecordedListener | undefined
  /** The dispatch at a place: 0 is the oldest kept. */
  at(index: number): DispatchView | undefined
  byId(id: number): DispatchView | undefined
  /** The row of a dispatch in `columns`, or −1. */
  rowOf(id: number): number
  /** Every kept dispatch whose event, bus, listener, error or payload contains the text; all for an empty one. */
  find(query: string): DispatchView[]
  stats(): RecordingStats
  /** Calls `listener` once, in a later microtask, after the recording has changed; as often as it changes. */
  subscribe(listener: () => void): () => void
}
