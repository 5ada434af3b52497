import type { EventError } from './errors.ts'
import type { Origin } from './origin.ts'

/** One registration, as `bus.listeners()` and observers see it. */
export interface ListenerInfo {
  /** Unique in the page, across buses, in order of registration. */
  readonly id: number
  /** The event's name, or `*` for a listener of every event. */
  readonly event: string
  /** Its `name` option, its function's name, or `anonymous`. */
  readonly name: string
  /** Whether it starts after `dispatch()` has returned. */
  readonly async: boolean
  /** Whether it is removed before its first run. */
  readonly once: boolean
  /** Milliseconds until a pending run fails, if there is such a limit. */
  readonly timeout: number | undefined
  /** Its `owner` option: the component or module that it belongs to, where one was given. */
  readonly owner: string | undefined
  /** Its `managed` option: whether it is removed along with the instance that it belongs to. */
  readonly managed: boolean
  /** Its `stack` option: where it is registered, if whoever registered it has said so. */
  readonly stack: string | undefined
}

/** The bus that an observer is told about. */
export interface BusInfo {
  /** Unique in the page. */
  readonly id: number
  /** The bus's `name` option. */
  readonly name: string
}

/** A dispatch, as observers see it. The object is the same in every callback about one dispatch. */
export interface DispatchInfo {
  /** Unique in the page, across buses; later dispatches have larger ones. */
  readonly id: number
  readonly event: string
  readonly payload: unknown
  readonly parent: number | undefined
  /** Where it comes from; undefined if it was dispatched here. */
  readonly origin?: Origin | undefined
  /**
   * The index of the parent's run that dispatched it. Undefined without a parent, and where it can't be known: a
   * handle was used outside of its listeners, the parent's run was not observed, or its listener takes the context in
   * a way that does not show in its `length` (`arguments`, rest or default parameters) and used it after an `await`.
   */
  readonly parentRun: number | undefined
  /** How many listeners it starts with. Their runs have the indexes 0 … `listenerCount` − 1. */
  readonly listenerCount: number
  /** Failures so far; those of a refused dispatch belong to no run. */
  readonly errors: readonly EventError[]
}

/**
 * The instrumentation hook of a bus: told of every registration, dispatch and run. All callbacks are optional
 * and synchronous. One that throws is reported once and changes nothing for listeners, dispatchers or other
 * observers. The callbacks are found when it is attached: one added to the object later is not called.
 *
 * For one dispatch: `dispatchStart`, then for each run `runStart`, perhaps `runWait`, `runEnd`; at last
 * `dispatchEnd`. `dispatchStart`/`dispatchEnd` and `runStart`/`runEnd` always pair, also for an observer that
 * is attached or detached in between: it hears all of a dispatch, or nothing. A `once` listener that a nested
 * dispatch has used up never starts.
 * @example
 * const slow: Observer = {
 *   dispatchStart: (_bus, dispatch) => console.time(`${dispatch.event} ${dispatch.id}`),
 *   dispatchEnd: (_bus, dispatch) => console.timeEnd(`${dispatch.event} ${dispatch.id}`),
 * }
 * bus.observe(slow)
 */
export interface Observer {
  /**
   * Asked before a listener of a dispatch that it was told of runs, or is put off to a microtask: `false` passes over
   * it. It then has no run, and a `once` listener stays registered. This is how tools mute a listener; it is the only
   * callback that changes what happens, and one that throws counts as `true`.
   */
  shouldRun?(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): boolean
  /** A listener was registered. On attaching, called for each that is registered already. */
  registered?(bus: BusInfo, listener: ListenerInfo): void
  /** A listener was removed, by whatever means. */
  unregistered?(bus: BusInfo, listener: ListenerInfo): void
  /** Before the first listener runs. */
  dispatchStart?(bus: BusInfo, dispatch: DispatchInfo): void
  /**
   * `dispatch()` is about to return. `pending` says whether anything is left to wait for: runs that wait or have not
   * started, or the driver; if not, `dispatchEnd` is next. Not called for a refused dispatch.
   */
  dispatchReturn?(bus: BusInfo, dispatch: DispatchInfo, pending: boolean): void
  /** Nothing of the dispatch is pending any more. */
  dispatchEnd?(bus: BusInfo, dispatch: DispatchInfo): void
  /** A listener is about to be called. `index` is its place among the dispatch's listeners. */
  runStart?(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void
  /** The synchronous part of a run is over and its promise is pending. */
  runWait?(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void
  /** A run has settled; `error` if it failed. */
  runEnd?(
    bus: BusInfo,
    dispatch: DispatchInfo,
    listener: ListenerInfo,
    index: number,
    error: EventError | undefined,
  ): void
}
