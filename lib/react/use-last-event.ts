import { useMemo, useState, useSyncExternalStore } from 'react'
import type { Bus, EventName, EventObject } from '../core/index.ts'
import { LastEvent } from './last-event.ts'
import type { Hook } from './owner.ts'
import { type Place, splitPlace } from './place.ts'
import { useRegistration } from './use-registration.ts'

/** What `useLastEvent` shows before the first event, and of each. */
export interface LastEventOptions<Payload, Selected = Payload, Initial = undefined> {
  /**
   * What is returned until the event is seen, on the server and while hydrating.
   * @default undefined
   */
  readonly initial?: Initial | (undefined extends Initial ? undefined : never)
  /**
   * What of the payload is returned; the component renders again only when that changes.
   * @default the payload
   */
  readonly select?: (payload: Payload) => Selected
}

/**
 * The payload that an event had last since the component is there. It is heard as by `useListener`: the component renders
 * again for each one that is another value, and parts of the page that show the same event never show different ones.
 * What was dispatched before is not known to it: `initial` can have that from elsewhere.
 * @throws {TypeError} as `useListener`
 * @example
 * const count = useLastEvent(bus, 'cart.changed', { initial: 0, select: (cart) => cart.items.length })
 */
export function useLastEvent<
  Events extends object,
  Name extends EventName<Events>,
  Selected = Events[Name],
  Initial = undefined,
>(
  bus: Bus<Events>,
  name: Name,
  options?: LastEventOptions<Events[Name], Selected, Initial>,
): Selected | Initial
/**
 * The same for an event object of `defineEvent()` or `bus.event()`, made outside of the component.
 * @example
 * const user = useLastEvent(userCreated)
 */
export function useLastEvent<Payload, Events extends object, Selected = Payload, Initial = undefined>(
  event: EventObject<Payload, Events>,
  options?: LastEventOptions<Payload, Selected, Initial>,
): Selected | Initial
export function useLastEvent(...args: readonly unknown[]): unknown {
  const [place, options] = splitPlace(args)
  // oxlint-disable-next-line react/hooks -- not to be called: its frame is looked for on the stack
  return useRead(useSeen(place, useLastEvent), options)
}

/** What the component has seen of an event; `hook` as for `useRegistration`. */
export function useSeen(place: Place, hook: Hook): LastEvent {
  const { source, event } = place
  // State and not a memo: React may forget what is memoized, and Fast Refresh does.
  const [last, setLast] = useState(() => new LastEvent(source, event))
  if (!last.isOf(source, event)) setLast(new LastEvent(source, event))
  useRegistration(place, last.see, { name: 'useLastEvent' }, hook)
  return last
}

/** What is shown of that. */
export function useRead(last: LastEvent, options: unknown): unknown {
  const { initial, select } = (options ?? {}) as LastEventOptions<never, unknown, unknown>
  const read = useMemo(() => last.reader(select), [last, select])
  return useSyncExternalStore(
    last.subscribe,
    () => read(initial),
    () => initial,
  )
}
