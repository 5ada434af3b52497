import type { EventError } from '../core/index.ts'
import { causes } from './analysis/cause-tree.ts'
import type { Causes } from './analysis/cause-types.ts'
import { errorGroups } from './analysis/error-tally.ts'
import type { ErrorGroups, ErrorGroupsOptions } from './analysis/error-types.ts'
import { listenerStats } from './analysis/listener-stats.ts'
import type { ListenerStats, ListenerStatsOptions } from './analysis/listener-types.ts'
import { slotOf } from './chunks.ts'
import { CostMeter } from './cost.ts'
import { RateMeter } from './rate.ts'
import { findViews, StoreColumns, viewListener, viewRow } from './recording.ts'
import { FAILED, WAITING } from './row-chunks.ts'
import { AttachedSources } from './sources/attached-sources.ts'
import type { SourceView } from './sources/types.ts'
import type { StackPolicy } from './stacks.ts'
import type { Store } from './store.ts'
import { thin } from './thin.ts'
import type { DispatchView, RecordedListener, Recording, RecordingColumns, RecordingStats } from './types.ts'

/** Where so many times more rows are dropped than kept, what is kept by row is thinned out before. */
const MANY = 1 / 3

/** The recording of a recorder: what readers see, and the counts that the recorder keeps with it. */
export class LiveRecording implements Recording {
  readonly columns: RecordingColumns
  readonly timeOrigin: number = performance.timeOrigin
  capacity = 1
  stacks: StackPolicy = 'off'
  version = 0
  revision = 0
  generation = 0
  dropped = 0
  private readonly rate = new RateMeter()
  private readonly subscribers = new Set<() => void>()
  private scheduled = false
  private waiting = 0
  private errorCount = 0
  /** What the recorder is attached to. */
  readonly attached: AttachedSources = new AttachedSources(() => this.revised())
  /** What the recorder takes for itself. */
  readonly cost: CostMeter

  constructor(
    private readonly store: Store,
    private readonly clockStep: number,
    private readonly clock: () => number,
  ) {
    this.columns = new StoreColumns(store, clock)
    this.cost = new CostMeter(clockStep)
  }

  get size(): number {
    return this.store.end - this.store.first
  }

  get total(): number {
    return this.store.end
  }

  get listeners(): readonly RecordedListener[] {
    return this.store.knownListeners.map(viewListener).sort((a, b) => a.id - b.id)
  }

  listenerIds(): Iterable<number> {
    return this.store.listenerIds
  }

  listener(id: number): RecordedListener | undefined {
    const known = this.store.listenerOf(id)
    return known === undefined ? undefined : viewListener(known)
  }

  now(): number {
    return this.clock()
  }

  at(index: number): DispatchView | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) return undefined
    return viewRow(this.store, this.columns, this.store.first + index)
  }

  byId(id: number): DispatchView | undefined {
    const row = this.store.rowOf(id)
    return row < 0 ? undefined : viewRow(this.store, this.columns, row)
  }

  rowOf(id: number): number {
    return this.store.rowOf(id)
  }

  find(query: string): DispatchView[] {
    return findViews(this.store, this.columns, query)
  }

  stats(): RecordingStats {
    return {
      rate: this.rate.read(this.clock()),
      retained: this.size,
      total: this.total,
      dropped: this.dropped,
      waiting: this.waiting,
      errors: this.errorCount,
      cost: this.cost.mean,
      clockStep: this.clockStep,
      forgottenListeners: this.store.removed.dropped,
      uncountedKinds: this.store.alike.dropped,
    }
  }

  sources(): readonly SourceView[] {
    return this.attached.view()
  }

  causes(id: number): Causes | undefined {
    return causes(this, id)
  }

  listenerStats(options?: ListenerStatsOptions): readonly ListenerStats[] {
    return listenerStats(this, options)
  }

  errorGroups(options?: ErrorGroupsOptions): ErrorGroups {
    return errorGroups(this, options)
  }

  subscribe(listener: () => void): () => void {
    if (typeof listener !== 'function') throw new TypeError('`listener` must be a function')
    const entry = (): void => listener()
    this.subscribers.add(entry)
    return () => this.subscribers.delete(entry)
  }

  changed(): void {
    this.version++
    if (this.scheduled || this.subscribers.size === 0) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      const subscribers = [...this.subscribers]
      for (const subscriber of subscribers) {
        try {
          if (this.subscribers.has(subscriber)) subscriber()
        } catch (error) {
          // Thrown where nobody else is stopped by it.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    })
  }

  revised(): void {
    this.revision++
    this.changed()
  }

  arrived(time: number): void {
    this.rate.add(time)
    this.changed()
  }

  waitingChanged(by: 1 | -1): void {
    this.waiting += by
  }

  /** The current dispatch has these errors so far. */
  failed(errors: readonly EventError[]): void {
    const { store } = this
    const known = this.counted.get(store.row) ?? 0
    this.counted.set(store.row, errors.length)
    this.errorCount += errors.length - known
    store.fail(errors)
  }

  /** Errors of a row that are in `errorCount`. */
  private readonly counted = new Map<number, number>()

  /** Drops at once what is more than the new capacity. */
  configure(capacity: number, stacks: StackPolicy): void {
    this.capacity = capacity
    this.stacks = stacks
    const first = this.store.end - capacity
    if (first - this.store.first > capacity * MANY) this.forgetBelow(first)
    while (this.size > capacity) this.dropOldest()
    this.changed()
  }

  /** Prepares for dropping all rows before that one. */
  private forgetBelow(first: number): void {
    this.counted.forEach((count, row) => {
      if (row < first) this.errorCount -= count
    })
    thin(this.counted, first)
    this.store.forgetBelow(first)
  }

  dropOldest(): void {
    const row = this.store.first
    const { state, flags } = this.store.chunkOf(row)
    const slot = slotOf(row)
    if ((flags[slot]! & FAILED) !== 0) {
      this.errorCount -= this.counted.get(row) ?? 0
      this.counted.delete(row)
    }
    if (state[slot] === WAITING) this.waiting--
    this.store.dropOldest()
    this.dropped++
  }

  reset(): void {
    this.counted.clear()
    this.dropped = 0
    this.waiting = 0
    this.errorCount = 0
    this.cost.clear()
    this.generation++
    this.revised()
  }
}
