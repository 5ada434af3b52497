export { CauseTree } from './analysis/cause-tree.ts'
export type { CauseLoop, CauseNode, Causes } from './analysis/cause-types.ts'
export { ErrorTally } from './analysis/error-tally.ts'
export {
  ERROR_BINS,
  type ErrorGroup,
  type ErrorGroups,
  type ErrorGroupsOptions,
  type ErrorState,
} from './analysis/error-types.ts'
export { DurationHistogram, type HistogramBar, QUANTILE_ERROR } from './analysis/histogram.ts'
export { DEFAULT_SLOW_MS } from './analysis/listener-marks.ts'
export { ListenerTally } from './analysis/listener-stats.ts'
export type {
  DurationStats,
  ListenerMark,
  ListenerStats,
  ListenerStatsOptions,
} from './analysis/listener-types.ts'
export { firstRowAt, type RowSpan, rowsWithin } from './analysis/rows.ts'
export type { TimeRange } from './analysis/time-range.ts'
export { type CaptureLimits, DEFAULT_CAPTURE_LIMITS } from './capture.ts'
export { type CapturedKey, type CapturedKind, CapturedNode, type CapturedValue } from './captured.ts'
export { MAX_BREAKPOINTS } from './control/breakpoints.ts'
export { type LostValue, type RestoredPayload, restorePayload } from './control/restore.ts'
export type {
  Breakpoint,
  Control,
  ControlState,
  ReplayOptions,
  ReplayRefusal,
  ReplayResult,
} from './control/types.ts'
export type { Mutation, MutationPolicy } from './mutations/mutation.ts'
export { MAX_MUTATIONS } from './mutations/watcher.ts'
export type { RowPredicate } from './query/compile.ts'
export { type Completion, completeQuery } from './query/complete.ts'
export type { CompletionItem, QueryWords } from './query/completions.ts'
export { addTerm, hasTerm, removeTerm } from './query/edit.ts'
export { type QueryError, QuerySyntaxError } from './query/error.ts'
export { QUERY_FIELDS, type QueryField } from './query/fields.ts'
export { payloadField } from './query/path.ts'
export { type QueryTermOptions, queryTerm } from './query/print.ts'
export { compileQuery, parseQuery, type Query } from './query/query.ts'
export { payloadContains } from './query/search.ts'
export { createRecorder, type Recorder } from './recorder.ts'
export type { CapturePolicy, RecorderConfiguration, RecorderOptions, RecorderSettings } from './options.ts'
export type { Redaction } from './redact.ts'
export type { DriverView, QueueView, SourceKind, SourceView } from './sources/types.ts'
export { STACK_SAMPLE, type StackPolicy } from './stacks.ts'
export type {
  AlikeRegistrations,
  DispatchView,
  RecordedListener,
  Recording,
  RecordingColumns,
  RecordingStats,
  RunStatus,
  RunView,
  Status,
} from './types.ts'
