import { type EventError, reportUnhandled } from './errors.ts'
import type { BusInfo, DispatchInfo, ListenerInfo, Observer } from './observer.ts'

const reported = new WeakSet<Observer>()

function report(observer: Observer, error: unknown): void {
  if (reported.has(observer)) return
  reported.add(observer)
  reportUnhandled(error)
}

/**
 * The observers of a bus at one moment. A dispatch keeps the group it started with, so that each of them hears
 * all of that dispatch. The callbacks are spelled out, since a shared helper would need a closure for each call.
 */
export class ObserverGroup {
  constructor(
    private readonly bus: BusInfo,
    readonly members: readonly Observer[],
  ) {}

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
    for (const member of this.members) {
      try {
        member.dispatchStart?.(this.bus, dispatch)
      } catch (error) {
        report(member, error)
      }
    }
  }

  dispatchReturn(dispatch: DispatchInfo): void {
    for (const member of this.members) {
      try {
        member.dispatchReturn?.(this.bus, dispatch)
      } catch (error) {
        report(member, error)
      }
    }
  }

  dispatchEnd(dispatch: DispatchInfo): void {
    for (const member of this.members) {
      try {
        member.dispatchEnd?.(this.bus, dispatch)
      } catch (error) {
        report(member, error)
      }
    }
  }

  runStart(dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    for (const member of this.members) {
      try {
        member.runStart?.(this.bus, dispatch, listener, index)
      } catch (error) {
        report(member, error)
      }
    }
  }

  runWait(dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    for (const member of this.members) {
      try {
        member.runWait?.(this.bus, dispatch, listener, index)
      } catch (error) {
        report(member, error)
      }
    }
  }

  runEnd(
    dispatch: DispatchInfo,
    listener: ListenerInfo,
    index: number,
    failure: EventError | undefined,
  ): void {
    for (const member of this.members) {
      try {
        member.runEnd?.(this.bus, dispatch, listener, index, failure)
      } catch (error) {
        report(member, error)
      }
    }
  }
}
