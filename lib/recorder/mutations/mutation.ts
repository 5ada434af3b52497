import type { CapturedValue } from '../captured.ts'

export const MUTATION_POLICIES = ['off', 'sampled', 'on'] as const

/** Whether it is looked at if listeners change payloads: never, as often as costs next to nothing, or always. */
export type MutationPolicy = (typeof MUTATION_POLICIES)[number]

/**
 * One change of a payload after it was dispatched, as two snapshots of it show: what they don't hold (redacted, beyond a
 * limit, an accessor, most of a buffer) can change without one.
 */
export interface Mutation {
  /** Where in the payload, dot separated: `items.0.price`; empty for the payload itself. */
  readonly path: string
  /** What happened to the entry there. */
  readonly change: 'changed' | 'added' | 'removed'
  /**
   * What was there before and after, as captured; undefined before it was added and after it was removed. Of a payload
   * of which a redaction by path or by function has hidden a part, only kind and size.
   */
  readonly before: CapturedValue
  readonly after: CapturedValue
  /**
   * When: in the synchronous part of a listener's `run`, while a run had its promise pending (`wait`), or `between`
   * what ran before and the start of an async listener.
   */
  readonly during: 'run' | 'wait' | 'between'
  /**
   * The name and registration id of the listener in whose run it happened, by itself or by what it called. Undefined
   * for `wait` and `between`: whatever else ran on the page in that time may have done it.
   */
  readonly listener: string | undefined
  readonly listenerId: number | undefined
}

/** What is known of a dispatch whose payload is looked at until it has settled. */
export interface Watch {
  /** The latest snapshot. */
  base: CapturedValue
  /** Whether a redaction that goes by places has hidden a part of the payload, now or before. */
  veiled: boolean
  /** What it took so far, in ms. */
  cost: number
}
