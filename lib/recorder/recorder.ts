import {
  type Bus,
  type BusInfo,
  type DispatchInfo,
  disposable,
  type EventError,
  type ListenerInfo,
  type Observer,
  type Subscription,
} from '../core/index.ts'
import { createSnapshot } from './capture.ts'
import { slotOf } from './chunks.ts'
import { measureStep, now } from './clock.ts'
import { LiveRecording } from './live-recording.ts'
import { checkRecorderOptions, type RecorderOptions } from './options.ts'
import { compileRedactions } from './redact.ts'
import {
  describeListener,
  PENDING,
  RUN_FAILED,
  RUN_OK,
  RUN_WAITING,
  RUNNING,
  SETTLED,
  Store,
  WAITING,
} from './store.ts'
import type { Recording } from './types.ts'

/** One dispatch in so many has the recorder's own time measured. */
const COST_SAMPLE = 8

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

class BusRecorder implements Recorder, Observer {
  paused = false
  readonly recording: LiveRecording
  private readonly store = new Store()
  private readonly capture: (payload: unknown) => unknown
  private readonly clock: () => number
  /** The last reading, and the dispatch it was made for: the end of one inline run is the start of the next. */
  private lastTime = 0
  private lastDispatch = 0
  /** The dispatch that has just returned; if its end comes next, nothing of it was pending. */
  private justReturned = 0
  private readonly attached = new WeakMap<object, Subscription>()

  constructor(options: RecorderOptions) {
    const { capacity, capture, redact, limits, clock } = checkRecorderOptions(options)
    this.clock = clock ?? now
    const step = measureStep(this.clock)
    this.recording = new LiveRecording(this.store, capacity, step, this.clock)
    if (capture === 'none') this.capture = () => undefined
    else if (capture === 'reference') this.capture = (payload) => payload
    else this.capture = createSnapshot(compileRedactions(redact), limits)
    // Compiled now, so that the first event does not pay for it.
    createSnapshot()({ warm: ['up'] })
  }

  attach(bus: Pick<Bus<never>, 'observe'>): Subscription {
    if (typeof bus?.observe !== 'function') throw new TypeError('`bus` must be a bus made by createBus()')
    const known = this.attached.get(bus)
    if (known !== undefined) return known
    const dispatches = bus.observe(this)
    const stopListeners = this.followListeners(bus)
    const detach = disposable(() => {
      this.attached.delete(bus)
      dispatches()
      stopListeners()
    })
    this.attached.set(bus, detach)
    return detach
  }

  pause(): void {
    this.paused = true
    this.recording.changed()
  }

  resume(): void {
    this.paused = false
    this.recording.changed()
  }

  clear(): void {
    this.store.clear()
    this.recording.reset()
  }

  dispatchStart(bus: BusInfo, dispatch: DispatchInfo): void {
    if (this.paused) return
    const began = this.isSampled(this.store.end) ? this.clock() : undefined
    const { store, recording } = this
    if (store.end - store.first >= recording.capacity) recording.dropOldest()
    const row = store.add(dispatch.id, dispatch.parent, bus, dispatch.event, dispatch.listenerCount)
    store.chunk(row).time[slotOf(row)] = this.lastTime
    // Captured before the clock is read: what the capture takes is not the listeners' time. It has its row before,
    // for a capture can dispatch (a Proxy's trap), and rows are in the order of ids.
    const payload = this.capture(dispatch.payload)
    if (store.rowOf(dispatch.id) !== row) return
    const time = this.clock()
    store.chunk(row).payload[slotOf(row)] = payload
    store.chunk(row).time[slotOf(row)] = time
    recording.arrived(time)
    this.lastTime = time
    this.lastDispatch = dispatch.id
    this.justReturned = 0
    if (began !== undefined) recording.cost.begin(this.clock() - began)
  }

  runStart(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const row = this.store.rowOf(dispatch.id)
    if (row < 0) return
    const { store } = this
    const follows = this.lastDispatch === dispatch.id && !listener.async
    const time = follows ? this.lastTime : this.clock()
    store.startRun(
      store.firstRun(row) + index,
      bus.name,
      listener,
      time - store.chunk(row).time[slotOf(row)]!,
    )
    this.lastTime = time
    this.lastDispatch = dispatch.id
    this.recording.revised()
  }

  runWait(_bus: BusInfo, dispatch: DispatchInfo, _listener: ListenerInfo, index: number): void {
    const time = this.clock()
    const row = this.store.rowOf(dispatch.id)
    if (row < 0) return
    this.endSync(row, this.store.firstRun(row) + index, time)
    const runRow = this.store.firstRun(row) + index
    this.store.runChunk(runRow).state[slotOf(runRow)] = RUN_WAITING
    this.passed(dispatch, time)
  }

  runEnd(
    _bus: BusInfo,
    dispatch: DispatchInfo,
    _listener: ListenerInfo,
    index: number,
    error: EventError | undefined,
  ): void {
    const time = this.clock()
    const { store } = this
    const row = store.rowOf(dispatch.id)
    if (row < 0) return
    const runRow = store.firstRun(row) + index
    const chunk = store.runChunk(runRow)
    const slot = slotOf(runRow)
    const state = chunk.state[slot]!
    if (state === PENDING) return
    if (state === RUN_WAITING) {
      const started = store.chunk(row).time[slotOf(row)]! + chunk.start[slot]! + chunk.sync[slot]!
      // Start and sync are rounded to single precision, so the sum may be a hair later than now.
      chunk.wait[slot] = Math.max(0, time - started)
    } else {
      this.endSync(row, runRow, time)
    }
    chunk.state[slot] = error === undefined ? RUN_OK : RUN_FAILED
    if (error !== undefined) {
      store.runErrors.set(runRow, error)
      this.recording.failed(row, dispatch.errors)
    }
    this.passed(dispatch, time)
    if (this.isSampled(row)) this.recording.cost.add(this.clock() - time)
  }

  dispatchReturn(_bus: BusInfo, dispatch: DispatchInfo): void {
    const row = this.store.rowOf(dispatch.id)
    if (row < 0) return
    const chunk = this.store.chunk(row)
    const slot = slotOf(row)
    const time = this.lastDispatch === dispatch.id ? this.lastTime : this.clock()
    chunk.wait[slot] = time - chunk.time[slot]!
    chunk.state[slot] = WAITING
    this.recording.waitingChanged(1)
    this.recording.changed()
    this.justReturned = dispatch.id
  }

  dispatchEnd(_bus: BusInfo, dispatch: DispatchInfo): void {
    const row = this.store.rowOf(dispatch.id)
    if (row < 0) return
    const chunk = this.store.chunk(row)
    const slot = slotOf(row)
    if (chunk.state[slot] === WAITING) this.recording.waitingChanged(-1)
    const refused = chunk.state[slot] === RUNNING
    if (refused || this.justReturned === dispatch.id) {
      chunk.wait[slot] = NaN
    } else {
      const returned = chunk.time[slot]! + chunk.wait[slot]!
      chunk.wait[slot] = Math.max(0, this.clock() - returned)
    }
    chunk.state[slot] = SETTLED
    // A refused or unpublished dispatch has errors that belong to no run.
    if (dispatch.errors.length > 0) this.recording.failed(row, dispatch.errors)
    this.justReturned = 0
    this.recording.revised()
  }

  /** An observer for each bus, since a bus that is left takes its listeners along: nobody tells of them again. */
  private followListeners(bus: Pick<Bus<never>, 'observe'>): () => void {
    const { recording } = this
    const { listeners } = this.store
    const active = new Set<number>()
    const removed = (listener: number): void => {
      if (!active.delete(listener)) return
      const id = listeners.idOf(listener)
      if (id === undefined) return
      listeners.value(id).active = false
      listeners.release(id)
    }
    const stop = bus.observe({
      registered({ name }, listener) {
        active.add(listener.id)
        const id = listeners.retain(listener.id, () => describeListener(name, listener, true))
        listeners.value(id).active = true
        recording.changed()
      },
      unregistered(_bus, listener) {
        removed(listener.id)
        recording.changed()
      },
    })
    return () => {
      stop()
      for (const listener of active) removed(listener)
      recording.changed()
    }
  }

  private endSync(row: number, runRow: number, time: number): void {
    const { store } = this
    const runs = store.runChunk(runRow)
    const slot = slotOf(runRow)
    const sync = Math.max(0, time - (store.chunk(row).time[slotOf(row)]! + runs.start[slot]!))
    runs.sync[slot] = sync
    store.chunk(row).sync[slotOf(row)]! += sync
  }

  private passed(dispatch: DispatchInfo, time: number): void {
    this.lastTime = time
    this.lastDispatch = dispatch.id
    this.justReturned = 0
    this.recording.revised()
  }

  private isSampled(row: number): boolean {
    return row % COST_SAMPLE === 0
  }
}
