import type { ListenerInfo } from './observer.ts'
import type { Listener, ListenerOptions } from './types.ts'

/** The event of a listener of every event. */
export const ANY = '*'

let lastId = 0

/** One listener, registered once. The same function registered twice is two of these. */
export class Registration implements ListenerInfo {
  readonly id: number = ++lastId
  readonly event: string
  readonly name: string
  readonly async: boolean
  readonly once: boolean
  readonly timeout: number | undefined
  readonly listener: Listener<unknown>
  /** What `off` is given: the function itself, or an object's `handle`. */
  readonly source: unknown
  /** No option changes how it runs: it may be called without further ado. */
  readonly plain: boolean
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
    this.name = String(options?.name || (source as { name?: unknown }).name || 'anonymous')
    this.plain = !this.async && !this.once && this.timeout === undefined
  }
}

// Below this length, holes cost less than closing them.
const MIN_COMPACTION = 32

/**
 * The listeners of one event, in the order of registration. A dispatch runs over `items` up to the length they
 * had when it started, so adding may push; removing leaves a hole, and copies only while a dispatch is running
 * over the very array. So each change costs the same however many listeners there are.
 */
export class ListenerList {
  items: (Registration | undefined)[] = []
  size = 0
  /** How many dispatches are running over `items`. */
  private running = 0

  add(registration: Registration): void {
    registration.index = this.items.length
    this.items.push(registration)
    this.size++
  }

  remove(registration: Registration): void {
    const hint = registration.index
    const at = this.items[hint] === registration ? hint : this.items.indexOf(registration)
    if (at < 0) return
    if (this.running > 0) {
      this.items = this.items.slice()
      this.running = 0
    }
    this.items[at] = undefined
    this.size--
    while (this.items.length > 0 && this.items.at(-1) === undefined) this.items.pop()
    if (this.items.length >= MIN_COMPACTION && this.size * 2 < this.items.length) this.compact()
  }

  /** Keeps `items` as they are until `end` is called with what this returned. */
  begin(): readonly (Registration | undefined)[] {
    this.running++
    return this.items
  }

  end(items: readonly (Registration | undefined)[]): void {
    if (items === this.items) this.running--
  }

  values(): Registration[] {
    return this.items.filter((item) => item !== undefined)
  }

  private compact(): void {
    this.items = this.values()
    for (const [index, item] of this.items.entries()) if (item !== undefined) item.index = index
  }
}
