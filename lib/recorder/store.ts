import type { EventError, ListenerInfo } from '../core/index.ts'
import { CHUNK_ROWS, Chunks, slotOf } from './chunks.ts'
import { Interner } from './interner.ts'
import type { RecordedListener } from './types.ts'

/** How far a dispatch is. */
export const RUNNING = 0
export const WAITING = 1
export const SETTLED = 2
/** How far a run is; `PENDING` is a listener that was not called yet, or never will be. */
export const PENDING = 0
export const RUN_SYNC = 1
export const RUN_WAITING = 2
export const RUN_OK = 3
export const RUN_FAILED = 4

/** One chunk of dispatches: 41 bytes a row besides the reference to the payload. */
class DispatchChunk {
  readonly id: Float64Array = new Float64Array(CHUNK_ROWS)
  readonly time: Float64Array = new Float64Array(CHUNK_ROWS)
  readonly source: Uint32Array = new Uint32Array(CHUNK_ROWS)
  /** How much smaller the parent's id is; 0 for none. */
  readonly parent: Uint32Array = new Uint32Array(CHUNK_ROWS)
  readonly sync: Float32Array = new Float32Array(CHUNK_ROWS)
  /** From start to return while waiting, then from return to the end; NaN if nothing was pending. */
  readonly wait: Float32Array = new Float32Array(CHUNK_ROWS)
  /** The row of the first run, modulo 2³². */
  readonly run: Uint32Array = new Uint32Array(CHUNK_ROWS)
  readonly listeners: Uint32Array = new Uint32Array(CHUNK_ROWS)
  readonly state: Uint8Array = new Uint8Array(CHUNK_ROWS)
  readonly payload: unknown[] = Array.from({ length: CHUNK_ROWS })
}

/** One chunk of runs: 17 bytes a row. */
class RunChunk {
  readonly listener: Uint32Array = new Uint32Array(CHUNK_ROWS)
  /** ms since the start of the dispatch. */
  readonly start: Float32Array = new Float32Array(CHUNK_ROWS)
  readonly sync: Float32Array = new Float32Array(CHUNK_ROWS)
  /** NaN if there was none. */
  readonly wait: Float32Array = new Float32Array(CHUNK_ROWS)
  readonly state: Uint8Array = new Uint8Array(CHUNK_ROWS)
}

/** What dispatches of one event on one bus have in common. */
export interface Source {
  readonly event: string
  readonly bus: string
}

export interface StoredListener extends RecordedListener {
  active: boolean
}

/**
 * The columns of a recording. Rows are numbered from 0; `first` … `end` − 1 are kept. The runs of a dispatch
 * have successive rows, reserved when it starts, one for each listener.
 */
export class Store {
  first = 0
  end = 0
  runEnd = 0
  private runFirst = 0
  private readonly dispatches: Chunks<DispatchChunk> = new Chunks(() => new DispatchChunk())
  private readonly runs: Chunks<RunChunk> = new Chunks(() => new RunChunk())
  readonly sources: Interner<string, Source> = new Interner()
  readonly listeners: Interner<number, StoredListener> = new Interner()
  /** By row of the dispatch. */
  readonly errors: Map<number, readonly EventError[]> = new Map()
  /** By row of the run. */
  readonly runErrors: Map<number, EventError> = new Map()

  constructor() {
    // Made now, so that the first event does not pay for it.
    this.dispatches.reserve(1)
    this.runs.reserve(1)
  }

  chunk(row: number): DispatchChunk {
    return this.dispatches.of(row)
  }

  runChunk(runRow: number): RunChunk {
    return this.runs.of(runRow)
  }

  /** The row of a dispatch's first run. */
  firstRun(row: number): number {
    const stored = this.chunk(row).run[slotOf(row)]!
    return this.runFirst + ((stored - this.runFirst) >>> 0)
  }

  add(
    id: number,
    parent: number | undefined,
    bus: { id: number; name: string },
    event: string,
    listeners: number,
  ): number {
    const row = this.end++
    this.dispatches.reserve(this.end)
    const chunk = this.chunk(row)
    const slot = slotOf(row)
    const runRow = this.runEnd
    this.runEnd += listeners
    this.runs.reserve(this.runEnd)
    chunk.id[slot] = id
    chunk.source[slot] = this.sources.retain(`${bus.id} ${event}`, () => ({ event, bus: bus.name }))
    chunk.parent[slot] = parent === undefined ? 0 : id - parent
    chunk.sync[slot] = 0
    chunk.wait[slot] = NaN
    chunk.run[slot] = runRow
    chunk.listeners[slot] = listeners
    chunk.state[slot] = RUNNING
    for (let at = runRow; at < this.runEnd; at++) this.runChunk(at).state[slotOf(at)] = PENDING
    return row
  }

  startRun(runRow: number, bus: string, listener: ListenerInfo, start: number): void {
    const chunk = this.runChunk(runRow)
    const slot = slotOf(runRow)
    chunk.listener[slot] = this.listeners.retain(listener.id, () => describeListener(bus, listener, false))
    chunk.start[slot] = start
    chunk.sync[slot] = 0
    chunk.wait[slot] = NaN
    chunk.state[slot] = RUN_SYNC
  }

  /** Gives up the oldest row. */
  dropOldest(): void {
    const row = this.first
    const chunk = this.chunk(row)
    const slot = slotOf(row)
    const runRow = this.firstRun(row)
    const listeners = chunk.listeners[slot]!
    for (let at = runRow; at < runRow + listeners; at++) {
      const runs = this.runChunk(at)
      if (runs.state[slotOf(at)] !== PENDING) this.listeners.release(runs.listener[slotOf(at)]!)
    }
    if (this.errors.delete(row)) {
      for (let at = runRow; at < runRow + listeners; at++) this.runErrors.delete(at)
    }
    this.sources.release(chunk.source[slot]!)
    chunk.payload[slot] = undefined
    this.first = row + 1
    this.runFirst = runRow + listeners
    this.dispatches.release(this.first)
    this.runs.release(this.runFirst)
  }

  /** Forgets all rows; numbering starts anew. */
  clear(): void {
    while (this.first < this.end) this.dropOldest()
    this.dispatches.clear()
    this.runs.clear()
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
    return this.chunk(row).id[slotOf(row)]!
  }
}

export function describeListener(bus: string, listener: ListenerInfo, active: boolean): StoredListener {
  const { id, event, name, async, once } = listener
  return { id, bus, event, name, async, once, active }
}
