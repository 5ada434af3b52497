import type { EventError, Origin } from '../core/index.ts'
import { slotOf } from './chunks.ts'
import type { Mutation } from './mutations/mutation.ts'
import { compileQuery } from './query/query.ts'
import { BY_REFERENCE, CHECKED, EXTRA, FAILED, PENDING, REMOTE, RUN_WAITING, SETTLED } from './row-chunks.ts'
import type { Extra, Store, StoredListener } from './store.ts'
import type { DispatchView, RecordedListener, RecordingColumns, RunStatus, RunView, Status } from './types.ts'

/** By the state of a run. */
const RUN_STATUS: readonly RunStatus[] = ['none', 'waiting', 'waiting', 'ok', 'failed']

const NO_ERRORS: readonly EventError[] = Object.freeze([])
const NO_MUTATIONS: readonly Mutation[] = Object.freeze([])

/** Reads a store's columns. It holds nothing of its own, so it always shows what is there now. */
export class StoreColumns implements RecordingColumns {
  constructor(
    private readonly store: Store,
    private readonly clock: () => number,
  ) {}

  get first(): number {
    return this.store.first
  }

  get end(): number {
    return this.store.end
  }

  id(row: number): number {
    return this.store.idAt(row)
  }

  event(row: number): string {
    return this.store.sources.value(this.store.chunkOf(row).source[slotOf(row)]!).event
  }

  bus(row: number): string {
    return this.store.sources.value(this.store.chunkOf(row).source[slotOf(row)]!).bus
  }

  busId(row: number): number {
    return this.store.sources.value(this.store.chunkOf(row).source[slotOf(row)]!).busId
  }

  parent(row: number): number | undefined {
    const distance = this.store.chunkOf(row).parent[slotOf(row)]!
    return distance === 0 ? undefined : this.id(row) - distance
  }

  time(row: number): number {
    return this.store.chunkOf(row).time[slotOf(row)]!
  }

  sync(row: number): number {
    return this.store.chunkOf(row).sync[slotOf(row)]!
  }

  wait(row: number): number | undefined {
    const chunk = this.store.chunkOf(row)
    const slot = slotOf(row)
    const wait = chunk.wait[slot]!
    return chunk.state[slot] !== SETTLED || Number.isNaN(wait) ? undefined : wait
  }

  waited(row: number): number | undefined {
    const chunk = this.store.chunkOf(row)
    const slot = slotOf(row)
    const wait = chunk.wait[slot]!
    if (Number.isNaN(wait)) return undefined
    return chunk.state[slot] === SETTLED ? wait : Math.max(0, this.clock() - chunk.time[slot]! - wait)
  }

  parentRun(row: number): number {
    return this.store.chunkOf(row).parentRun[slotOf(row)]! - 1
  }

  parentListener(row: number): number | undefined {
    const parent = this.parent(row)
    const index = this.parentRun(row)
    const parentRow = parent === undefined || index < 0 ? -1 : this.store.rowOf(parent)
    if (parentRow < 0 || index >= this.listenerCount(parentRow)) return undefined
    const run = this.firstRun(parentRow) + index
    return this.runStatus(run) === 'none' ? undefined : this.runListener(run)
  }

  firstRun(row: number): number {
    return this.store.firstRun(row)
  }

  runStatus(runRow: number): RunStatus {
    return RUN_STATUS[this.store.runChunk(runRow).state[slotOf(runRow)]!]!
  }

  runListener(runRow: number): number {
    return this.store.listeners.value(this.store.runChunk(runRow).listener[slotOf(runRow)]!).id
  }

  runStart(runRow: number): number {
    return this.store.runChunk(runRow).start[slotOf(runRow)]!
  }

  runSync(runRow: number): number {
    return this.store.runChunk(runRow).sync[slotOf(runRow)]!
  }

  runWait(runRow: number): number | undefined {
    const { wait, state } = this.store.runChunk(runRow)
    const slot = slotOf(runRow)
    return state[slot] === RUN_WAITING || Number.isNaN(wait[slot]!) ? undefined : wait[slot]
  }

  runError(runRow: number): EventError | undefined {
    return this.store.runErrors.get(runRow)
  }

  status(row: number): Status {
    const { state, flags } = this.store.chunkOf(row)
    const slot = slotOf(row)
    if (state[slot] !== SETTLED) return 'waiting'
    return (flags[slot]! & FAILED) === 0 ? 'ok' : 'failed'
  }

  errorCount(row: number): number {
    if ((this.store.chunkOf(row).flags[slotOf(row)]! & FAILED) === 0) return 0
    return this.store.errors.get(row)?.length ?? 0
  }

  errors(row: number): readonly EventError[] {
    if ((this.store.chunkOf(row).flags[slotOf(row)]! & FAILED) === 0) return NO_ERRORS
    return this.store.errors.get(row) ?? NO_ERRORS
  }

  stack(row: number): string | undefined {
    return this.store.chunkOf(row).stack?.[slotOf(row)]
  }

  isRemote(row: number): boolean {
    return (this.flags(row) & REMOTE) !== 0
  }

  origin(row: number): Origin | undefined {
    return this.isRemote(row) ? this.store.chunkOf(row).origin?.[slotOf(row)] : undefined
  }

  mutated(row: number): boolean {
    return this.extra(row)?.mutations !== undefined
  }

  mutations(row: number): readonly Mutation[] | undefined {
    if ((this.flags(row) & CHECKED) === 0) return undefined
    return this.extra(row)?.mutations ?? NO_MUTATIONS
  }

  moreMutations(row: number): number {
    return this.extra(row)?.moreMutations ?? 0
  }

  replayOf(row: number): number | undefined {
    return this.extra(row)?.replayOf
  }

  payload(row: number): unknown {
    return this.store.chunkOf(row).payload[slotOf(row)]
  }

  isReference(row: number): boolean {
    return (this.flags(row) & BY_REFERENCE) !== 0
  }

  listenerCount(row: number): number {
    return this.store.chunkOf(row).listeners[slotOf(row)]!
  }

  runCount(row: number): number {
    let count = 0
    const from = this.store.firstRun(row)
    const to = from + this.listenerCount(row)
    for (let at = from; at < to; at++) if (this.store.runChunk(at).state[slotOf(at)] !== PENDING) count++
    return count
  }

  someListener(row: number, test: (name: string) => boolean): boolean {
    const from = this.store.firstRun(row)
    const to = from + this.listenerCount(row)
    for (let at = from; at < to; at++) {
      const { state, listener } = this.store.runChunk(at)
      const slot = slotOf(at)
      if (state[slot] !== PENDING && test(this.store.listeners.value(listener[slot]!).name)) return true
    }
    return false
  }

  private flags(row: number): number {
    return this.store.chunkOf(row).flags[slotOf(row)]!
  }

  private extra(row: number): Extra | undefined {
    return (this.flags(row) & EXTRA) === 0 ? undefined : this.store.extras.get(row)
  }
}

/** Makes the view of a listener. */
export function viewListener(listener: StoredListener): RecordedListener {
  return { ...listener, alike: listener.alike?.view() }
}

/** Makes the view of one row. */
export function viewRow(store: Store, columns: RecordingColumns, row: number): DispatchView {
  const runs: RunView[] = []
  const from = columns.firstRun(row)
  const time = columns.time(row)
  for (let at = from; at < from + columns.listenerCount(row); at++) {
    const view = viewRun(store, columns, at, time)
    if (view !== undefined) runs.push(view)
  }
  const parentListenerId = columns.parentListener(row)
  return {
    id: columns.id(row),
    event: columns.event(row),
    bus: columns.bus(row),
    payload: columns.payload(row),
    origin: columns.origin(row),
    parent: columns.parent(row),
    parentListener: parentListenerId === undefined ? undefined : store.listenerOf(parentListenerId)?.name,
    parentListenerId,
    time,
    sync: columns.sync(row),
    wait: columns.wait(row),
    status: columns.status(row),
    errors: columns.errors(row),
    runs,
    stack: columns.stack(row),
    mutations: columns.mutations(row)?.slice(),
    moreMutations: columns.moreMutations(row),
    replayOf: columns.replayOf(row),
  }
}

function viewRun(store: Store, columns: RecordingColumns, runRow: number, time: number): RunView | undefined {
  const status = columns.runStatus(runRow)
  if (status === 'none') return undefined
  const listenerId = columns.runListener(runRow)
  return {
    listener: store.listenerOf(listenerId)?.name ?? '',
    listenerId,
    start: time + columns.runStart(runRow),
    sync: columns.runSync(runRow),
    wait: columns.runWait(runRow),
    status,
    error: columns.runError(runRow),
  }
}

/**
 * All rows that a query finds, as views, oldest first.
 * @throws QuerySyntaxError where the query can't be understood.
 */
export function findViews(store: Store, columns: RecordingColumns, query: string): DispatchView[] {
  if (typeof query !== 'string') throw new TypeError('`query` must be a string')
  const matches = compileQuery(query)
  const found: DispatchView[] = []
  for (let row = columns.first; row < columns.end; row++) {
    if (matches(columns, row)) found.push(viewRow(store, columns, row))
  }
  return found
}
