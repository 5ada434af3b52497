import { createSnapshot } from './capture.ts'
import type { LiveRecording } from './live-recording.ts'
import { MutationWatcher } from './mutations/watcher.ts'
import type { CapturePolicy, RecorderConfiguration } from './options.ts'
import { compileRedactions, hidesByPlace } from './redact.ts'
import { OwnTime } from './own-time.ts'
import { BY_REFERENCE, NOT_KEPT } from './row-chunks.ts'
import { StackCapture } from './stacks.ts'
import type { Store } from './store.ts'

const KEPT: Record<CapturePolicy, number> = { snapshot: 0, reference: BY_REFERENCE, none: NOT_KEPT }

/** What the observers of one recorder share. */
export class Session {
  paused = false
  /** The last reading of the clock, and the dispatch it was made for: the end of one run is the start of the next. */
  lastTime = 0
  lastDispatch = 0
  capture: (payload: unknown) => unknown = () => undefined
  /** How `capture` keeps payloads, as bits of a row's `flags`. */
  kept: number = NOT_KEPT
  /** Undefined where no stacks are to be captured. */
  stacks: StackCapture | undefined = undefined
  readonly mutations: MutationWatcher
  readonly own: OwnTime = new OwnTime()
  private options: RecorderConfiguration | undefined = undefined
  /** Is told of listeners that are registered no more. */
  forget: (listener: number) => void = () => undefined

  constructor(
    readonly store: Store,
    readonly recording: LiveRecording,
    /** Reads the time in ms. */
    readonly clock: () => number,
  ) {
    this.mutations = new MutationWatcher(store, clock, this.own)
  }

  /** Whether to record a dispatch of that payload takes long enough to be measured. */
  isCostly(payload: unknown): boolean {
    if (typeof payload === 'object' && payload !== null && this.kept === 0) return true
    return this.stacks !== undefined && this.stacks.policy !== 'listeners'
  }

  /** Observers go by these from the next dispatch on. Nothing has changed if it throws. */
  configure(options: RecorderConfiguration): void {
    const { capacity, capture, redact, limits, stacks, mutations } = options
    const snapshot = createSnapshot(compileRedactions(redact), limits)
    const captures = { none: () => undefined, reference: (payload: unknown) => payload, snapshot }
    // What is watched was captured by other rules: what these hide must not show in what comes.
    if (this.options === undefined || !captureAlike(this.options, options)) {
      this.capture = captures[capture]
      this.kept = KEPT[capture]
      this.mutations.stop()
      this.mutations.policy = mutations
      this.mutations.snapshot = capture === 'snapshot' ? snapshot : undefined
      this.mutations.hidesByPlace = hidesByPlace(redact)
    }
    this.options = options
    if (stacks !== this.stacks?.policy) this.stacks = stacks === 'off' ? undefined : new StackCapture(stacks)
    this.recording.configure(capacity, stacks)
  }
}

/** Whether both capture and watch payloads in the same way. */
function captureAlike(one: RecorderConfiguration, other: RecorderConfiguration): boolean {
  return (
    one.capture === other.capture &&
    one.mutations === other.mutations &&
    areEqual(one.redact, other.redact) &&
    areEqual(Object.values(one.limits), Object.values(other.limits))
  )
}

function areEqual(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at])
}
