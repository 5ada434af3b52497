import { createContext, createElement, type ReactNode, useContext } from 'react'
import type {
  AnyListener,
  Bus,
  Dispatcher,
  EventName,
  Listener,
  ListenerOptions,
  UntypedEvents,
} from '../core/index.ts'
import { checkBus } from './check.ts'
import { placeOf, placeOfAny } from './place.ts'
import { useDispatch } from './use-dispatch.ts'
import { type LastEventOptions, useRead, useSeen } from './use-last-event.ts'
import { useRegistration } from './use-registration.ts'

/** A component asks for the bus of a provider, and there is none above it. */
export class BusProviderError extends Error {
  override readonly name = 'BusProviderError'

  constructor() {
    super(
      'There is no bus for this component. Wrap it in <BusProvider bus={bus}>, with the BusProvider that belongs to ' +
        'the hook, or make both by createBusContext(bus).',
    )
  }
}

/** What a `BusProvider` takes. */
export interface BusProviderProps<Events extends object = UntypedEvents> {
  /** The bus for all below. */
  readonly bus: Bus<Events>
  readonly children?: ReactNode
}

/** The hooks of this library on the bus of a provider, typed by its event map. */
export interface BusContext<Events extends object> {
  /** Gives the components below it a bus; the nearest one counts. */
  readonly BusProvider: (props: BusProviderProps<Events>) => ReactNode
  /**
   * The bus of the provider.
   * @throws {BusProviderError} without one
   */
  readonly useBus: () => Bus<Events>
  /** `useListener` on the bus of the provider. */
  readonly useListener: <Name extends EventName<Events>>(
    name: Name,
    listener: Listener<Events[Name], Events>,
    options?: ListenerOptions,
  ) => void
  /** `useAnyListener` on the bus of the provider. */
  readonly useAnyListener: (listener: AnyListener<Events>, options?: ListenerOptions) => void
  /** `useDispatch` on the bus of the provider. */
  readonly useDispatch: () => Dispatcher<Events>['dispatch']
  /** `useLastEvent` on the bus of the provider. */
  readonly useLastEvent: <Name extends EventName<Events>, Selected = Events[Name], Initial = undefined>(
    name: Name,
    options?: LastEventOptions<Events[Name], Selected, Initial>,
  ) => Selected | Initial
}

/**
 * A provider and hooks for one kind of bus, so that no component imports a bus or writes its types. Made of a bus, they
 * work without a provider, which is then for tests and for parts of the page with a bus of their own.
 * @param bus the bus where there is no provider
 * @throws {TypeError} for what is no bus
 * @example
 * export const { BusProvider, useListener, useDispatch } = createBusContext(createBus<ShopEvents>())
 *
 * function CartBadge() {
 *   useListener('cart.item_added', ({ sku }) => flash(sku))
 * }
 */
export function createBusContext<Events extends object = UntypedEvents>(
  bus?: Bus<Events>,
): BusContext<Events> {
  if (bus !== undefined) checkBus(bus)
  const Context = createContext(bus)
  Context.displayName = 'Bus'
  const useBus = (): Bus<Events> => {
    const found = useContext(Context)
    if (found === undefined) throw new BusProviderError()
    return found
  }
  // The types are those of this bus: from here on, it is any bus.
  const useAnyBus = (): Bus => useBus() as unknown as Bus
  return {
    BusProvider: function BusProvider({ bus, children }) {
      checkBus(bus)
      return createElement(Context.Provider, { value: bus }, children)
    },
    useBus,
    useListener: function useListener(name, listener, options) {
      const run = listener as unknown as Listener<unknown>
      useRegistration(placeOf(useAnyBus(), name), run, options, useListener)
    },
    useAnyListener: function useAnyListener(listener, options) {
      const run = listener as unknown as Listener<unknown>
      useRegistration(placeOfAny(useAnyBus()), run, options, useAnyListener)
    },
    useDispatch: () => useDispatch(useBus()),
    useLastEvent: function useLastEvent(name, options) {
      return useRead(useSeen(placeOf(useAnyBus(), name), useLastEvent), options) as never
    },
  }
}

const shared = /* @__PURE__ */ createBusContext<never>()

/**
 * Gives the components below it a bus of any type, for `useBus()`. Where its types are to be inferred, make a provider
 * and hooks by `createBusContext()`.
 * @throws {TypeError} for what is no bus
 * @example
 * root.render(<BusProvider bus={bus}><App /></BusProvider>)
 */
export function BusProvider<Events extends object>(props: BusProviderProps<Events>): ReactNode {
  return createElement(shared.BusProvider, props as unknown as BusProviderProps<never>)
}

/**
 * The bus of the nearest `BusProvider`. That it has these events is taken on trust: `createBusContext()` knows.
 * @throws {BusProviderError} without one
 * @example
 * const bus = useBus<ShopEvents>()
 * useListener(bus, 'cart.item_added', ({ sku }) => flash(sku))
 */
export function useBus<Events extends object = UntypedEvents>(): Bus<Events> {
  return shared.useBus() as unknown as Bus<Events>
}
