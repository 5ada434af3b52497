import { eventName } from './observation.ts'
import type { ListenerInfo } from '../observer.ts'
import type { Method } from './replace.ts'
import type { Reporter } from './report.ts'

/** Where an emitter keeps the listeners of each event. */
export interface Lists {
  /** What it keeps for an event. */
  get(event: unknown): unknown
  set(event: unknown, list: unknown): void
  events(): Iterable<unknown>
  /** What stands in a list, one for each listener. */
  entries(list: unknown): readonly object[]
  /** The function that an entry is of. */
  listener?(entry: object): Method
  once?(entry: object): boolean
}

/** The list of one event. */
export type ListOf<In extends Lists = Lists> = readonly [lists: In, event: unknown]

/** An entry of a list, and the listener as observers know it. */
export type Known = readonly [entry: object, info: ListenerInfo]

/**
 * Lists in an object with the events as its keys; what is there may also be the one listener of an event.
 * @example
 * const lists = inRecord(() => emitter.handlers)
 */
export function inRecord(record: () => Record<PropertyKey, unknown> | undefined): Lists {
  return {
    get: (event) => {
      const lists = record() ?? {}
      // What an object inherits is no list.
      return Object.hasOwn(lists, event as string) ? lists[event as string] : undefined
    },
    set: (event, list) => {
      record()![event as string] = list
    },
    events: () => Reflect.ownKeys(record() ?? {}),
    entries: (list) => [(list ?? []) as object].flat(),
  }
}

/**
 * @internal Knows the listeners by looking at the lists, and tells of those that have come and gone.
 * @returns what looks at one list and returns those in it; without one, it looks at all
 */
export function watchLists(reporter: Reporter, all: readonly Lists[]): (list?: ListOf) => readonly Known[] {
  const known = new Map(all.map((lists) => [lists, new Map<unknown, Known[]>()]))
  const look = (list?: ListOf): readonly Known[] => {
    if (list === undefined) {
      for (const [lists, events] of known) {
        for (const event of [...lists.events(), ...events.keys()]) look([lists, event])
      }
      return []
    }
    const [lists, event] = list
    const events = known.get(lists)!
    // From its end, things are taken out at no cost.
    const left = events.get(event)?.reverse() ?? []
    const now = lists.entries(lists.get(event)).map((entry): Known => {
      const at = left.findLastIndex(([one]) => one === entry)
      if (at >= 0) return left.splice(at, 1)[0]!
      const listener = lists.listener?.(entry) ?? (entry as Method)
      return [entry, reporter.added(eventName(event), listener, { once: lists.once?.(entry) })]
    })
    for (const [, info] of left) reporter.removed(info)
    if (now.length > 0) events.set(event, now)
    else events.delete(event)
    return now
  }
  // Nobody need know them while nobody observes.
  reporter.beforeObserve = look
  return look
}
