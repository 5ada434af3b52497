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
    const stack = stacks?.ofRegistration(listener, time, this.registered)
    const id = store.listeners.idOf(listener.id) ?? store.addListener(bus, listener, time, stack)
    store.listeners.hold(id)
    const known = store.listeners.value(id)
    known.active = true
    if (time === undefined) known.alike?.find()
    else known.alike?.add(time)
    recording.changed()
  }

  unregistered(_bus: BusInfo, listener: ListenerInfo): void {
    const { store, recording, clock } = this.session
    const known = store.listenerOf(listener.id)
    if (known !== undefined) known.removed = clock()
    if (this.letGo(listener.id, true)) known?.alike?.remove()
    recording.changed()
  }

  /** The bus is observed no more, or gone: nobody will tell of its listeners again. */
  leave(): void {
    const { store } = this.session
    for (const id of this.active) {
      const { alike } = store.listenerOf(id) ?? {}
      if (this.letGo(id, false)) alike?.lose()
    }
    this.session.recording.changed()
  }

  dispatchStart(bus: BusInfo, dispatch: DispatchInfo): void {
    const { session } = this
    if (session.paused) return
    // What it captures by is what it started with: a Proxy's trap can configure the recorder.
    const { store, recording, clock, capture, kept, own } = session
    const isSample = isSampled(store.end)
    const isOwn = own.isInRun && session.isCostly(dispatch.payload)
    const began = isSample || isOwn ? clock() : -1
    if (store.end - store.first >= recording.capacity) recording.dropOldest()
    store.add(bus, dispatch)
    store.chunk.time[store.slot] = session.lastTime
    // Captured before the clock is read: what the capture takes is not the listeners' time. It has its row before,
    // for a capture can dispatch (a Proxy's trap), and rows are in the order of ids.
    const stack =
      session.stacks === undefined ? undefined : session.stacks.ofDispatch(store.source, this.dispatchStart)
    const payload = capture(dispatch.payload)
    if (!store.seek(dispatch.id)) return
    if (stack !== undefined) store.keepStack(stack)
    const time = clock()
    store.chunk.payload[store.slot] = payload
    store.chunk.time[store.slot] = time
    store.chunk.flags[store.slot]! |= kept
    recording.arrived(time)
    session.lastTime = time
    session.lastDispatch = dispatch.id
    if (isOwn) own.spent += time - began
    const hasLooked = session.mutations.begin(dispatch, time, capture)
    if (!isSample && !(hasLooked && isOwn)) return
    const ended = clock()
    if (isOwn) own.spent += ended - time
    if (isSample) recording.cost.begin(ended - began)
  }

  runStart(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { session } = this
    const { store } = session
    if (!store.seek(dispatch.id)) return
    const { chunk, slot } = store
    const isNext = session.lastDispatch === dispatch.id && (chunk.flags[slot]! & WATCHED) === 0
    if (isNext && !listener.async) {
      // An inline run starts where the one before ended: up to now the page was held by the runs before it.
      store.startRun(store.run + index, bus, listener, session.lastTime - chunk.time[slot]!)
      session.recording.revised()
    } else this.runStartNow(bus, dispatch, listener, index)
    session.own.enterRun(dispatch.id)
  }

  runWait(_bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo, index: number): void {
    const { store, clock, own } = this.session
    const spent = own.leaveRun(dispatch.id)
    if (!store.seek(dispatch.id)) return
    const time = clock()
    const runRow = this.endSync(index, time, spent)
    const runs = store.runChunk(runRow)
    const slot = slotOf(runRow)
    runs.state[slot] = RUN_WAITING
    runs.wait[slot] = spent
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
    const { store, clock, own } = session
    // Nothing of a dispatch that is not recorded: a paused recorder reads no clock.
    if (!store.seek(dispatch.id)) {
      own.leaveRun(dispatch.id)
      return
    }
    const time = clock()
    const runRow = store.run + index
    const chunk = store.runChunk(runRow)
    const slot = slotOf(runRow)
    const waited = chunk.state[slot] === RUN_WAITING
    if (waited) {
      const started =
        store.chunk.time[store.slot]! + chunk.start[slot]! + chunk.sync[slot]! + chunk.wait[slot]!
      // Start and sync are rounded to single precision, so the sum may be a hair later than now.
      chunk.wait[slot] = Math.max(0, time - started)
    } else {
      this.endSync(index, time, own.leaveRun(dispatch.id))
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

  /**
   * The synchronous part of a run of the current dispatch is over, of which the recorder has spent so much; returns the
   * row of the run.
   */
  private endSync(index: number, time: number, spent: number): number {
    const { store } = this.session
    const { chunk, slot } = store
    const runRow = store.run + index
    const runs = store.runChunk(runRow)
    const runSlot = slotOf(runRow)
    const sync = Math.max(0, time - (chunk.time[slot]! + runs.start[runSlot]!) - spent)
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

  /** False where it was let go before. */
  private letGo(listener: number, isRemoved: boolean): boolean {
    const { store } = this.session
    const { listeners } = store
    const id = listeners.idOf(listener)
    if (!this.active.delete(listener) || id === undefined) return false
    listeners.value(id).active = false
    store.letGoOfListener(id, isRemoved)
    this.session.forget(listener)
    return true
  }
}

function isSampled(row: number): boolean {
  return row % COST_SAMPLE === 0 || (row < COST_SAMPLE && row % FIRST_COST_SAMPLE === 0)
}
