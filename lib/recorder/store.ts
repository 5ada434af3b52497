import type { BusInfo, DispatchInfo, EventError, ListenerInfo, Origin } from '../core/index.ts'
import { type AlikeCount, AlikeCounts } from './alike.ts'
import { CHUNK_ROWS, Chunks, slotOf } from './chunks.ts'
import { shortened } from './describe.ts'
import { Interner } from './interner.ts'
import type { Mutation, Watch } from './mutations/mutation.ts'
import { Recent } from './recent.ts'
import { DispatchChunk, EXTRA, FAILED, PENDING, REMOTE, RUN_SYNC, RunChunk, RUNNING } from './row-chunks.ts'
import type { Sampled } from './stacks.ts'
import { thin } from './thin.ts'
import type { RecordedListener } from './types.ts'

/** Indexes of runs from here on do not fit their column, and are not known. */
const MAX_PARENT_RUN = 65_535
/** Removed listeners that are known still, at most, besides those that kept runs refer to. */
const MAX_REMOVED = 1_000

/** What dispatches of one event on one bus have in common. */
export interface Source extends Sampled {
  readonly event: string
  readonly bus: string
  readonly busId: number
  /** Before this time, no further dispatch is watched for mutations. */
  nextWatch: number
}

/** What few rows have besides their columns. */
export interface Extra {
  /** The id of the recorded dispatch that it repeats. */
  replayOf: number | undefined
  mutations: Mutation[] | undefined
  /** Mutations found, and not kept. */
  moreMutations: number
  watch: Watch | undefined
}

export interface StoredListener extends Omit<RecordedListener, 'alike'> {
  active: boolean
  removed: number | undefined
  calls: number
  errors: number
  ran: boolean
  readonly alike: AlikeCount | undefined
}

/**
 * The columns of a recording. Rows are numbered from 0; `first` … `end` − 1 are kept. The runs of a dispatch
 * have successive rows, reserved when it starts, one for each listener.
 *
 * `chunk`, `slot` and `run` say where the dispatch `current` is: nearly all that is written is about the same
 * dispatch as what was written before.
 */
export class Store {
  first = 0
  end = 0
  runEnd = 0
  /** The id of the dispatch last added or sought, or 0. */
  current = 0
  row = 0
  chunk: DispatchChunk
  slot = 0
  /** The row of its first run. */
  run = 0
  private runFirst = 0
  private readonly dispatches: Chunks<DispatchChunk> = new Chunks(() => new DispatchChunk())
  private readonly runs: Chunks<RunChunk> = new Chunks(() => new RunChunk())
  readonly sources: Interner<string, Source> = new Interner()
  readonly listeners: Interner<number, StoredListener> = new Interner()
  readonly alike: AlikeCounts = new AlikeCounts()
  /** Numbers of removed listeners, which are held for being here. */
  readonly removed: Recent = new Recent(MAX_REMOVED)
  /** By row of the dispatch. */
  readonly errors: Map<number, readonly EventError[]> = new Map()
  /** By row of the run. */
  readonly runErrors: Map<number, EventError> = new Map()
  /** By row of the dispatch. `ensureExtra` adds to it. */
  readonly extras: Map<number, Extra> = new Map()
  /** The numbers of the sources of `bus` by event, so that a known one is found without making its key. */
  private readonly sourceIds = new Map<string, number>()
  private bus = 0

  constructor() {
    // Made now, so that the first event does not pay for it.
    this.dispatches.reserve(1)
    this.runs.reserve(1)
    this.chunk = this.chunkOf(0)
  }

  chunkOf(row: number): DispatchChunk {
    return this.dispatches.of(row)
  }

  runChunk(runRow: number): RunChunk {
    return this.runs.of(runRow)
  }

  /** The row of a dispatch's first run. */
  firstRun(row: number): number {
    const stored = this.chunkOf(row).run[slotOf(row)]!
    return this.runFirst + ((stored - this.runFirst) >>> 0)
  }

  /** Adds a row, which becomes the current one. */
  add(bus: BusInfo, dispatch: DispatchInfo): void {
    const { id, parent, parentRun = MAX_PARENT_RUN, listenerCount, origin } = dispatch
    const row = this.end
    const run = this.runEnd
    this.end = row + 1
    this.runEnd = run + listenerCount
    this.dispatches.reserve(this.end)
    this.runs.reserve(this.runEnd)
    const chunk = this.chunkOf(row)
    const slot = slotOf(row)
    this.current = id
    this.row = row
    this.chunk = chunk
    this.slot = slot
    this.run = run
    const source = this.sourceOf(bus, dispatch.event)
    this.sources.use(source, row)
    chunk.id[slot] = id
    chunk.source[slot] = source
    chunk.parent[slot] = parent === undefined ? 0 : id - parent
    chunk.parentRun[slot] = parentRun < MAX_PARENT_RUN ? parentRun + 1 : 0
    chunk.sync[slot] = 0
    chunk.wait[slot] = NaN
    chunk.run[slot] = run
    chunk.listeners[slot] = listenerCount
    chunk.state[slot] = RUNNING
    chunk.flags[slot] = 0
    if (origin !== undefined) this.keepOrigin(origin)
    for (let at = run; at < this.runEnd; at++) this.runChunk(at).state[slotOf(at)] = PENDING
  }

  /** Makes the row of a dispatch the current one; false if it has none. */
  seek(id: number): boolean {
    return this.current === id || this.find(id)
  }

  /** What the current row has in common with others. */
  get source(): Source {
    return this.sources.value(this.chunk.source[this.slot]!)
  }

  /** Keeps a stack with the current row. */
  keepStack(stack: string): void {
    this.chunk.stack ??= Array.from({ length: CHUNK_ROWS })
    this.chunk.stack[this.slot] = stack
  }

  /** Keeps where the current row comes from: a copy, for the driver's own may have more in it, and may change. */
  private keepOrigin({ via, sender, id, time }: Origin): void {
    this.chunk.origin ??= Array.from({ length: CHUNK_ROWS })
    this.chunk.origin[this.slot] = Object.freeze({
      via: shortened(via),
      sender: shortened(sender),
      id: shortened(id),
      time,
    })
    this.chunk.flags[this.slot]! |= REMOTE
  }

  /** What the current row has besides its columns. */
  ensureExtra(): Extra {
    const known = this.extras.get(this.row)
    if (known !== undefined) return known
    const extra = { replayOf: undefined, mutations: undefined, moreMutations: 0, watch: undefined }
    this.extras.set(this.row, extra)
    this.chunk.flags[this.slot]! |= EXTRA
    return extra
  }

  startRun(runRow: number, bus: BusInfo, listener: ListenerInfo, start: number): void {
    const chunk = this.runChunk(runRow)
    const slot = slotOf(runRow)
    const known = this.listeners.idOf(listener.id) ?? this.addListener(bus, listener, undefined, undefined)
    this.listeners.use(known, runRow)
    const stored = this.listeners.value(known)
    stored.calls++
    stored.ran = true
    chunk.listener[slot] = known
    chunk.start[slot] = start
    chunk.sync[slot] = 0
    chunk.wait[slot] = NaN
    chunk.state[slot] = RUN_SYNC
  }

  /** The number of a listener that has none yet. */
  addListener(
    bus: BusInfo,
    listener: ListenerInfo,
    time: number | undefined,
    stack: string | undefined,
  ): number {
    const { id, event, name, async, once, timeout, owner, managed } = listener
    const stackGiven = stack !== undefined && Boolean(listener.stack)
    const made = { event, name, async, once, timeout, owner, managed, time, stack, stackGiven }
    const known = { id, bus: bus.name, busId: bus.id, ...made }
    // When those that were there before were made is not known, which matters to marks: a managed one gets none of these.
    const isCounted = stack !== undefined && (time !== undefined || managed)
    const alike = isCounted ? this.alike.of(bus, listener, stack) : undefined
    const nothing = { active: false, removed: undefined, calls: 0, errors: 0, ran: false }
    return this.listeners.add(id, { ...known, ...nothing, alike })
  }

  /** A listener by its registration id. */
  listenerOf(id: number): StoredListener | undefined {
    const known = this.listeners.idOf(id)
    return known === undefined ? undefined : this.listeners.value(known)
  }

  /** Nobody tells of a listener any more. One that was removed stays until many others were. */
  letGoOfListener(known: number, isRemoved: boolean): void {
    const gone = isRemoved ? this.removed.add(known) : known
    if (gone !== undefined) this.listeners.letGo(gone, this.runFirst)
  }

  /** The registration ids of `knownListeners`. */
  get listenerIds(): Iterable<number> {
    return this.listeners.keysOf(this.runFirst)
  }

  /** The listeners that are registered, that were until lately, or that kept runs refer to. */
  get knownListeners(): StoredListener[] {
    return this.listeners.current(this.runFirst)
  }

  /** The current dispatch has these errors so far. */
  fail(errors: readonly EventError[]): void {
    this.chunk.flags[this.slot]! |= FAILED
    this.errors.set(this.row, errors)
  }

  /** Gives up the oldest row. */
  dropOldest(): void {
    const row = this.first
    const chunk = this.chunkOf(row)
    const slot = slotOf(row)
    const runRow = this.firstRun(row)
    const listeners = chunk.listeners[slot]!
    if ((chunk.flags[slot]! & FAILED) !== 0) {
      this.errors.delete(row)
      for (let at = runRow; at < runRow + listeners; at++) this.runErrors.delete(at)
    }
    if ((chunk.flags[slot]! & EXTRA) !== 0) this.extras.delete(row)
    if (chunk.id[slot] === this.current) this.current = 0
    chunk.payload[slot] = undefined
    if (chunk.stack !== undefined) chunk.stack[slot] = undefined
    if (chunk.origin !== undefined) chunk.origin[slot] = undefined
    this.first = row + 1
    this.runFirst = runRow + listeners
    if (this.dispatches.release(this.first)) {
      this.sources.sweep(this.first)
      this.sourceIds.clear()
    }
    if (this.runs.release(this.runFirst)) this.listeners.sweep(this.runFirst)
  }

  /** Forgets what few rows before that one have. They are to be dropped next. */
  forgetBelow(first: number): void {
    thin(this.errors, first)
    thin(this.extras, first)
    thin(this.runErrors, first < this.end ? this.firstRun(first) : Infinity)
  }

  /** Forgets all rows; numbering starts anew. */
  clear(): void {
    this.forgetBelow(this.end)
    while (this.first < this.end) this.dropOldest()
    this.dispatches.clear()
    this.runs.clear()
    this.sources.sweep(Infinity)
    for (const removed of this.removed.take()) this.listeners.letGo(removed, Infinity)
    this.listeners.sweep(Infinity)
    for (const listener of this.knownListeners) {
      listener.calls = 0
      listener.errors = 0
    }
    this.sourceIds.clear()
    this.current = 0
    this.first = 0
    this.end = 0
    this.runFirst = 0
    this.runEnd = 0
  }

  /** The row of a dispatch, or −1. Ids only grow from row to row, and by one where nothing was left out. */
  rowOf(id: number): number {
    if (this.first === this.end) return -1
    const last = this.end - 1
    const guess = last - (this.idAt(last) - id)
    if (guess > last) return -1
    if (guess >= this.first && this.idAt(guess) === id) return guess
    let low = Math.max(this.first, guess)
    let high = last
    while (low <= high) {
      const middle = Math.floor((low + high) / 2)
      const found = this.idAt(middle)
      if (found === id) return middle
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  idAt(row: number): number {
    return this.chunkOf(row).id[slotOf(row)]!
  }

  private find(id: number): boolean {
    const row = this.rowOf(id)
    if (row < 0) return false
    this.current = id
    this.row = row
    this.chunk = this.chunkOf(row)
    this.slot = slotOf(row)
    this.run = this.firstRun(row)
    return true
  }

  private sourceOf(bus: BusInfo, event: string): number {
    if (bus.id !== this.bus) {
      this.bus = bus.id
      this.sourceIds.clear()
    }
    return this.sourceIds.get(event) ?? this.addSource(bus, event)
  }

  private addSource(bus: BusInfo, event: string): number {
    const key = `${bus.id} ${event}`
    const id = this.sources.idOf(key) ?? this.sources.add(key, newSource(bus, event))
    this.sourceIds.set(event, id)
    return id
  }
}

function newSource(bus: BusInfo, event: string): Source {
  return { event, bus: bus.name, busId: bus.id, turns: 0, nextWatch: -Infinity }
}
