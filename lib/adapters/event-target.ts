import {
  Arrivals,
  type ListenerInfo,
  type Method,
  replaceMethods,
  type Reporter,
  Sending,
} from '../core/index.ts'
import { watchHandler } from './event-handler.ts'

/** What is needed of a target. */
export interface ListenerTarget {
  addEventListener(type: string, listener: EventListener): void
  removeEventListener(type: string, listener: EventListener): void
}

/** How a target is watched. */
export interface WatchOptions {
  /** Events that are told of also where nobody has a listener. */
  readonly heard?: readonly string[]
  /** Events whose `on…` property is watched. */
  readonly handled: readonly string[]
  payload(event: Event, target: object): unknown
}

interface Entry {
  readonly info: ListenerInfo
  readonly stand: Method
  readonly callback: object
  /** Puts the listener itself in its place. */
  readonly place: () => void
}

/**
 * Tells of the events of one target, and of each run of its listeners. In the place of each goes one of ours; events and
 * their listeners are told apart by type, callback and phase, as the standard has it.
 * @returns what leaves it as it was, with the listeners themselves, in their order
 */
export function watchTarget(
  target: ListenerTarget,
  reporter: Reporter,
  { heard = [], handled, payload }: WatchOptions,
): () => void {
  const { addEventListener: add, removeEventListener: remove } = target
  const native = (method: unknown, ...args: unknown[]): unknown =>
    Reflect.apply(method as () => void, target, args)
  /** Those of one type in one phase, by callback. */
  const lines = new Map<string, Map<unknown, Entry>>()
  const placed = new Set<() => void>()
  const counts = new Map<string, number>()
  const arrivals = new Arrivals()
  let active = true

  const lineOf = (type: unknown, options: unknown): Map<unknown, Entry> => {
    const key = `${isCapturing(options) ? '>' : '<'}${String(type)}`
    const line = lines.get(key) ?? new Map()
    lines.set(key, line)
    return line
  }
  const added = (type: string, callback: object, once = false): ListenerInfo => {
    counts.set(type, (counts.get(type) ?? 0) + 1)
    return reporter.added(type, callback as () => void, { once })
  }
  const removed = (info: ListenerInfo): void => {
    counts.set(info.event, counts.get(info.event)! - 1)
    reporter.removed(info)
  }
  const begin = (event: Event): Sending =>
    new Sending(reporter, event.type, payload(event, target), counts.get(event.type) ?? 0)
  const sendingOf = (event: Event): Sending => arrivals.get(event) ?? arrivals.start(event, begin(event))
  const run = (info: ListenerInfo, event: unknown, call: () => unknown): unknown =>
    active && event instanceof Event ? sendingOf(event).run(info, call) : call()
  const forget = (line: Map<unknown, Entry>, { info, stand, callback, place }: Entry): void => {
    if (!line.delete(stand)) return
    line.delete(callback)
    placed.delete(place)
    removed(info)
  }

  const hear = (event: Event): void => {
    if (active) sendingOf(event)
  }
  for (const type of heard) native(add, type, hear)
  let setting = false
  const handlers = handled.map((type) =>
    watchHandler(
      target,
      type,
      (handler) => {
        const info = added(type, handler)
        return { run: (event, call) => run(info, event, call), end: () => removed(info) }
      },
      (set) => {
        // Where it is a listener inside, that is not one more.
        setting = true
        set()
        setting = false
      },
      placed,
    ),
  )
  const undos = [
    replaceMethods(target, ['addEventListener'], (inner, args, self) => {
      const [type, callback, options] = args
      const { once, signal } = (Object(options) as AddEventListenerOptions | null) ?? {}
      if (setting || self !== target || Object(callback) !== callback || signal?.aborted === true)
        return inner()
      const line = lineOf(type, options)
      const known = line.get(callback)
      // A second time is ignored by the target: let it.
      if (known !== undefined) return inner(args.with(1, known.stand))
      const stand: Method = function (...given) {
        if (once === true) forget(line, entry)
        return run(entry.info, given[0], () =>
          typeof callback === 'function'
            ? Reflect.apply(callback, this, given)
            : (callback as EventListenerObject).handleEvent(given[0] as Event),
        )
      }
      const result = inner(args.with(1, stand))
      // It may be there since before: to run it twice would be worse than to have it last.
      native(remove, type, callback, { capture: isCapturing(options) })
      const entry: Entry = {
        info: added(String(type), callback as object, once === true),
        stand,
        callback: callback as object,
        place: () => {
          // Not by a boolean: Node does not know these here.
          native(remove, type, stand, { capture: isCapturing(options) })
          native(add, type, callback, options)
        },
      }
      // By ours too: in Node, a signal removes what was added by this very method.
      line.set(callback, entry).set(stand, entry)
      placed.add(entry.place)
      signal?.addEventListener('abort', () => forget(line, entry), { once: true })
      return result
    }),
    replaceMethods(target, ['removeEventListener'], (inner, args, self) => {
      const [type, callback, options] = args
      const line = lineOf(type, options)
      const entry = line.get(callback)
      if (setting || self !== target || entry === undefined) return inner()
      forget(line, entry)
      return inner(args.with(1, entry.stand))
    }),
    replaceMethods(target, ['dispatchEvent'], (inner, [event]) => {
      if (!active || !(event instanceof Event)) return inner()
      return arrivals.during(event, begin(event), inner)
    }),
    ...handlers,
  ]

  const restore = (): void => {
    for (const undo of undos) undo()
    for (const type of heard) native(remove, type, hear)
    for (const place of placed) place()
  }
  return () => {
    active = false
    // The listeners put back now would miss the event that is under way.
    if (arrivals.open > 0) setTimeout(restore)
    else restore()
  }
}

function isCapturing(options: unknown): boolean {
  return Boolean(Object(options) === options ? (options as AddEventListenerOptions).capture : options)
}
