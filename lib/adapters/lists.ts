import type { ListenerInfo, Reporter } from '../core/index.ts'
import { eventName } from './observation.ts'
import type { Method } from './patch.ts'

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
export type Line<In extends Lists = Lists> = readonly [lists: In, event: unknown]

/** An entry of a list, and the listener as observers know it. */
export type Known = readonly [entry: object, info: ListenerInfo]

/** Lists in an object with the events as its keys. */
export function inRecord(record: () => Record<PropertyKey, unknown> | undefined): Lists {
  return {
    get: (event) => record()?.[event as string],
    set: (event, list) => {
      record()![event as string] = list
    },
    events: () => Reflect.ownKeys(record() ?? {}),
    // What an object inherits is no list.
    entries: (list) => (Array.isArray(list) ? list : []),
  }
}

/**
 * Knows the listeners by looking at the lists, and tells of those that have come and gone.
 * @returns what looks at one list and returns those in it; without one, it looks at all
 */
export function register(reporter: Reporter, all: readonly Lists[]): (line?: Line) => readonly Known[] {
  const known = new Map(all.map((lists) => [lists, new Map<unknown, Known[]>()]))
  const look = (line?: Line): readonly Known[] => {
    if (line === undefined) {
      for (const [lists, events] of known) {
        for (const event of [...lists.events(), ...events.keys()]) look([lists, event])
      }
      return []
    }
    const [lists, event] = line
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
    events.set(event, now)
    return now
  }
  const { observe } = reporter
  // Nobody need know them while nobody observes.
  reporter.observe = (observer) => {
    look()
    return observe.call(reporter, observer)
  }
  if (reporter.observers) look()
  return look
}
