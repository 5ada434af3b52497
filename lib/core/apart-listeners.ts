import type { ApartListener } from './consumer.ts'
import type { Dispatch } from './dispatch.ts'
import type { Origin } from './origin.ts'
import { ListenerList, Registration } from './registrations.ts'
import type { Listener } from './types.ts'

/** What `ApartListeners` needs of its bus. */
export interface ApartHost {
  /** Dispatches what came in to the listeners of a list. */
  take(
    event: string,
    payload: unknown,
    origin: Origin,
    failure: Error | undefined,
    list: ListenerList,
  ): Dispatch
  registered(registration: Registration): void
  unregistered(registration: Registration): void
}

/** The listeners of a bus that no dispatch reaches by its name: those of queues. Observers see them as any other. */
export class ApartListeners {
  private readonly members = new Set<Registration>()

  constructor(private readonly host: ApartHost) {}

  all(): Iterable<Registration> {
    return this.members
  }

  add(event: string, listener: Listener<never>, name: string): ApartListener {
    const { host, members } = this
    const registration = new Registration(event, listener as Listener<unknown>, listener, { name })
    const list = new ListenerList()
    list.add(registration)
    members.add(registration)
    host.registered(registration)
    return {
      receive: (from, payload, origin, failure) => host.take(from, payload, origin, failure, list),
      remove: () => {
        if (members.delete(registration)) host.unregistered(registration)
      },
    }
  }
}
