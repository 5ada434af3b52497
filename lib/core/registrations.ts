import type { ListenerInfo } from './observer.ts'
import { page } from './page.ts'
import type { Listener, ListenerOptions } from './types.ts'

/** The event of a listener of every event. */
export const ANY = '*'

/** One listener, registered once. The same function registered twice is two of these. */
export class Registration implements ListenerInfo {
  readonly id: number = ++page.last.listener
  readonly event: string
  readonly name: string
  readonly async: boolean
  readonly once: boolean
  readonly timeout: number | undefined
  readonly owner: string | undefined
  readonly managed: boolean
  readonly stack: string | undefined
  readonly listener: Listener<unknown>
  /** What `off` is given: the function itself, or an object's `handle`. */
  readonly source: unknown
  /** Whether it takes the context, as far as its `length` tells. Asking a function for it in each run costs. */
  readonly takesContext: boolean
  /** A `once` listener that has had its run. */
  spent = false
  removed = false
  /** Removes it, once. */
  remove: (() => void) | undefined = undefined

  constructor(
    event: string,
    listener: Listener<unknown>,
    source: unknown,
    { async = false, once = false, timeout, owner, managed = false, stack, name }: ListenerOptions = {},
  ) {
    this.event = event
    this.listener = listener
    this.source = source
    this.takesContext = listener.length > 1
    this.async = async
    this.once = once
    this.timeout = timeout
    this.owner = owner
    this.managed = managed
    this.stack = stack
    this.name = String(name || (source as { name?: unknown }).name || 'anonymous')
  }
}

/** Listeners in the order of registration, as dispatches run them. A line never changes: a new one is made instead. */
export class Line {
  /** The listeners of those `items` that no option changes, so that a dispatch need not look further. */
  readonly plain: readonly (Listener<unknown> | undefined)[]

  constructor(readonly items: readonly Registration[]) {
    this.plain = items.map((item) =>
      item.async || item.once || item.timeout !== undefined ? undefined : item.listener,
    )
  }
}

/** The listeners of one event. Adding and removing cost the same however many there are. */
export class ListenerList extends Set<Registration> {
  /** These and the listeners of every event, once a dispatch has asked for it; undefined after each change. */
  line: Line | undefined = undefined
}
