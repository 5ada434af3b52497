export { type CaptureLimits, DEFAULT_CAPTURE_LIMITS } from './capture.ts'
export { type CapturedKind, CapturedNode, type CapturedValue } from './captured.ts'
export { compileQuery, payloadContains, type RowPredicate } from './query.ts'
export { createRecorder, type Recorder } from './recorder.ts'
export type { CapturePolicy, RecorderOptions } from './options.ts'
export type { Redaction } from './redact.ts'
export { STACK_SAMPLE, type StackPolicy } from './stacks.ts'
export type {
  DispatchView,
  RecordedListener,
  Recording,
  RecordingColumns,
  RecordingStats,
  RunStatus,
  RunView,
  Status,
} from './types.ts'
