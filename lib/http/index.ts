export type { Authorize } from './authorize.ts'
export {
  CallbackError,
  type CallbackFetch,
  type CallbackOptions,
  type CallbackOutcome,
  type CallbackResponse,
} from './callback-options.ts'
export { createEventEndpoint } from './endpoint.ts'
export { StreamSkipError } from './event-stream.ts'
export { HandleTimeoutError } from './incoming.ts'
export type {
  EndpointBus,
  EndpointCounts,
  EndpointOptions,
  EventEndpoint,
  Outcome,
  Received,
  StreamOptions,
  ToldDispatch,
} from './options.ts'
