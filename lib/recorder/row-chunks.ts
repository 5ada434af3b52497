import type { Origin } from '../core/index.ts'
import { CHUNK_ROWS } from './chunks.ts'

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

/** Bits of `flags`. The payload is the one dispatched itself. */
export const BY_REFERENCE = 1
/** The payload was not kept. */
export const NOT_KEPT = 2
/** It was looked at whether listeners change the payload. */
export const CHECKED = 4
/** It has not settled, and that takes time between its runs: none starts just where the one before ended. */
export const WATCHED = 8
/** `Store.extras` has the row. */
export const EXTRA = 16
/** `Store.errors` has the row. */
export const FAILED = 32
/** It was not dispatched here: the chunk has its origin. */
export const REMOTE = 64

/** One chunk of dispatches: 44 bytes a row besides the reference to the payload. */
export class DispatchChunk {
  readonly id: Float64Array = new Float64Array(CHUNK_ROWS)
  readonly time: Float64Array = new Float64Array(CHUNK_ROWS)
  readonly source: Uint32Array = new Uint32Array(CHUNK_ROWS)
  /** How much smaller the parent's id is; 0 for none. */
  readonly parent: Uint32Array = new Uint32Array(CHUNK_ROWS)
  /** One more than the index of the parent's run that dispatched it; 0 where it is not known. */
  readonly parentRun: Uint16Array = new Uint16Array(CHUNK_ROWS)
  readonly sync: Float32Array = new Float32Array(CHUNK_ROWS)
  /** From start to return while waiting, then from return to the end; NaN if nothing was pending. */
  readonly wait: Float32Array = new Float32Array(CHUNK_ROWS)
  /** The row of the first run, modulo 2³². */
  readonly run: Uint32Array = new Uint32Array(CHUNK_ROWS)
  readonly listeners: Uint32Array = new Uint32Array(CHUNK_ROWS)
  readonly state: Uint8Array = new Uint8Array(CHUNK_ROWS)
  readonly flags: Uint8Array = new Uint8Array(CHUNK_ROWS)
  readonly payload: unknown[] = Array.from({ length: CHUNK_ROWS })
  /**
   * Made for the chunk's first stack. Not a Map by row: with a million in it, one that is written and cleared all
   * the time stops for 100 ms whenever it has to be laid out anew.
   */
  stack: (string | undefined)[] | undefined = undefined
  /** Made for the chunk's first dispatch that came from elsewhere. */
  origin: (Origin | undefined)[] | undefined = undefined
}

/** One chunk of runs: 17 bytes a row. */
export class RunChunk {
  readonly listener: Uint32Array = new Uint32Array(CHUNK_ROWS)
  /** ms since the start of the dispatch. */
  readonly start: Float32Array = new Float32Array(CHUNK_ROWS)
  readonly sync: Float32Array = new Float32Array(CHUNK_ROWS)
  /** NaN if there was none. While it waits, what the recorder itself has spent in its synchronous part. */
  readonly wait: Float32Array = new Float32Array(CHUNK_ROWS)
  readonly state: Uint8Array = new Uint8Array(CHUNK_ROWS)
}
