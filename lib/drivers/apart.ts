import {
  type ConsumableBus,
  type Listener,
  ListenerList,
  type Receiver,
  Registration,
} from '../core/index.ts'

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
  const list = new ListenerList()
  list.add(registration)
  bus.apart.add(registration)
  bus.registered(registration)
  return {
    receive: (from, payload, origin, failure) => bus.take(from, payload, origin, failure, list),
    remove: () => {
      if (bus.apart.delete(registration)) bus.unregistered(registration)
    },
  }
}
