import type { EventError, Origin } from '../core/index.ts'
import type { Mutation } from './mutations/mutation.ts'
import type { Causes } from './analysis/cause-types.ts'
import type { ErrorGroups, ErrorGroupsOptions } from './analysis/error-types.ts'
import type { ListenerStats, ListenerStatsOptions } from './analysis/listener-types.ts'
import type { RecordedListener, RunStatus, Status } from './recorded.ts'
import type { SourceView } from './sources/types.ts'
import type { StackPolicy } from './stacks.ts'

export type { AlikeRegistrations, RecordedListener, RunStatus, Status } from './recorded.ts'

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
  /** Where it comes from: another tab, process or server. Undefined if it was dispatched here. */
  readonly origin: Origin | undefined
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
  /**
   * How listeners changed the payload, in the order in which it was noticed, up to now; `payload` is as it was before.
   * None says that nothing changed of what a snapshot holds of it. Undefined where that was not looked at (to the end):
   * see the option `mutations`.
   */
  readonly mutations: readonly Mutation[] | undefined
  /** Mutations beyond those that are kept of one dispatch. */
  readonly moreMutations: number
  /** The id of the recorded dispatch that it was made of, by `recorder.replay()`. */
  readonly replayOf: number | undefined
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
  /** Removed listeners beyond the newest 1 000, since the last clear: those of kept runs are there, others are not. */
  readonly forgottenListeners: number
  /** Of more than 1 000 kinds of registrations, those given up: see `RecordedListener.alike`. */
  readonly uncountedKinds: number
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
  /** Several buses may have the same name. */
  busId(row: number): number
  /** Whether it comes from elsewhere: whether `origin` has something. */
  isRemote(row: number): boolean
  /** As in `DispatchView`. */
  origin(row: number): Origin | undefined
  parent(row: number): number | undefined
  time(row: number): number
  sync(row: number): number
  /** As in `DispatchView`. */
  wait(row: number): number | undefined
  status(row: number): Status
  errorCount(row: number): number
  payload(row: number): unknown
  /** Whether `payload` is what was dispatched itself, not a snapshot: its accessors are the page's. */
  isReference(row: number): boolean
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
  /** Whether a change of its payload was noticed. */
  mutated(row: number): boolean
  mutations(row: number): readonly Mutation[] | undefined
  moreMutations(row: number): number
  replayOf(row: number): number | undefined
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
  /** Grows when a row that was there before changes: a dispatch settles, a run starts or ends, or a driver's state. */
  readonly revision: number
  /** Grows with every clear: rows are numbered anew. */
  readonly generation: number
  /** Whether registrations and dispatches have stacks: see the option `stacks`. */
  readonly stacks: StackPolicy
  readonly columns: RecordingColumns
  /**
   * The listeners that are registered, the 1 000 that were removed last, and those that kept dispatches ran, in the
   * order of registration.
   */
  readonly listeners: readonly RecordedListener[]
  /** The registration ids of `listeners`, in no order, without a copy: others may come and go while it is gone over. */
  listenerIds(): Iterable<number>
  /** A listener by its registration id. */
  listener(id: number): RecordedListener | undefined
  /** The dispatch at a place: 0 is the oldest kept. */
  at(index: number): DispatchView | undefined
  byId(id: number): DispatchView | undefined
  /** The row of a dispatch in `columns`, or −1. */
  rowOf(id: number): number
  /**
   * Every kept dispatch that a query finds, as `name:cart.* status:failed`; `parseQuery` has the language. All for
   * an empty one.
   * @throws QuerySyntaxError where the query can't be understood.
   */
  find(query: string): DispatchView[]
  stats(): RecordingStats
  /**
   * The buses, streams and other emitters that are recorded now, with their drivers and queues, in the order in which
   * they were attached. A driver's change of state grows `revision`; counts and queues are as they are when this is
   * asked, and grow nothing.
   * @example
   * const down = recording.sources().filter(({ driver }) => driver?.state === 'down')
   */
  sources(): readonly SourceView[]
  /**
   * Why a dispatch happened, and what came of it; undefined if it is not in the recording.
   * @example
   * const causes = recording.causes(handle.id)
   * if (causes?.loop) console.warn(`endless: ${causes.loop.name}`)
   */
  causes(id: number): Causes | undefined
  /**
   * How each listener did, in the order of registration.
   * @throws {TypeError} for an option that is unknown or ill-typed
   * @throws {QuerySyntaxError} for a query that can't be understood
   * @example
   * const slow = recording.listenerStats({ slowMs: 8 }).filter(({ marks }) => marks.some(({ kind }) => kind === 'slow'))
   */
  listenerStats(options?: ListenerStatsOptions): readonly ListenerStats[]
  /**
   * The errors, grouped by bus, event, listener and message; the group that failed last comes first.
   * @throws {TypeError} for an option that is unknown or ill-typed
   * @throws {QuerySyntaxError} for a query that can't be understood
   * @example
   * const failing = recording.errorGroups().groups.filter(({ state }) => state === 'failing')
   */
  errorGroups(options?: ErrorGroupsOptions): ErrorGroups
  /** Calls `listener` once, in a later microtask, after the recording has changed; as often as it changes. */
  subscribe(listener: () => void): () => void
}
