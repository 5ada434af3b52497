export type { Bus } from './bus-types.ts'
export { createBus } from './bus.ts'
export type { Driver } from './driver.ts'
export {
  BusClosedError,
  DispatchDepthError,
  DispatchFailedError,
  EventError,
  ListenerTimeoutError,
  SelfWaitError,
} from './errors.ts'
export { defaultBus, defineEvent } from './event.ts'
export type { BusInfo, DispatchInfo, ListenerInfo, Observer } from './observer.ts'
export { disposable } from './subscription.ts'
export type {
  AnyListener,
  BusOptions,
  DispatchContext,
  DispatchHandle,
  Dispatcher,
  EventName,
  EventObject,
  Listener,
  ListenerObject,
  ListenerObjectOf,
  ListenerOptions,
  PayloadArgs,
  Subscription,
  UntypedEvents,
  WaitOptions,
} from './types.ts'
