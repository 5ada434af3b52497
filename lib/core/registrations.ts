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
  readonly listener: Listener<unknown>
  /** What `off` is given: the function itself, or an object's `handle`. */
  readonly source: unknown
  /** No option changes how it runs: it may be called without further ado. */
  readonly plain: boolean
  /** Whether it takes the context, as far as its `length` tells. Asking a function for it in each run costs. */
  readonly takesContext: boolean
  /** A `once` listener that has had its run. */
  spent = false
  removed = false
  /** Stops listening to the abort signal. */
  release: (() => void) | undefined = undefined
  /** Where it was put in its list: a hint, which compaction keeps right. */
  index = 0

  constructor(
    event: string,
    listener: Listener<unknown>,
    source: unknown,
    options: ListenerOptions | undefined,
  ) {
    this.event = event
    this.listener = listener
    this.source = source
    this.async = options?.async ?? false
    this.once = options?.once ?? false
    this.timeout = options?.timeout
    this.owner = options?.owner
    this.name = String(options?.name || (source as { name?: unknown }).name || 'anonymous')
    this.takesContext = listener.length > 1
    this.plain = !this.async && !this.once && this.timeout === undefined
  }
}

// Below this length, holes cost less than closing them.
const MIN_COMPACTION = 32

/**
 * Listeners side by side, in the order of registration, with holes where some were removed. While a dispatch is
 * running over them, up to the length they had when it started, only their end may grow.
 */
export class Line {
  /** How many dispatches are running over it. */
  running = 0

  constructor(
    readonly items: (Registration | undefined)[],
    /** The listeners of those `items` that are plain, so that a dispatch need not look further. */
    readonly plain: (Listener<unknown> | undefined)[],
  ) {}
}

/**
 * The listeners of one event. Adding pushes; removing leaves a hole, and copies only while a dispatch is running
 * over the very line. So each change costs the same however many listeners there are.
 */
export class ListenerList {
  line: Line = new Line([], [])
  size = 0

  add(registration: Registration): void {
    const { items, plain } = this.line
    registration.index = items.length
    items.push(registration)
    plain.push(registration.plain ? registration.listener : undefined)
    this.size++
  }

  remove(registration: Registration): void {
    const hint = registration.index
    const known = this.line.items
    const at = known[hint] === registration ? hint : known.indexOf(registration)
    if (at < 0) return
    if (this.line.running > 0) this.line = new Line(known.slice(), this.line.plain.slice())
    const { items, plain } = this.line
    items[at] = undefined
    plain[at] = undefined
    this.size--
    while (items.length > 0 && items.at(-1) === undefined) {
      items.pop()
      plain.pop()
    }
    if (items.length >= MIN_COMPACTION && this.size * 2 < items.length) this.compact()
  }

  values(): Registration[] {
    return this.line.items.filter((item) => item !== undefined)
  }

  private compact(): void {
    const items = this.values()
    for (const [index, item] of items.entries()) item.index = index
    this.line = new Line(
      items,
      items.map((item) => (item.plain ? item.listener : undefined)),
    )
  }
}
