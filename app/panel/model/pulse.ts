import type { Recording } from 'eventscope/recorder'

/** How often at most the recording is shown anew, ms. */
const PULSE_MS = 500

/**
 * Tells what shows little of the recording that it has changed: twice a second at most, and never while the page
 * is hidden. Between two pulses it does not listen, so the recording has nobody to tell of its events.
 */
export class Pulse {
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private detach: (() => void) | undefined
  /** The version that was shown: what is there by the time somebody subscribes may be newer. */
  private shown: number
  /** Grows with each pulse: what `useSyncExternalStore` compares. */
  count = 0

  constructor(private readonly recording: Pick<Recording, 'subscribe' | 'version'>) {
    this.shown = recording.version
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) {
      document.addEventListener('visibilitychange', this.listen)
      this.listen()
    }
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0) return
      document.removeEventListener('visibilitychange', this.listen)
      this.stop()
    }
  }

  /** Waits for a change, unless there was one already. */
  private readonly listen = (): void => {
    if (document.hidden) this.stop()
    else if (this.timer !== undefined) return
    else if (this.recording.version !== this.shown) this.beat()
    else this.detach ??= this.recording.subscribe(this.beat)
  }

  /** Shows the recording as it is, then nothing more for a while. */
  private readonly beat = (): void => {
    this.stop()
    this.timer = setTimeout(() => {
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
    clearTimeout(this.timer)
    this.timer = undefined
  }
}
