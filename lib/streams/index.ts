export { StreamClosedError, StreamOverloadedError, WorkerLostError } from './errors.ts'
export { defineEventTypes, EventType, eventTypeName, isUser, type UserEventType } from './event-types.ts'
export {
  type CommonErrorMeta,
  type ErrorMeta,
  isTls,
  isTunneled,
  isUpgraded,
  type RequestMeta,
  RequestType,
  requestTypeName,
  type ReservedValues,
  type ResponseMeta,
  type TrafficMeta,
} from './meta.ts'
export { noopProcessorFactory, type Processor, type ProcessorFactory } from './processor.ts'
export {
  type AnyStreamEvent,
  type NamedValues,
  StreamEvent,
  type UntypedValues,
  type ValueType,
} from './stream-event.ts'
export { createStream } from './stream.ts'
export type { SendOptions, Stream, StreamOptions, StreamQueue, WorkerProcessor } from './types.ts'
export type { NodePort, StreamWorker, WebPort } from './worker/port.ts'
export { serveProcessor } from './worker/serve-processor.ts'
