import type { DispatchView, Query, Recording } from '../recorder/index.ts'

/** What `useRecording` gives: the recording, and what it was at the last frame that showed a change. */
export interface RecordingState {
  /** For what else is to be known: statistics, causes, other queries. It may be newer than the rest of this. */
  readonly recording: Recording
  /** As `recording.version`. */
  readonly version: number
  /** Dispatches kept. */
  readonly size: number
  /** Dispatches recorded since the last clear. */
  readonly total: number
  /** Dispatches dropped to stay within the capacity. */
  readonly dropped: number
  /** The newest dispatches that the query finds, oldest first; none without a query. */
  readonly dispatches: readonly DispatchView[]
}

/** Where there are no frames. */
const FRAME_MS = 16

/** Reads a recording once a frame at most. */
export class RecordingWatch {
  private state: RecordingState | undefined = undefined
  /** The rows of what was found, and up to where and when all were looked at. */
  private rows: number[] = []
  private end = 0
  private generation = -1
  private revision = -1

  constructor(
    private readonly recording: Recording,
    private readonly query: Query | undefined,
    private readonly limit: number,
  ) {}

  readonly read = (): RecordingState => (this.state ??= this.take())

  readonly subscribe = (subscriber: () => void): (() => void) => {
    let cancel: (() => void) | undefined
    const changed = (): void => {
      cancel ??= nextFrame(() => {
        cancel = undefined
        if (this.state?.version === this.recording.version) return
        this.state = this.take()
        subscriber()
      })
    }
    const unsubscribe = this.recording.subscribe(changed)
    // It may have changed since it was rendered.
    if (this.state?.version !== this.recording.version) changed()
    return () => {
      unsubscribe()
      cancel?.()
    }
  }

  private take(): RecordingState {
    const { recording } = this
    const { version, size, total, dropped } = recording
    return { recording, version, size, total, dropped, dispatches: this.find() }
  }

  private find(): DispatchView[] {
    const { query, recording, limit } = this
    if (query === undefined) return []
    const { columns, generation, revision } = recording
    const { first, end } = columns
    // What was looked at before may have come to match.
    const isAnew =
      generation !== this.generation || query.timed || (!query.early && revision !== this.revision)
    const from = isAnew ? first : Math.max(first, this.end)
    const found: number[] = []
    for (let row = end - 1; row >= from && found.length < limit; row--) {
      if (query.matches(columns, row)) found.push(row)
    }
    this.rows = [...(isAnew ? [] : this.rows), ...found.reverse()].slice(-limit)
    Object.assign(this, { end, generation, revision })
    // Those that were dropped since are older than all others.
    return this.rows.flatMap((row) => recording.at(row - columns.first) ?? [])
  }
}

/** Calls it with the next frame, of which there are none in a hidden page; returns what prevents that. */
function nextFrame(callback: () => void): () => void {
  if (typeof requestAnimationFrame === 'function') {
    const frame = requestAnimationFrame(callback)
    return () => cancelAnimationFrame(frame)
  }
  const timer = setTimeout(callback, FRAME_MS)
  return () => clearTimeout(timer)
}

/** On a server, and while hydrating: what a recording has then is not the same at both ends. */
export function emptyState(recording: Recording): RecordingState {
  return { recording, version: 0, size: 0, total: 0, dropped: 0, dispatches: [] }
}
