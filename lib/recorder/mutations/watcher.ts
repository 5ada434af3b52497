import type { DispatchInfo, ListenerInfo } from '../../core/index.ts'
import type { CapturedValue } from '../captured.ts'
import { slotOf } from '../chunks.ts'
import type { OwnTime } from '../own-time.ts'
import { CHECKED, EXTRA, WATCHED } from '../row-chunks.ts'
import type { Store } from '../store.ts'
import { findDifferences } from './differences.ts'
import { isDeeplyFrozen } from './frozen.ts'
import { holdsRedacted } from './inside.ts'
import type { Mutation, MutationPolicy, Watch } from './mutation.ts'

/** With the policy `sampled`, an event is looked at again after so many ms, */
const MIN_GAP_MS = 5
/** and after so many times what the last look took: it costs 1 % of the page's time at most. */
const GAP_PER_COST = 100
/** With the policy `sampled`, one dispatch is no longer looked at when that took so many ms: half a frame. */
const MAX_COST_MS = 8
/** Mutations kept of one dispatch; more are counted. */
export const MAX_MUTATIONS = 20

/**
 * Finds out who changes payloads: takes another snapshot after each run of a listener, and before what starts later,
 * and compares it with the one before. The recorder calls it with the dispatch as the store's current row.
 */
export class MutationWatcher {
  policy: MutationPolicy = 'off'
  /** How payloads are captured; undefined where they are not kept as snapshots. */
  snapshot: ((value: unknown) => CapturedValue) | undefined = undefined
  /** Whether a redaction may hide by places, not by keys alone. */
  hidesByPlace = false

  constructor(
    private readonly store: Store,
    private readonly clock: () => number,
    private readonly own: OwnTime,
  ) {}

  /**
   * A dispatch has been recorded, payload and all, and no listener has run. `capture` is how its payload was captured.
   * Returns whether it had a look at the payload.
   */
  begin(dispatch: DispatchInfo, time: number, capture: unknown): boolean {
    const { store, snapshot, policy } = this
    if (snapshot === undefined || policy === 'off' || capture !== snapshot) return false
    const { source } = store
    if (policy === 'sampled' && time < source.nextWatch) return false
    const { payload, listenerCount } = dispatch
    // What is kept of a function does not change with it.
    if (typeof payload === 'function') return false
    if (typeof payload !== 'object' || payload === null || listenerCount === 0) {
      store.chunk.flags[store.slot]! |= CHECKED
      return false
    }
    source.nextWatch = time + MIN_GAP_MS
    const isFrozen = isDeeplyFrozen(payload)
    // A Proxy's traps were called: they may have dispatched, changed the settings, or had the row dropped.
    if (!store.seek(dispatch.id) || this.snapshot !== snapshot) return true
    const { chunk, slot } = store
    chunk.flags[slot]! |= CHECKED
    if (isFrozen) return true
    chunk.flags[slot]! |= WATCHED
    const base = chunk.payload[slot] as CapturedValue
    store.ensureExtra().watch = { base, veiled: this.hides(base), cost: 0 }
    return true
  }

  /** Looks at none of the dispatches any more that it looks at now. */
  stop(): void {
    const { extras } = this.store
    extras.forEach((extra, row) => {
      if (extra.watch !== undefined) this.giveUp(row)
    })
  }

  /** The synchronous part of a listener's run is over. As all of these, to be called for a watched row only. */
  ran(dispatch: DispatchInfo, listener: ListenerInfo): void {
    this.check(dispatch, 'run', listener)
  }

  /** A run's promise has settled. */
  waited(dispatch: DispatchInfo): void {
    this.check(dispatch, 'wait', undefined)
  }

  /** An async listener is about to start. */
  starting(dispatch: DispatchInfo): void {
    this.check(dispatch, 'between', undefined)
  }

  /** The dispatch has settled. */
  end(): void {
    const { chunk, slot, extras, row } = this.store
    chunk.flags[slot]! &= ~WATCHED
    const extra = extras.get(row)
    if (extra === undefined) return
    extra.watch = undefined
    // Most find nothing, and a Map of a million entries is slow to change.
    if (extra.mutations !== undefined || extra.replayOf !== undefined) return
    extras.delete(row)
    chunk.flags[slot]! &= ~EXTRA
  }

  private check(
    dispatch: DispatchInfo,
    during: Mutation['during'],
    listener: ListenerInfo | undefined,
  ): void {
    const { store, clock, snapshot } = this
    const watch = store.extras.get(store.row)?.watch
    if (watch === undefined || snapshot === undefined) return
    const began = clock()
    const captured = snapshot(dispatch.payload)
    // A capture can dispatch (a Proxy's trap), and that may have been the end of this row, or of the watch.
    if (!store.seek(dispatch.id) || store.extras.get(store.row)?.watch !== watch) return
    watch.veiled ||= this.hides(captured)
    findDifferences(watch.base, captured, watch.veiled, (path, change, before, after) => {
      this.keep({ path, change, before, after, during, listener: listener?.name, listenerId: listener?.id })
    })
    watch.base = captured
    this.charge(watch, began, clock())
  }

  private hides(captured: CapturedValue): boolean {
    return this.hidesByPlace && holdsRedacted(captured)
  }

  private charge(watch: Watch, began: number, ended: number): void {
    const { source, row } = this.store
    const took = ended - began
    watch.cost += took
    this.own.spent += took
    source.nextWatch = Math.max(source.nextWatch, ended + Math.max(MIN_GAP_MS, watch.cost * GAP_PER_COST))
    if (this.policy === 'sampled' && watch.cost > MAX_COST_MS) this.giveUp(row)
  }

  /** What was found remains; that nothing more happened is not known. */
  private giveUp(row: number): void {
    const extra = this.store.extras.get(row)
    if (extra === undefined) return
    extra.watch = undefined
    if (extra.mutations === undefined) this.store.chunkOf(row).flags[slotOf(row)]! &= ~CHECKED
  }

  private keep(mutation: Mutation): void {
    const extra = this.store.ensureExtra()
    const found = (extra.mutations ??= [])
    if (found.length < MAX_MUTATIONS) found.push(mutation)
    else extra.moreMutations++
  }
}
