import {
  Arrivals,
  isBoolean,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  Sending,
} from '../../core/index.ts'
import { describeEvent } from './describe-event.ts'

/** What `observeEvents()` may be told. */
export interface EventsOptions extends ObserveOptions {
  /**
   * Whether of each type only the first event on each root is told of.
   * @default false
   */
  readonly once?: boolean
}

/** One for each root that was observed: what tells several of them from others. */
const marks = /* @__PURE__ */ new WeakMap<object, { readonly mark: number }>()
let lastMark = 0

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
  options?: EventsOptions,
): Observation {
  const name = nameBy(options, 'DOM', { once: isBoolean })
  const { once = false } = options ?? {}
  const roots = new Set(Array.isArray(root) ? (root as EventTarget[]) : [root as EventTarget])
  for (const one of roots) {
    if (typeof one?.addEventListener !== 'function')
      throw new TypeError('`root` must be an event target, or a list of them')
    if (!marks.has(one)) marks.set(one, { mark: ++lastMark })
  }
  if (!Array.isArray(types) || types.some((type) => typeof type !== 'string'))
    throw new TypeError('`types` must be a list of the names of events')
  const marked = [...roots].map((one) => marks.get(one))
  const [target = {}] = marked
  const kind = JSON.stringify([marked, [...types].sort(), once])
  return observeOnce(target, { kind, name }, (reporter) => {
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
