import type { Bus } from './bus-types.ts'
import type {
  DispatchHandle,
  EventObject,
  Listener,
  ListenerOptions,
  PayloadArgs,
  Subscription,
} from './types.ts'

/** The frozen event object of `bus.event(name)` and `defineEvent(name)`. */
export function bindEvent<Payload, Events extends object>(
  name: string,
  bus: () => Bus<Events>,
): EventObject<Payload, Events> {
  // The name stands for one event of the map, which a plain string cannot say; the cast is confined to here.
  const untyped = (): Bus => bus() as unknown as Bus
  const on = (listener: Listener<Payload, Events>, options?: ListenerOptions): Subscription =>
    untyped().on(name, listener as unknown as Listener<unknown>, options)
  return Object.freeze({
    name,
    on,
    once: (listener: Listener<Payload, Events>, options?: ListenerOptions) =>
      untyped().once(name, listener as unknown as Listener<unknown>, options),
    dispatch: (...payload: PayloadArgs<Payload>) =>
      untyped().dispatch(name, payload[0]) as unknown as DispatchHandle<Payload, Events>,
  })
}
