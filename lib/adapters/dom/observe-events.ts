import { checkKeys } from '../../core/index.ts'
import { type Observation, observeOnce, type ObserveOptions } from '../observation.ts'
import { Arrivals, Sending } from '../sending.ts'
import { describeEvent } from './describe-event.ts'

/** What `observeEvents()` may be told. */
export interface EventsOptions extends ObserveOptions {
  /**
   * Whether of each type only the first event on each root is told of.
   * @default false
   */
  readonly once?: boolean
}

const KNOWN: ReadonlySet<string> = new Set(['name', 'once'])

/** By the roots, one after the other, and what is observed on them. */
class Key {
  readonly next = new WeakMap<object, Key>()
  readonly keys = new Map<string, object>()
}

const first = /* @__PURE__ */ new Key()

/**
 * Observes DOM events of some types, on one or more roots, by a single listener each: capturing, so that it hears of
 * events that are stopped or do not bubble, and passive. An event lasts until the page's handlers have had their turn.
 * Its payload says on what it was, never what a field holds: `DescribedEvent`.
 * @throws {TypeError} when a root is no event target, for types that are no list of strings, and for an unknown or
 * ill-typed option
 * @example
 * recorder.attach(observeEvents(document, ['click', 'submit', 'change'], { name: 'page' }))
 */
export function observeEvents(
  root: EventTarget | readonly EventTarget[],
  types: readonly string[],
  options: EventsOptions = {},
): Observation {
  checkKeys('options', options, KNOWN)
  const { name = 'DOM', once = false } = options
  const roots = new Set(Array.isArray(root) ? (root as EventTarget[]) : [root as EventTarget])
  let key = first
  for (const one of roots) {
    if (typeof one?.addEventListener !== 'function')
      throw new TypeError('`root` must be an event target, or a list of them')
    const next = key.next.get(one) ?? new Key()
    key.next.set(one, next)
    key = next
  }
  if (!Array.isArray(types) || types.some((type) => typeof type !== 'string'))
    throw new TypeError('`types` must be a list of the names of events')
  if (typeof name !== 'string') throw new TypeError('`options.name` must be a string')
  if (typeof once !== 'boolean') throw new TypeError('`options.once` must be a boolean')
  const kind = JSON.stringify([[...types].sort(), once])
  const target = key.keys.get(kind) ?? {}
  key.keys.set(kind, target)
  return observeOnce(target, { name }, (reporter) => {
    const arrivals = new Arrivals()
    // One for several roots: the target ignores it where it is there already, and an event is the same on each.
    const hear = (event: Event): void => {
      if (arrivals.get(event) === undefined)
        arrivals.start(event, new Sending(reporter, event.type, describeEvent(event, roots), 0))
    }
    const listening = { capture: true, passive: true, once }
    for (const one of roots) for (const type of types) one.addEventListener(type, hear, listening)
    return () => {
      for (const one of roots) for (const type of types) one.removeEventListener(type, hear, listening)
    }
  })
}
