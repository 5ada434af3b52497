'use client'

export {
  type BusContext,
  BusProvider,
  BusProviderError,
  type BusProviderProps,
  createBusContext,
  useBus,
} from './bus-context.ts'
export type { RecordingState } from './recording-watch.ts'
export { useDispatch } from './use-dispatch.ts'
export { type LastEventOptions, useLastEvent } from './use-last-event.ts'
export { useAnyListener, useListener } from './use-listener.ts'
export { useRecording, type UseRecordingOptions } from './use-recording.ts'
