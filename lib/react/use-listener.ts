import type { AnyListener, Bus, EventName, EventObject, Listener, ListenerOptions } from '../core/index.ts'
import { placeOfAny, splitPlace } from './place.ts'
import { useRegistration } from './use-registration.ts'

/**
 * Listens to an event while the component is there. The listener is the one of the latest render that was committed, so
 * it sees what that render saw, and a new function registers nothing anew. Other options, or the values of options that
 * have changed, do: the listener then goes to the end of the order.
 *
 * Nothing is registered for a render that is thrown away. What is dispatched from the first layout effect of the commit
 * on is heard, also by a parent of whoever dispatches it; refs of the component may not be attached as early as that.
 * While it is suspended it goes on listening. Hidden by `<Activity>` it does not, as none of its effects run then, and
 * listens again when it is shown. `<StrictMode>` and Fast Refresh change nothing of all that.
 *
 * Listeners run in the order of registration, which is the order of React's effects: children before their parents,
 * siblings from first to last, what is mounted later after what is there.
 *
 * The registration is `managed`: however many instances of the component there are, none is a duplicate. In development,
 * its `owner` is the component that calls the hook, and its `stack` is where it does, unless they are given.
 * @throws {TypeError} for what is no bus or no function while rendering; as `bus.on` does when the effects run
 * @example
 * function CartBadge() {
 *   const [count, setCount] = useState(0)
 *   useListener(bus, 'cart.item_added', ({ qty }) => setCount((before) => before + qty))
 *   return <output>{count}</output>
 * }
 */
export function useListener<Events extends object, Name extends EventName<Events>>(
  bus: Bus<Events>,
  name: Name,
  listener: Listener<Events[Name], Events>,
  options?: ListenerOptions,
): void
/**
 * The same for an event object of `defineEvent()` or `bus.event()`, made outside of the component: another object in each
 * render would be registered anew each time.
 * @example
 * useListener(userCreated, ({ email }) => setGreeting(`Hello ${email}`))
 */
export function useListener<Payload, Events extends object>(
  event: EventObject<Payload, Events>,
  listener: Listener<Payload, Events>,
  options?: ListenerOptions,
): void
export function useListener(...args: readonly unknown[]): void {
  const [place, listener, options] = splitPlace(args)
  // oxlint-disable-next-line react/hooks -- not to be called: its frame is looked for on the stack
  useRegistration(place, listener as Listener<unknown>, options as ListenerOptions | undefined, useListener)
}

/**
 * Listens to every event of a bus, as `bus.onAny` does; else as `useListener`.
 * @throws {TypeError} as `useListener`
 * @example
 * useAnyListener(bus, (payload, { event }) => log(event, payload))
 */
export function useAnyListener<Events extends object>(
  bus: Bus<Events>,
  listener: AnyListener<Events>,
  options?: ListenerOptions,
): void {
  // The types are those of this bus: from here on, it is any bus.
  const run = listener as unknown as Listener<unknown>
  // oxlint-disable-next-line react/hooks -- not to be called: its frame is looked for on the stack
  useRegistration(placeOfAny(bus as unknown as Bus), run, options, useAnyListener)
}
