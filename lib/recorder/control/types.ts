import type { LostValue } from './restore.ts'

/** A query that pauses the page in the debugger, as it was when it was asked for. */
export interface Breakpoint {
  readonly id: number
  readonly query: string
  /**
   * When it pauses: before the first listener of a dispatch, where the query asks only for what is known by then
   * (`name:cart.* payload.sku=A1`); else when the dispatch has settled (`status:failed`).
   */
  readonly when: 'start' | 'settled'
  readonly enabled: boolean
  /** How often it has paused. */
  readonly hits: number
}

/** What is in force, as it was when it was asked for. Listeners by their registration ids, in order. */
export interface ControlState {
  readonly muted: readonly number[]
  readonly soloed: readonly number[]
  readonly breaks: readonly number[]
  readonly breakpoints: readonly Breakpoint[]
  /** Runs that muting and soloing have passed over so far. */
  readonly passedOver: number
  /** Whether any of the above changes what happens. */
  readonly active: boolean
  /** Whether it can pause at all: production builds often have their `debugger` statements removed. */
  readonly canPause: boolean
}

/**
 * Acts on listeners, on all buses the recorder is attached to. Each change holds from the next dispatch on: those
 * under way go on as they began. While nothing is in force, nothing of it is attached to a bus and it costs nothing.
 * Removed listeners, and those of a bus that was detached or that the page has dropped, are forgotten. Changes are told to
 * the recording's subscribers. What is no id throws a `TypeError`.
 */
export interface Control {
  /** The same object until something changes. */
  readonly state: ControlState
  /**
   * From now on, the listener is passed over: it has no run, and if it is a `once` listener it stays registered.
   * @returns whether it is registered; if not, nothing is done
   */
  mute(listener: number): boolean
  unmute(listener: number): void
  /**
   * From now on, all other listeners of its event on its bus are passed over, those of every event (`onAny`) included,
   * but for others that are soloed too. One of every event does that to all events of the bus. Muted ones stay muted.
   * @returns whether it is registered; if not, nothing is done
   */
  solo(listener: number): boolean
  unsolo(listener: number): void
  /**
   * Pauses in the debugger right before the listener is called the next time; once. The pause counts as its run's time.
   * @returns whether it is registered; if not, nothing is done
   */
  breakOnNextRun(listener: number): boolean
  cancelBreak(listener: number): void
  /**
   * Pauses in the debugger for each recorded dispatch that the query finds. A pause at the start counts as time of the
   * first run. Where dispatches are so many that one is
   * dropped before it has settled, it is not looked at.
   * @throws {QuerySyntaxError} for a query that can't be understood
   * @throws {TypeError} for an empty one, which would pause at everything
   * @throws {RangeError} when there are `MAX_BREAKPOINTS` already
   */
  breakWhen(query: string): Breakpoint
  /** @returns whether there is such a breakpoint */
  enableBreakpoint(id: number, enabled: boolean): boolean
  removeBreakpoint(id: number): void
  /** Undoes everything, and counts anew. */
  reset(): void
}

/** How a dispatch is to be repeated. */
export interface ReplayOptions {
  /** Dispatched instead of the recorded payload. */
  readonly payload?: unknown
  /**
   * The registration id of the only listener to run, muted or not. All others are passed over, for this dispatch: those
   * nested in it run as ever.
   */
  readonly only?: number | undefined
}

/**
 * Why a dispatch could not be repeated: it is not recorded any more; its bus was detached or closed, is gone, or is no
 * bus of this library; the listener is not registered for that event any more; its payload was not kept.
 */
export type ReplayRefusal = 'gone' | 'no bus' | 'listener removed' | 'no payload'

/**
 * The new dispatch and what of its payload could not be restored, or why there is none. While the recorder is paused,
 * the new dispatch is made and not recorded.
 */
export type ReplayResult =
  | { readonly id: number; readonly lost: readonly LostValue[]; readonly reason: undefined }
  | { readonly id: undefined; readonly lost: readonly LostValue[]; readonly reason: ReplayRefusal }
