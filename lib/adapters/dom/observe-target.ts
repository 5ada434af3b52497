import {
  checkObserved,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
} from '../../core/index.ts'
import { type ListenerTarget, watchTarget } from '../event-target.ts'
import { describeEvent } from './describe-event.ts'

/**
 * Observes an `EventTarget` of your own: each event that has a listener, or that is dispatched, and each run of the
 * listeners that are added from now on and of its `on…` properties. Its `addEventListener`, `removeEventListener` and
 * `dispatchEvent` are replaced, on this object alone, until it is detached.
 *
 * Listeners that were there before run as ever, and are not seen. One of them that is added a second time is seen, and runs
 * after all others. A method that was taken from the prototype does not know the others: called on it, it removes none of
 * them.
 * @throws {TypeError} when it is no event target, or for an unknown or ill-typed option
 * @example
 * const cart = new EventTarget()
 * recorder.attach(observeTarget(cart, { name: 'cart' }))
 */
export function observeTarget(target: ListenerTarget, options?: ObserveOptions): Observation {
  checkObserved('target', target, 'addEventListener')
  const name = nameBy(options, Object.prototype.toString.call(target).slice(8, -1))
  return observeOnce(target, { kind: 'target', name }, (reporter) =>
    watchTarget(target, reporter, { handled: handlersOf(target), payload: describeEvent }),
  )
}

/** The types for which it has an `on…` property. */
function handlersOf(target: object): string[] {
  const types = new Set<string>()
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
    for (const [key, { set }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (set !== undefined && key.startsWith('on')) types.add(key.slice(2))
  }
  return [...types]
}
