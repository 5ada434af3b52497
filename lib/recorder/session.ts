import type { LiveRecording } from './live-recording.ts'
import type { StackCapture } from './stacks.ts'
import type { Store } from './store.ts'

/** What the observers of one recorder share. */
export class Session {
  paused = false
  /** The last reading of the clock, and the dispatch it was made for: the end of one run is the start of the next. */
  lastTime = 0
  lastDispatch = 0

  constructor(
    readonly store: Store,
    readonly recording: LiveRecording,
    readonly capture: (payload: unknown) => unknown,
    /** Undefined where no stacks are to be captured. */
    readonly stacks: StackCapture | undefined,
    /** Reads the time in ms. */
    readonly clock: () => number,
  ) {}
}
