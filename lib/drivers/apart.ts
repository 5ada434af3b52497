import { type ConsumableBus, Line, type Listener, type Receiver, Registration } from '../core/index.ts'

/** A listener that no dispatch reaches by its name: it hears only what it is handed, as one of a queue does. */
export interface ApartListener extends Receiver {
  remove(): void
}

/** Makes one. Observers of the bus see it as any other listener. */
export function listenApart(
  bus: ConsumableBus,
  event: string,
  listener: Listener<never>,
  name: string,
): ApartListener {
  const registration = new Registration(event, listener as Listener<unknown>, listener, { name })
  const line = new Line([registration])
  bus.apart.add(registration)
  bus.observers?.registered(registration)
  return {
    receive: (from, payload, origin, failure) =>
      bus.send(from, payload, 0, undefined, { origin, failure, line, isCarried: true }),
    remove: () => {
      if (bus.apart.delete(registration)) bus.observers?.unregistered(registration)
    },
  }
}
