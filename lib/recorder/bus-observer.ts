import type {
  Bus,
  BusInfo,
  DispatchInfo,
  EventError,
  ListenerInfo,
  Observer,
  Subscription,
} from '../core/index.ts'
import { slotOf } from './chunks.ts'
import { RUN_FAILED, RUN_OK, RUN_WAITING, SETTLED, WAITING, WATCHED } from './row-chunks.ts'
import type { Session } from './session.ts'

/** One dispatch in so many has the recorder's own time measured; of the first ones, more. */
const COST_SAMPLE = 64
const FIRST_COST_SAMPLE = 8

/**
 * Writes down what one bus does. It is called several times for each event, so it makes no objects, and reads the
 * clock as often as the truth needs: at the start of a dispatch and at the end of each run.
 */
export class BusObserver implements Observer {
  /** Ids of the bus's listeners. */
  private readonly active = new Set<number>()
  /** Whether it is being told of listeners that are there already: who registered them is not on the stack. */
  private joining = false

  constructor(private readonly session: Session) {}

  join(bus: Pick<Bus<never>, 'observe'>): Subscription {
    this.joining = true
    try {
      return bus.observe(this)
    } finally {
      this.joining = false
    }
  }

  registered(bus: BusInfo, listener: ListenerInfo): void {
    const { store, recording, stacks } = this.session
    this.active.add(listener.id)
    const time = this.joining ? undefined : this.session.clock()
    const stack = time === undefined ? undefined : stacks?.ofRegistration(time, this.registered)
    const id = store.listeners.idOf(listener.id) ?? store.addListener(bus, listener, time, stack)
    store.listeners.hold(id)
    store.listeners.value(id).active = true
    recording.changed()
  }

  unregistered(_bus: BusInfo, listener: ListenerInfo): void {
    const { store, recording, clock } = this.session
    const known = store.listeners.idOf(listener.id)
    if (known !== undefined) store.listeners.value(known).removed = clock()
    this.letGo(listener.id)
    recording.changed()
  }

  /** The bus is observed no more: nobody will tell of its listeners again. */
  leave(): void {
    for (const listener of this.active) this.letGo(listener)
    this.session.recording.changed()
  }

  dispatchStart(bus: BusInfo, dispatch: DispatchInfo): void {
    const { session } = this
    if (session.paused) return
    const { store, recording, clock } = session
    const began = isSampled(store.end) ? clock() : -1
    if (store.end - store.first >= recording.capacity) recording.dropOldest()
    store.add(bus, dispatch)
    store.chunk.time[store.slot] = session.lastTime
    // Captured before the clock is read: what the capture takes is not the listeners' time. It has its row before,
    // for a capture can dispatch (a Proxy's trap), and rows are in the order of ids.
    const stack =
      session.stacks === undefined ? undefined : session.stacks.ofDispatch(store.source, this.dispatchStart)
    const payload = session.capture(dispatch.payload)
    if (!store.seek(dispatch.id)) return
    if (stack !== undefined) store.keepStack(stack)
    const time = clock()
    store.chunk.payload[store.slot] = payload
    store.chunk.time[store.slot] = time
    store.chunk.flags[store.slot] = session.kept
    recording.arrived(time)
    session.lastTime = time
    session.lastDispatch = dispatch.id
    session.mutations.begin(dispatch, time)
    if (began >= 0) recording.cost.begin(clock() - began)
  }

  runStart(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { session } = this
    const { store } = session
    if (!store.seek(dispatch.id)) return
    const { chunk, slot } = store
    if (listener.async || (chunk.flags[slot]! & WATCHED) !== 0) {
      this.runStartNow(bus, dispatch, listener, index)
      return
    }
    // An inline run starts where the one before ended: up to now the page was held by the runs before it.
    store.startRun(store.run + index, bus, listener, chunk.sync[slot]!)
    session.recording.revised()
  }

  runWait(_bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { store, clock } = this.session
    if (!store.seek(dispatch.id)) return
    const time = clock()
    const runRow = this.endSync(index, time)
    store.runChunk(runRow).state[slotOf(runRow)] = RUN_WAITING
    this.passed(dispatch, time)
    this.look(dispatch, listener, false)
  }

  runEnd(
    _bus: BusInfo,
    dispatch: DispatchInfo,
    listener: ListenerInfo,
    index: number,
    error: EventError | undefined,
  ): void {
    const { session } = this
    const { store, clock } = session
    // Nothing of a dispatch that is not recorded: a paused recorder reads no clock.
    if (!store.seek(dispatch.id)) return
    const time = clock()
    const runRow = store.run + index
    const chunk = store.runChunk(runRow)
    const slot = slotOf(runRow)
    const waited = chunk.state[slot] === RUN_WAITING
    if (waited) {
      const started = store.chunk.time[store.slot]! + chunk.start[slot]! + chunk.sync[slot]!
      // Start and sync are rounded to single precision, so the sum may be a hair later than now.
      chunk.wait[slot] = Math.max(0, time - started)
    } else {
      this.endSync(index, time)
    }
    chunk.state[slot] = error === undefined ? RUN_OK : RUN_FAILED
    if (error !== undefined) {
      store.runErrors.set(runRow, error)
      store.listeners.value(chunk.listener[slot]!).errors++
      session.recording.failed(dispatch.errors)
    }
    this.passed(dispatch, time)
    const { row } = store
    this.look(dispatch, listener, waited)
    if (isSampled(row)) session.recording.cost.add(clock() - time)
  }

  dispatchReturn(_bus: BusInfo, dispatch: DispatchInfo, pending: boolean): void {
    const { session } = this
    const { store, recording } = session
    if (!pending || !store.seek(dispatch.id)) return
    const { chunk, slot } = store
    // The last reading was at the end of a run, and before the watching.
    const isFresh = session.lastDispatch === dispatch.id && (chunk.flags[slot]! & WATCHED) === 0
    const time = isFresh ? session.lastTime : session.clock()
    chunk.wait[slot] = time - chunk.time[slot]!
    chunk.state[slot] = WAITING
    recording.waitingChanged(1)
    recording.changed()
  }

  dispatchEnd(_bus: BusInfo, dispatch: DispatchInfo): void {
    const { store, recording, clock } = this.session
    if (!store.seek(dispatch.id)) return
    const { chunk, slot } = store
    if ((chunk.flags[slot]! & WATCHED) !== 0) this.session.mutations.end()
    if (chunk.state[slot] === WAITING) {
      recording.waitingChanged(-1)
      const returned = chunk.time[slot]! + chunk.wait[slot]!
      chunk.wait[slot] = Math.max(0, clock() - returned)
    }
    chunk.state[slot] = SETTLED
    // A refused or unpublished dispatch has errors that belong to no run.
    if (dispatch.errors.length > 0) recording.failed(dispatch.errors)
    recording.revised()
  }

  /** The synchronous part of a run of the current dispatch is over; returns the row of the run. */
  private endSync(index: number, time: number): number {
    const { store } = this.session
    const { chunk, slot } = store
    const runRow = store.run + index
    const runs = store.runChunk(runRow)
    const runSlot = slotOf(runRow)
    const sync = Math.max(0, time - (chunk.time[slot]! + runs.start[runSlot]!))
    runs.sync[runSlot] = sync
    chunk.sync[slot]! += sync
    return runRow
  }

  /** A run starts that is async, or that what was done after the one before it has put off. */
  private runStartNow(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { store, clock, mutations } = this.session
    if (listener.async && (store.chunk.flags[store.slot]! & WATCHED) !== 0) {
      mutations.starting(dispatch)
      if (!store.seek(dispatch.id)) return
    }
    const time = clock()
    store.startRun(store.run + index, bus, listener, time - store.chunk.time[store.slot]!)
    this.passed(dispatch, time)
  }

  /** Looks whether the payload of the current dispatch was changed, if that is to be known. */
  private look(dispatch: DispatchInfo, listener: ListenerInfo, waited: boolean): void {
    const { store, mutations } = this.session
    if ((store.chunk.flags[store.slot]! & WATCHED) === 0) return
    if (waited) mutations.waited(dispatch)
    else mutations.ran(dispatch, listener)
  }

  private passed(dispatch: DispatchInfo, time: number): void {
    const { session } = this
    session.lastTime = time
    session.lastDispatch = dispatch.id
    session.recording.revised()
  }

  private letGo(listener: number): void {
    const { store } = this.session
    const { listeners } = store
    const id = listeners.idOf(listener)
    if (!this.active.delete(listener) || id === undefined) return
    listeners.value(id).active = false
    store.letGoOfListener(id)
    this.session.forget(listener)
  }
}

function isSampled(row: number): boolean {
  return row % COST_SAMPLE === 0 || (row < COST_SAMPLE && row % FIRST_COST_SAMPLE === 0)
}
