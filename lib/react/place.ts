import type { Bus, EventObject, Listener, ListenerOptions, Subscription } from '../core/index.ts'
import { checkBus, checkName } from './check.ts'

/** What a listener is registered at: an event of a bus, all events of it, or an event object. */
export interface Place {
  readonly source: object
  readonly event: string
  readonly register: (listener: Listener<unknown>, options: ListenerOptions) => Subscription
}

/** Takes arguments apart that begin with a bus and a name, or with an event object. */
export function splitPlace(args: readonly unknown[]): readonly [place: Place, ...rest: unknown[]] {
  const [target, name, ...rest] = args
  return isEvent(target) ? [placeOfEvent(target), ...args.slice(1)] : [placeOf(target as Bus, name), ...rest]
}

/** Every event of a bus. */
export function placeOfAny(bus: Bus): Place {
  checkBus(bus)
  return { source: bus, event: '*', register: (listener, options) => bus.onAny(listener, options) }
}

/** One event of a bus. */
export function placeOf(bus: Bus, event: unknown): Place {
  checkBus(bus)
  checkName(event)
  return { source: bus, event, register: (listener, options) => bus.on(event, listener, options) }
}

function placeOfEvent(event: EventObject<unknown>): Place {
  return {
    source: event,
    event: event.name,
    register: (listener, options) => event.on(listener, options),
  }
}

function isEvent(target: unknown): target is EventObject<unknown> {
  const { on, onAny } = (target ?? {}) as Partial<Bus>
  return typeof on === 'function' && onAny === undefined
}
