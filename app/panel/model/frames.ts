import type { Recording } from 'eventscope/recorder'

/** How long the rate takes to fall back to zero after the last event. */
const RATE_WINDOW_MS = 1_100
/** How often what grows with time alone is shown anew: rates falling, bars of waiting runs. */
const TICK_MS = 100

/** What is used of a window. */
export type FrameSource = Pick<
  Window,
  'requestAnimationFrame' | 'cancelAnimationFrame' | 'setTimeout' | 'clearTimeout'
>

/**
 * Tells the panel to render, at most once for each animation frame: after the recording has changed, when asked
 * to, and a few times a second while something grows with time alone. Browsers give hidden pages no frames, so
 * nothing happens then; nor is the recording listened to before the frame that shows its first change.
 */
export class Frames {
  private readonly listeners = new Set<() => void>()
  private request: number | undefined
  private timer: number | undefined
  private lastChange = 0
  private detach: (() => void) | undefined
  /** Grows with each frame: what `useSyncExternalStore` compares. */
  count = 0
  private readonly calmListeners = new Set<() => void>()
  private lastCalm = -Infinity
  /** As `count`, for those who subscribed calmly. */
  calmCount = 0
  /** How many things on screen grow with time alone. */
  private growing = 0

  /** @param window the one that shows the panel: that of the page may be hidden when it has one of its own */
  constructor(
    private readonly recording: Pick<Recording, 'subscribe'>,
    private readonly window: FrameSource = globalThis as unknown as FrameSource,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    this.lastChange = performance.now()
    this.ask()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.stop()
    }
  }

  /** For numbers and labels, which nobody reads sixty times a second: in ten frames a second at most. */
  readonly subscribeCalmly = (listener: () => void): (() => void) => {
    this.calmListeners.add(listener)
    const stop = this.subscribe(this.tellCalm)
    return () => {
      this.calmListeners.delete(listener)
      if (this.calmListeners.size === 0) stop()
    }
  }

  private readonly tellCalm = (): void => {
    const now = performance.now()
    if (now - this.lastCalm < TICK_MS) {
      this.askLater()
      return
    }
    this.lastCalm = now
    this.calmCount++
    for (const listener of this.calmListeners) listener()
  }

  /** Asks for one more frame, for those who subscribed. */
  readonly ask = (): void => {
    if (this.listeners.size === 0) return
    this.request ??= this.window.requestAnimationFrame(() => {
      this.request = undefined
      this.count++
      this.detach ??= this.recording.subscribe(this.changed)
      for (const listener of this.listeners) listener()
      this.keepTicking()
    })
  }

  /**
   * Something on screen grows with time alone.
   * @returns what is called once it does so no more
   */
  readonly grow = (): (() => void) => {
    let stop: (() => void) | undefined = () => this.growing--
    this.growing++
    this.ask()
    return () => {
      stop?.()
      stop = undefined
    }
  }

  private readonly changed = (): void => {
    this.detach?.()
    this.detach = undefined
    this.lastChange = performance.now()
    this.ask()
  }

  private keepTicking(): void {
    const fading = performance.now() - this.lastChange < RATE_WINDOW_MS
    // A listener may have been the last to unsubscribe, in this very frame.
    if (this.listeners.size === 0 || (this.growing === 0 && !fading)) return
    this.askLater()
  }

  private askLater(): void {
    this.timer ??= this.window.setTimeout(() => {
      this.timer = undefined
      this.ask()
    }, TICK_MS)
  }

  private stop(): void {
    this.detach?.()
    this.detach = undefined
    this.window.clearTimeout(this.timer)
    this.timer = undefined
    if (this.request !== undefined) this.window.cancelAnimationFrame(this.request)
    this.request = undefined
  }
}
