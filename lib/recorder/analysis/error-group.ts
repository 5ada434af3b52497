import type { EventError, FailureKind } from '../../core/index.ts'
import type { Recording, RecordingColumns } from '../types.ts'
import { ERROR_BINS, type ErrorGroup, type ErrorState } from './error-types.ts'
import { thrownText } from './thrown-text.ts'
import type { TimeRange } from './time-range.ts'

/** Dispatches that a group names, at most. */
const MAX_DISPATCHES = 1_000
/** Registrations that a group tells apart, and names. */
const MAX_REGISTRATIONS = 10_000
const MAX_NAMED = 100
/** Characters kept of a message: it is part of what tells groups apart. */
const MAX_MESSAGE = 500

/** What fails: a listener by its name, or, where that is undefined, something else about the dispatch of an event. */
export interface Failing {
  readonly bus: string
  readonly busId: number
  readonly event: string
  readonly kind: FailureKind
  readonly listener: string | undefined
}

/** A group as it is counted, from the newest failure to the oldest. */
export class GroupCount {
  readonly lastRow: number
  count = 0
  state: ErrorState = 'not-run-since'
  okSince = 0
  private readonly dispatches: number[] = []
  private readonly registrations = new Set<number>()
  private readonly perBin: number[] = Array.from({ length: ERROR_BINS }, () => 0)
  private readonly last: number
  private first: number

  constructor(
    readonly key: string,
    readonly failing: Failing,
    private readonly latest: EventError,
    private readonly span: TimeRange,
    columns: RecordingColumns,
    row: number,
  ) {
    this.lastRow = row
    this.last = columns.time(row)
    this.first = this.last
  }

  add(columns: RecordingColumns, row: number, registration: number | undefined): void {
    this.count++
    const id = columns.id(row)
    // Two registrations may fail alike for one dispatch.
    if (this.dispatches.at(-1) !== id && this.dispatches.length < MAX_DISPATCHES) this.dispatches.push(id)
    this.first = columns.time(row)
    this.perBin[this.binOf(this.first)]!++
    if (registration !== undefined && this.registrations.size < MAX_REGISTRATIONS)
      this.registrations.add(registration)
  }

  group(recording: Recording): ErrorGroup {
    const { key, failing, count, dispatches, first, last, latest, perBin, state, okSince } = this
    const ids = [...this.registrations]
    return {
      ...failing,
      key,
      message: messageOf(latest),
      count,
      dispatches,
      first,
      last,
      latest,
      registrations: ids.length,
      listenerIds: ids.slice(0, MAX_NAMED),
      active: ids.some((id) => recording.listener(id)?.active === true),
      perBin,
      state,
      okSince,
    }
  }

  private binOf(time: number): number {
    const { from, to } = this.span
    const at = to > from ? Math.floor(((time - from) / (to - from)) * ERROR_BINS) : 0
    return Math.min(ERROR_BINS - 1, Math.max(0, at))
  }
}

/** The same for errors that belong together. */
export function groupKey({ busId, event, kind, listener }: Failing, error: EventError): string {
  return JSON.stringify([busId, event, listener ?? null, kind, messageOf(error)])
}

function messageOf(error: EventError): string {
  return thrownText(error).slice(0, MAX_MESSAGE)
}
