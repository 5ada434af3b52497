import type { ListenerInfo } from './observer.ts'
import { ANY, ListenerList, Registration } from './registrations.ts'
import { asSubscription } from './subscription.ts'
import type { Listener, ListenerOptions, Subscription } from './types.ts'
import { checkName } from './validate.ts'

/** Who is told of what changes in a `Registry`. */
export interface RegistryHost {
  registered(registration: Registration): void
  unregistered(registration: Registration): void
  /** An event, or `ANY`, has its first listener. */
  used(event: string): void
  /** An event, or `ANY`, has lost its last listener. */
  unused(event: string): void
}

/** The registrations of a bus: for each event, one list with all that a dispatch of it runs. */
export class Registry {
  // An object, for engines find a property faster than a Map's entry; without a prototype, so any name will do.
  private readonly lists: Record<string, ListenerList> = Object.create(null)
  /** Listeners of every event. They are in each of `lists` too, so that a dispatch goes over one list. */
  private readonly any = new ListenerList()

  constructor(private readonly host: RegistryHost) {}

  /**
   * What a dispatch of that event runs.
   * @throws {TypeError} unless it is a name an event can have
   */
  listOf(event: string): ListenerList {
    // A name that has listeners was checked when they were registered.
    const own = typeof event === 'string' ? this.lists[event] : undefined
    if (own !== undefined) return own
    checkName(event)
    return this.any
  }

  add(
    event: string,
    listener: Listener<never>,
    source: unknown,
    options: ListenerOptions | undefined,
  ): Subscription {
    const registration = new Registration(event, listener as Listener<unknown>, source, options)
    const { signal } = options ?? {}
    // Whoever keeps it after the removal does not keep the listener with it.
    let left: Registration | undefined = registration
    const subscription = asSubscription(() => {
      const last = left
      left = undefined
      if (last !== undefined) this.remove(last)
    })
    if (signal?.aborted) return subscription
    if (signal !== undefined) {
      signal.addEventListener('abort', subscription, { once: true })
      registration.release = () => signal.removeEventListener('abort', subscription)
    }
    const isFirst = this.insert(registration)
    this.host.registered(registration)
    // Last, for it may bring a dispatch in.
    if (isFirst && !registration.removed) this.host.used(event)
    return subscription
  }

  // An arrow function, so that a dispatch may pass it on without making one.
  readonly remove = (registration: Registration): void => {
    if (registration.removed) return
    registration.removed = true
    registration.release?.()
    const { event } = registration
    if (event === ANY) {
      this.any.remove(registration)
      if (this.any.size === 0) this.host.unused(ANY)
      for (const list of Object.values(this.lists)) list.remove(registration)
    } else {
      const list = this.lists[event]
      list?.remove(registration)
      // Lists of events without listeners of their own are not kept: names may be made up without end.
      if (list?.size === this.any.size) {
        delete this.lists[event]
        this.host.unused(event)
      }
    }
    this.host.unregistered(registration)
  }

  removeOldest(event: string, source: unknown): void {
    const list = this.lists[event]
    const oldest = list?.line.items.find(
      (item) => item !== undefined && item.source === source && item.event === event,
    )
    if (oldest !== undefined) this.remove(oldest)
  }

  removeAll(event: string): void {
    for (const registration of this.lists[event]?.values() ?? []) {
      if (registration.event === event) this.remove(registration)
    }
  }

  all(): Registration[] {
    const all = new Set(this.any.values())
    for (const list of Object.values(this.lists))
      for (const registration of list.values()) all.add(registration)
    return [...all].sort((a, b) => a.id - b.id)
  }

  describe(event: string | undefined): ListenerInfo[] {
    const found = event === undefined ? this.all() : this.listOf(event).values()
    return found.map(({ id, event, name, async, once, timeout, owner }) => ({
      id,
      event,
      name,
      async,
      once,
      timeout,
      owner,
    }))
  }

  /** Whether it is the first of its event. */
  private insert(registration: Registration): boolean {
    const { event } = registration
    if (event === ANY) {
      this.any.add(registration)
      for (const list of Object.values(this.lists)) list.add(registration)
      return this.any.size === 1
    }
    const known = this.lists[event]
    if (known !== undefined) {
      known.add(registration)
      return false
    }
    const list = new ListenerList()
    for (const other of this.any.values()) list.add(other)
    list.add(registration)
    this.lists[event] = list
    return true
  }
}
