import type { Recording } from 'eventscope/recorder'

/** How often at most the recording is shown anew, ms. */
const PULSE_MS = 500

/** What is used of a window. */
export type PulseSource = Pick<Window, 'document' | 'setTimeout' | 'clearTimeout'>

/**
 * Tells what shows little of the recording that it has changed: twice a second at most, and never while the page
 * is hidden. Between two pulses it does not listen, so the recording has nobody to tell of its events.
 */
export class Pulse {
  private readonly listeners = new Set<() => void>()
  private timer: number | undefined
  private detach: (() => void) | undefined
  /** The version that was shown: what is there by the time somebody subscribes may be newer. */
  private shown: number
  /** Grows with each pulse: what `useSyncExternalStore` compares. */
  count = 0

  /** @param window the one that shows the panel: that of the page may be hidden when it has one of its own */
  constructor(
    private readonly recording: Pick<Recording, 'subscribe' | 'version'>,
    private readonly window: PulseSource = globalThis as unknown as PulseSource,
  ) {
    this.shown = recording.version
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) {
      this.window.document.addEventListener('visibilitychange', this.listen)
      this.listen()
    }
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0) return
      this.window.document.removeEventListener('visibilitychange', this.listen)
      this.stop()
    }
  }

  /** Waits for a change, unless there was one already. */
  private readonly listen = (): void => {
    if (this.window.document.hidden) this.stop()
    else if (this.timer !== undefined) return
    else if (this.recording.version !== this.shown) this.beat()
    else this.detach ??= this.recording.subscribe(this.beat)
  }

  /** Shows the recording as it is, then nothing more for a while. */
  private readonly beat = (): void => {
    this.stop()
    this.timer = this.window.setTimeout(() => {
      this.timer = undefined
      this.listen()
    }, PULSE_MS)
    this.shown = this.recording.version
    this.count++
    for (const listener of this.listeners) listener()
  }

  private stop(): void {
    this.detach?.()
    this.detach = undefined
    this.window.clearTimeout(this.timer)
    this.timer = undefined
  }
}
