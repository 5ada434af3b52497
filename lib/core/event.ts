import type { Bus } from './bus-types.ts'
import { createBus } from './bus.ts'
import { bindEvent } from './event-object.ts'
import type { EventObject, UntypedEvents } from './types.ts'
import { checkMethods, checkName } from './validate.ts'

let shared: Bus | undefined

/**
 * The bus of events defined without one, made on first use. Observe it as any other.
 * @example
 * createRecorder().attach(defaultBus())
 */
export function defaultBus(): Bus {
  shared ??= createBus({ name: 'default' })
  return shared
}

/**
 * Defines a typed event, to be exported from a module and imported where it is listened to or dispatched.
 * Follows the typed event objects of https://www.stephenafamo.com/blog/posts/implementing-an-event-driven-system-in-go
 * @param bus where it is dispatched; `defaultBus()` if left out
 * @throws {TypeError} when `name` is not a non-empty string
 * @example
 * export const userCreated = defineEvent<{ email: string }>('user.created')
 * userCreated.on(({ email }) => welcome(email))
 * userCreated.dispatch({ email: 'ada@example.com' })
 */
export function defineEvent<Payload = void>(name: string, bus?: Bus): EventObject<Payload> {
  checkName(name)
  if (bus !== undefined) checkMethods('bus', bus, 'dispatch')
  return bindEvent<Payload, UntypedEvents>(name, () => bus ?? defaultBus())
}
