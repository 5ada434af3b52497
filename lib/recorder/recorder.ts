import { type Bus, disposable, type Subscription } from '../core/index.ts'
import { BusObserver } from './bus-observer.ts'
import { createSnapshot } from './capture.ts'
import { measureStep, now } from './clock.ts'
import { LiveRecording } from './live-recording.ts'
import { checkRecorderOptions, type RecorderOptions } from './options.ts'
import { compileRedactions } from './redact.ts'
import { Session } from './session.ts'
import { StackCapture } from './stacks.ts'
import { Store } from './store.ts'
import type { Recording } from './types.ts'

/** Keeps a bounded recording of what buses do. */
export interface Recorder {
  /** What it has recorded; the same object for the recorder's whole life. */
  readonly recording: Recording
  /** Whether it is paused: new dispatches are not recorded, recorded ones are followed to their end. */
  readonly paused: boolean
  /**
   * Starts observing a bus, early or late: listeners registered already are picked up. Attaching it again does
   * nothing more.
   * @throws {TypeError} when `bus` is no bus
   * @returns what stops it again
   */
  attach(bus: Pick<Bus<never>, 'observe'>): Subscription
  pause(): void
  resume(): void
  /** Forgets all dispatches and counts. */
  clear(): void
}

/**
 * Makes a recorder. It observes nothing until it is attached to a bus.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * const recorder = createRecorder({ capacity: 100_000, redact: ['password'] })
 * const detach = recorder.attach(bus)
 * recorder.recording.find('cart')
 */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  return new BusRecorder(options)
}

class BusRecorder implements Recorder {
  readonly recording: LiveRecording
  private readonly store = new Store()
  private readonly session: Session
  private readonly attached = new WeakMap<object, Subscription>()

  constructor(options: RecorderOptions) {
    const { capacity, capture, redact, limits, stacks, clock = now } = checkRecorderOptions(options)
    this.recording = new LiveRecording(this.store, capacity, stacks, measureStep(clock), clock)
    const captures = {
      none: () => undefined,
      reference: (payload: unknown) => payload,
      snapshot: createSnapshot(compileRedactions(redact), limits),
    }
    const stackCapture = stacks === 'off' ? undefined : new StackCapture(stacks)
    this.session = new Session(this.store, this.recording, captures[capture], stackCapture, clock)
    // Compiled now, so that the first event does not pay for it.
    createSnapshot()({ warm: ['up'] })
  }

  get paused(): boolean {
    return this.session.paused
  }

  attach(bus: Pick<Bus<never>, 'observe'>): Subscription {
    if (typeof bus?.observe !== 'function') throw new TypeError('`bus` must be a bus made by createBus()')
    const known = this.attached.get(bus)
    if (known !== undefined) return known
    const observer = new BusObserver(this.session)
    const stop = observer.join(bus)
    const detach = disposable(() => {
      this.attached.delete(bus)
      stop()
      observer.leave()
    })
    this.attached.set(bus, detach)
    return detach
  }

  pause(): void {
    this.session.paused = true
    this.recording.changed()
  }

  resume(): void {
    this.session.paused = false
    this.recording.changed()
  }

  clear(): void {
    this.store.clear()
    this.session.stacks?.clear()
    this.recording.reset()
  }
}
