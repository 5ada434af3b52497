import { useMemo, useSyncExternalStore } from 'react'
import { parseQuery, QuerySyntaxError, type Query, type Recorder, type Recording } from '../recorder/index.ts'
import { emptyState, type RecordingState, RecordingWatch } from './recording-watch.ts'

/** How many dispatches `useRecording` gives by itself. */
const DEFAULT_LIMIT = 100

/** How much `useRecording` gives. */
export interface UseRecordingOptions {
  /**
   * How many dispatches at most: the newest that the query finds.
   * @default 100
   */
  readonly limit?: number | undefined
}

/**
 * What a recorder has recorded, as of now. The component renders again once an animation frame at most, however much
 * happens, and not at all in a hidden page.
 * @param query which dispatches are given, in the language of `parseQuery`; all for an empty one, none where it is left out
 * @throws {TypeError} for what is no recorder or recording, or a limit that is no whole number
 * @throws {QuerySyntaxError} for a query that can't be understood
 * @example
 * function Failures() {
 *   const { dispatches, total } = useRecording(recorder, 'status:failed', { limit: 10 })
 *   return <p>{dispatches.length} of {total} failed: {dispatches.map(({ event }) => event).join(', ')}</p>
 * }
 */
export function useRecording(
  source: Recorder | Recording,
  query?: string,
  options: UseRecordingOptions = {},
): RecordingState {
  const recording = recordingOf(source)
  const { limit = DEFAULT_LIMIT } = options
  if (!(Number.isInteger(limit) && limit >= 0))
    throw new TypeError(`\`options.limit\` must be a whole number ≥ 0, not ${limit}`)
  const watch = useMemo(
    () => new RecordingWatch(recording, query === undefined ? undefined : understood(query), limit),
    [recording, query, limit],
  )
  const empty = useMemo(() => emptyState(recording), [recording])
  return useSyncExternalStore(watch.subscribe, watch.read, () => empty)
}

function recordingOf(source: Recorder | Recording): Recording {
  const found = (source as Partial<Recorder> | null | undefined)?.recording ?? (source as Recording)
  if (typeof (found as Partial<Recording> | null | undefined)?.subscribe !== 'function')
    throw new TypeError('`source` must be a recorder made by createRecorder(), or its recording')
  return found
}

function understood(text: string): Query {
  const query = parseQuery(text)
  if (query.error !== undefined) throw new QuerySyntaxError(text, query.error)
  return query
}
