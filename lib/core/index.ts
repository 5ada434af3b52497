export type { BusOptions } from './bus-options.ts'
export type { Bus } from './bus-types.ts'
export { createBus } from './bus.ts'
export type { DispatchCheck } from './check.ts'
export type { ConsumableBus, Consumed, ConsumedOf, ConsumeOptions, Consumer } from './consumer.ts'
export type { Driver, DriverChange, DriverCounts, DriverState } from './driver.ts'
export {
  BusClosedError,
  DispatchDepthError,
  DispatchFailedError,
  EventError,
  type FailureKind,
  ListenerTimeoutError,
  NoConsumersError,
  reportUnhandled,
  SelfWaitError,
} from './errors.ts'
export { defaultBus, defineEvent } from './event.ts'
export { inRecord, type ListOf, type Lists, watchLists } from './foreign/lists.ts'
export { type EmittedLists, type ListEmitter, observeLists } from './foreign/observe-lists.ts'
export {
  ask,
  checkObserved,
  eventName,
  nameBy,
  type Observation,
  type ObservedAs,
  type ObserveOptions,
  observeOnce,
  payloadOf,
} from './foreign/observation.ts'
export type { BusInfo, DispatchInfo, ListenerInfo, Observer } from './observer.ts'
export type { Origin } from './origin.ts'
export { announce, type Page, page, type PageSource, watchSources } from './page.ts'
export { Report, Reporter, type ReporterOptions } from './foreign/report.ts'
export { type Instead, type Method, replaceMethods } from './foreign/replace.ts'
export { Line, Registration } from './registrations.ts'
export type { Receiver } from './receiver.ts'
export { Arrivals, Sending } from './foreign/sending.ts'
export { Source, type SourceOptions, type StartedDispatch } from './foreign/source.ts'
export { disposable } from './subscription.ts'
export type {
  AnyListener,
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
export { checkKeys } from './check-keys.ts'
export { checkOptions, isBoolean, isFunction, isObject, isString, type Rule, type Rules } from './validate.ts'
