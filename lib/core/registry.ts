import type { DriverLink } from './driver-link.ts'
import type { ListenerInfo } from './observer.ts'
import type { ObserverGroup } from './observers.ts'
import { ANY, Line, ListenerList, Registration } from './registrations.ts'
import { disposable } from './subscription.ts'
import type { Listener, ListenerOptions, Subscription } from './types.ts'
import { checkName } from './validate.ts'

/** Who is told of what changes in a `Registry`. */
export interface RegistryHost {
  readonly observers: ObserverGroup | undefined
  readonly link: DriverLink | undefined
}

/** The registrations of a bus. */
export class Registry {
  // An object, for engines find a property faster than a Map's entry; without a prototype, so any name will do.
  private readonly lists: Record<string, ListenerList> = Object.create(null)
  /** Listeners of every event. */
  private readonly any = new ListenerList()

  constructor(private readonly host: RegistryHost) {}

  /**
   * What a dispatch of that event runs.
   * @throws {TypeError} unless it is a name an event can have
   */
  lineOf(event: string): Line {
    // A name that has listeners was checked when they were registered.
    let list = typeof event === 'string' ? this.lists[event] : undefined
    if (list === undefined) {
      checkName(event)
      list = this.any
    }
    return (list.line ??= new Line(
      list === this.any || this.any.size === 0 ? [...list] : inOrder([...list, ...this.any]),
    ))
  }

  add(
    event: string,
    listener: Listener<never>,
    source: unknown,
    options: ListenerOptions | undefined,
  ): Subscription {
    const { host } = this
    const registration = new Registration(event, listener as Listener<unknown>, source, options)
    const signal = options?.signal
    const remove = disposable(() => {
      signal?.removeEventListener('abort', remove)
      this.delete(registration)
    })
    registration.remove = remove
    if (signal?.aborted) return remove
    signal?.addEventListener('abort', remove)
    const list = event === ANY ? this.any : (this.lists[event] ??= new ListenerList())
    list.add(registration)
    this.changed(list)
    const isFirst = list.size === 1
    host.observers?.registered(registration)
    // Last, for it may bring a dispatch in. An observer may have removed it, or added more.
    if (isFirst && list.size > 0) host.link?.tell('subscribe', event)
    return remove
  }

  /** Removes the oldest listener of an event that has this source; all of them, without one. */
  remove(event: string, source?: unknown): void {
    // As they are now: whoever is told of a removal may register another.
    const registered = [...(this.lists[event] ?? [])]
    for (const registration of registered) {
      if (source === undefined) registration.remove?.()
      else if (registration.source === source) return registration.remove?.()
    }
  }

  all(): Registration[] {
    return inOrder([this.any, ...Object.values(this.lists)].flatMap((list) => [...list]))
  }

  describe(event: string | undefined): ListenerInfo[] {
    const found = event === undefined ? this.all() : this.lineOf(event).items
    return found.map(({ id, event, name, async, once, timeout, owner, managed, stack }) => ({
      id,
      event,
      name,
      async,
      once,
      timeout,
      owner,
      managed,
      stack,
    }))
  }

  private delete(registration: Registration): void {
    const { host, any, lists } = this
    const { event } = registration
    const list = event === ANY ? any : lists[event]
    if (!list?.delete(registration)) return
    registration.removed = true
    this.changed(list)
    if (list.size === 0) {
      // Names may be made up without end.
      delete lists[event]
      host.link?.tell('unsubscribe', event)
    }
    host.observers?.unregistered(registration)
  }

  private changed(changed: ListenerList): void {
    const { any, lists } = this
    changed.line = undefined
    if (changed === any) for (const event in lists) lists[event]!.line = undefined
  }
}

/** As they were registered. */
function inOrder(registrations: Registration[]): Registration[] {
  return registrations.sort((a, b) => a.id - b.id)
}
