import type { Registry } from './registry.ts'
import { disposable } from './subscription.ts'
import type { Listener, ListenerObject, Subscription } from './types.ts'
import { checkMethods, checkName, checkOptions, LISTENER_RULES } from './validate.ts'

/** Registers listener objects: all of them or none. */
export function registerObjects(
  registry: Registry,
  listeners: readonly ListenerObject<never>[],
): Subscription {
  for (const [index, object] of listeners.entries()) {
    checkMethods(`listeners[${index}]`, object, 'handle')
    checkName(object.event, `listeners[${index}].event`)
    checkOptions(object.options, LISTENER_RULES, `listeners[${index}].options`)
  }
  const subscriptions = listeners.map((object) => {
    const listener: Listener<never> = (payload, dispatch) => object.handle(payload, dispatch as never)
    const name =
      object.options?.name ?? (object.constructor === Object ? undefined : object.constructor?.name)
    return registry.add(object.event, listener, object.handle, { ...object.options, name })
  })
  return disposable(() => {
    for (const subscription of subscriptions) subscription()
  })
}
