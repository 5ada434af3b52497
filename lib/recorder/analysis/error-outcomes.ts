import type { Recording, RecordingColumns } from '../types.ts'
import type { Failing, GroupCount } from './error-group.ts'
import { STEP } from './refreshed.ts'

/** Names of listeners that are known again, at most. */
const MAX_NAMES = 10_000

/** How something that fails did, dispatch by dispatch, from the newest on. */
class Outcomes {
  /** What became of the dispatch that is looked at. */
  ok = false
  failed = false
  private readonly left: GroupCount[] = []
  /** Groups that have yet to hear how the dispatch before their last failure ended. */
  private before: GroupCount[] = []
  private okCount = 0
  private latest: 'ok' | 'failed' | undefined

  constructor(readonly failing: Failing) {}

  add(group: GroupCount): void {
    this.left.push(group)
  }

  get open(): boolean {
    return this.left.length > 0 || this.before.length > 0
  }

  /** A dispatch was looked at. */
  settle(row: number): void {
    const outcome = this.failed ? 'failed' : this.ok ? 'ok' : undefined
    this.ok = false
    this.failed = false
    if (outcome === undefined) return
    for (const group of this.before) if (outcome === 'failed') group.state = 'failing'
    this.before = []
    while (this.left[0]?.lastRow === row) this.decide(this.left.shift()!)
    if (outcome === 'ok') this.okCount++
    this.latest ??= outcome
  }

  /** No older dispatch is known. */
  finish(): void {
    // Their last failures were dropped while newer dispatches were looked at.
    for (const group of this.left) this.decide(group)
  }

  private decide(group: GroupCount): void {
    group.okSince = this.okCount
    if (this.latest === undefined) this.before.push(group)
    else group.state = this.latest === 'ok' ? 'recovered' : 'failing'
  }
}

/** Finds out, from the newest dispatch to older ones, whether what failed still does. */
export class ErrorOutcomes {
  private readonly byEvent = new Map<string, Outcomes[]>()
  private readonly names = new Map<number, string | undefined>()
  private readonly columns: RecordingColumns

  /** @param groups in the order of their last failures, the latest first */
  constructor(
    private readonly recording: Recording,
    groups: readonly GroupCount[],
  ) {
    this.columns = recording.columns
    const known = new Map<string, Outcomes>()
    for (const group of groups) {
      const { busId, event, kind, listener } = group.failing
      const key = JSON.stringify([busId, event, kind, listener ?? null])
      let outcomes = known.get(key)
      if (outcomes === undefined) {
        known.set(key, (outcomes = new Outcomes(group.failing)))
        const others = this.byEvent.get(event)
        if (others === undefined) this.byEvent.set(event, [outcomes])
        else others.push(outcomes)
      }
      outcomes.add(group)
    }
  }

  /** Whether there is more to find out. */
  get open(): boolean {
    return this.byEvent.size > 0
  }

  /**
   * Looks at a step's rows before `end`, down to `first`.
   * @returns the last row it looked at
   */
  lookBack(end: number, first: number): number {
    const { columns } = this
    let row = end
    for (let left = STEP; left > 0 && row > first; left--) {
      const event = columns.event(--row)
      const watched = this.byEvent.get(event)
      if (watched === undefined) continue
      left -= columns.listenerCount(row) + watched.length
      this.look(row, watched)
      // What is decided is looked at no more.
      const open = watched.filter((outcomes) => outcomes.open)
      if (open.length === watched.length) continue
      if (open.length === 0) this.byEvent.delete(event)
      else this.byEvent.set(event, open)
    }
    return row
  }

  /** There are no older rows. */
  finish(): void {
    for (const watched of this.byEvent.values()) for (const outcomes of watched) outcomes.finish()
    this.byEvent.clear()
  }

  private look(row: number, watched: readonly Outcomes[]): void {
    const { columns } = this
    const bus = columns.busId(row)
    const from = columns.firstRun(row)
    let failedRuns = 0
    for (let run = from; run < from + columns.listenerCount(row); run++) {
      const status = columns.runStatus(run)
      if (status !== 'ok' && status !== 'failed') continue
      if (status === 'failed') failedRuns++
      const name = this.nameOf(columns.runListener(run))
      for (const outcomes of watched) {
        if (outcomes.failing.listener === name && outcomes.failing.busId === bus) outcomes[status] = true
      }
    }
    for (const outcomes of watched) {
      if (outcomes.failing.busId !== bus) continue
      if (outcomes.failing.listener === undefined) {
        const { kind } = outcomes.failing
        // Nearly all have no error, or those of runs: then there is none to ask what failed.
        outcomes.failed =
          columns.errorCount(row) > failedRuns && columns.errors(row).some((error) => error.kind === kind)
        outcomes.ok = columns.status(row) !== 'waiting'
      }
      outcomes.settle(row)
    }
  }

  private nameOf(listener: number): string | undefined {
    if (this.names.has(listener)) return this.names.get(listener)
    if (this.names.size === MAX_NAMES) this.names.clear()
    const name = this.recording.listener(listener)?.name
    this.names.set(listener, name)
    return name
  }
}
