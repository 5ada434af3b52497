import { type EventError, reportUnhandled } from './errors.ts'
import type { BusInfo, DispatchInfo, ListenerInfo, Observer } from './observer.ts'
import { disposable } from './subscription.ts'
import type { Subscription } from './types.ts'

const reported = new WeakSet<Observer>()

function report(observer: Observer, error: unknown): void {
  if (reported.has(observer)) return
  reported.add(observer)
  reportUnhandled(error)
}

type Callback = keyof Observer
/** An observer that has that callback. */
type With<Name extends Callback> = Observer & Required<Pick<Observer, Name>>

/**
 * The observers of a bus at one moment. A dispatch keeps the group it started with, so that each of them hears
 * all of that dispatch. Who has which callback is found out once. The callbacks are spelled out, since a shared
 * helper would need a closure for each call.
 */
export class ObserverGroup {
  private readonly starts: readonly With<'dispatchStart'>[]
  private readonly returns: readonly With<'dispatchReturn'>[]
  private readonly ends: readonly With<'dispatchEnd'>[]
  private readonly runStarts: readonly With<'runStart'>[]
  private readonly runWaits: readonly With<'runWait'>[]
  private readonly runEnds: readonly With<'runEnd'>[]
  private readonly gates: readonly With<'shouldRun'>[]

  constructor(
    private readonly bus: BusInfo,
    readonly members: readonly Observer[],
  ) {
    this.starts = having(members, 'dispatchStart')
    this.returns = having(members, 'dispatchReturn')
    this.ends = having(members, 'dispatchEnd')
    this.runStarts = having(members, 'runStart')
    this.runWaits = having(members, 'runWait')
    this.runEnds = having(members, 'runEnd')
    this.gates = having(members, 'shouldRun')
  }

  registered(listener: ListenerInfo): void {
    for (const member of this.members) {
      try {
        member.registered?.(this.bus, listener)
      } catch (error) {
        report(member, error)
      }
    }
  }

  unregistered(listener: ListenerInfo): void {
    for (const member of this.members) {
      try {
        member.unregistered?.(this.bus, listener)
      } catch (error) {
        report(member, error)
      }
    }
  }

  dispatchStart(dispatch: DispatchInfo): void {
    const { starts } = this
    for (let at = 0; at < starts.length; at++) {
      try {
        starts[at]!.dispatchStart(this.bus, dispatch)
      } catch (error) {
        report(starts[at]!, error)
      }
    }
  }

  dispatchReturn(dispatch: DispatchInfo, pending: boolean): void {
    const { returns } = this
    for (let at = 0; at < returns.length; at++) {
      try {
        returns[at]!.dispatchReturn(this.bus, dispatch, pending)
      } catch (error) {
        report(returns[at]!, error)
      }
    }
  }

  dispatchEnd(dispatch: DispatchInfo): void {
    const { ends } = this
    for (let at = 0; at < ends.length; at++) {
      try {
        ends[at]!.dispatchEnd(this.bus, dispatch)
      } catch (error) {
        report(ends[at]!, error)
      }
    }
  }

  /** Whether no member has a listener passed over. All of them are asked, so that each can count its own. */
  shouldRun(dispatch: DispatchInfo, listener: ListenerInfo, index: number): boolean {
    const { gates } = this
    let wanted = true
    for (let at = 0; at < gates.length; at++) {
      try {
        if (gates[at]!.shouldRun(this.bus, dispatch, listener, index) === false) wanted = false
      } catch (error) {
        report(gates[at]!, error)
      }
    }
    return wanted
  }

  runStart(dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { runStarts } = this
    for (let at = 0; at < runStarts.length; at++) {
      try {
        runStarts[at]!.runStart(this.bus, dispatch, listener, index)
      } catch (error) {
        report(runStarts[at]!, error)
      }
    }
  }

  runWait(dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { runWaits } = this
    for (let at = 0; at < runWaits.length; at++) {
      try {
        runWaits[at]!.runWait(this.bus, dispatch, listener, index)
      } catch (error) {
        report(runWaits[at]!, error)
      }
    }
  }

  runEnd(
    dispatch: DispatchInfo,
    listener: ListenerInfo,
    index: number,
    failure: EventError | undefined,
  ): void {
    const { runEnds } = this
    for (let at = 0; at < runEnds.length; at++) {
      try {
        runEnds[at]!.runEnd(this.bus, dispatch, listener, index, failure)
      } catch (error) {
        report(runEnds[at]!, error)
      }
    }
  }
}

/** What has observers: a bus, or another source. */
export interface Observed extends BusInfo {
  /** Those of this moment, if there are any. */
  observers: ObserverGroup | undefined
  observersChanged?(): void
}

/**
 * Attaches an observer. It first hears of the listeners there are.
 * @throws {TypeError} when `observer` is no object
 */
export function attach(
  source: Observed,
  observer: Observer,
  listeners: Iterable<ListenerInfo & { readonly removed: boolean }>,
): Subscription {
  if (typeof observer !== 'object' || observer === null) {
    throw new TypeError('`observer` must be an object with the callbacks of an Observer')
  }
  const members = (): readonly Observer[] => source.observers?.members ?? []
  const set = (next: readonly Observer[]): void => {
    source.observers = next.length === 0 ? undefined : new ObserverGroup(source, next)
    source.observersChanged?.()
  }
  set([...members(), observer])
  const fresh = new ObserverGroup(source, [observer])
  // One that is removed because of it is told as such already.
  for (const listener of listeners) if (!listener.removed) fresh.registered(listener)
  return disposable(() => set(members().toSpliced(members().indexOf(observer), 1)))
}

function having<Name extends Callback>(members: readonly Observer[], name: Name): readonly With<Name>[] {
  return members.filter((member): member is With<Name> => typeof member[name] === 'function')
}
