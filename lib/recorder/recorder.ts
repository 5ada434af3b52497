import { type Bus, disposable, type Subscription } from '../core/index.ts'
import { BusObserver } from './bus-observer.ts'
import { findListenerCaller } from './call-path.ts'
import { AttachedBuses } from './control/buses.ts'
import { RecorderControl } from './control/control.ts'
import { Replayer } from './control/replay.ts'
import type { Control, ReplayOptions, ReplayResult } from './control/types.ts'
import { createSnapshot } from './capture.ts'
import { measureStep, now } from './clock.ts'
import { LiveRecording } from './live-recording.ts'
import {
  checkRecorderOptions,
  configurationOf,
  isObject,
  mergeSettings,
  type RecorderConfiguration,
  type RecorderOptions,
  type RecorderSettings,
} from './options.ts'
import { Session } from './session.ts'
import { Store } from './store.ts'
import type { Recording } from './types.ts'

/** Keeps a bounded recording of what buses do. */
export interface Recorder {
  /** What it has recorded; the same object for the recorder's whole life. */
  readonly recording: Recording
  /**
   * Whether it is paused: new dispatches are not recorded, recorded ones are followed to their end, but for changes of
   * their payloads.
   */
  readonly paused: boolean
  /** The settings in force: another object whenever they are configured. */
  readonly options: RecorderConfiguration
  /** Mutes, soloes and pauses listeners. */
  readonly control: Control
  /**
   * Starts observing a bus, a stream or another emitter, early or late: listeners registered already are picked up.
   * Attaching it again does nothing more. `recording.sources()` lists it, with its driver and queues.
   * @throws {TypeError} when `bus` is no bus
   * @returns what stops it again
   */
  attach(bus: Pick<Bus<never>, 'observe'>): Subscription
  pause(): void
  resume(): void
  /** Forgets all dispatches and counts. */
  clear(): void
  /**
   * Changes settings while it runs; those not given stay as they are. Capture and redaction hold for what is dispatched
   * from now on, and where one of them, the limits or the policy for mutations changes, payloads dispatched before are no
   * longer looked at for changes; with a smaller capacity, the oldest dispatches are dropped, and counted, at once.
   * @throws {TypeError} as `createRecorder()` does; then nothing has changed
   * @example
   * recorder.configure({ capture: 'reference', redact: [] })
   */
  configure(settings: RecorderSettings): void
  /**
   * Dispatches again what a recorded dispatch had, on its bus, or another payload: all its listeners of now run, or one.
   * What of a snapshot can't be restored is left out and told.
   * @throws {TypeError} for an unknown or ill-typed option
   * @example
   * recorder.replay(dispatch.id, { only: failed.listenerId })
   */
  replay(id: number, options?: ReplayOptions): ReplayResult
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
  readonly control: RecorderControl
  options: RecorderConfiguration
  private readonly replayer: Replayer
  private readonly buses = new AttachedBuses()
  private readonly attached = new WeakMap<object, Subscription>()
  /** Told when the page has dropped a bus without detaching it: its listeners are gone with it. */
  private readonly dropped = new FinalizationRegistry<BusObserver>((observer) => observer.leave())

  constructor(options: RecorderOptions) {
    const checked = checkRecorderOptions(options)
    const { clock = now, pause } = checked
    this.recording = new LiveRecording(this.store, measureStep(clock), clock)
    this.session = new Session(this.store, this.recording, clock)
    this.options = configurationOf(checked)
    this.session.configure(this.options)
    this.control = new RecorderControl(this.store, this.recording, this.buses, pause)
    this.replayer = new Replayer(this.store, this.buses, this.control)
    this.session.forget = (listener) => this.control.forget(listener)
    // Compiled now, so that the first event does not pay for it.
    createSnapshot()({ warm: ['up'] })
    findListenerCaller()
  }

  get paused(): boolean {
    return this.session.paused
  }

  attach(bus: Pick<Bus<never>, 'observe'>): Subscription {
    if (typeof bus?.observe !== 'function')
      throw new TypeError('`bus` must be a bus made by createBus(), or a stream made by createStream()')
    const known = this.attached.get(bus)
    if (known !== undefined) return known
    const observer = new BusObserver(this.session)
    const stop = observer.join(bus)
    const unlist = this.recording.attached.add(bus)
    const detach = disposable(() => {
      this.attached.delete(bus)
      this.buses.delete(bus)
      this.control.detached(bus)
      stop()
      unlist()
      this.dropped.unregister(observer)
      observer.leave()
    })
    this.dropped.register(bus, observer, observer)
    this.attached.set(bus, detach)
    this.buses.add(bus)
    this.control.attached()
    return detach
  }

  pause(): void {
    this.session.paused = true
    this.session.mutations.stop()
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

  configure(settings: RecorderSettings): void {
    if (!isObject(settings)) throw new TypeError('`settings` must be an object')
    this.options = mergeSettings(this.options, settings)
    this.session.configure(this.options)
  }

  replay(id: number, options: ReplayOptions = {}): ReplayResult {
    return this.replayer.replay(id, options)
  }
}
