import type { Subscription } from '../../core/index.ts'
import type { LiveRecording } from '../live-recording.ts'
import type { Store, StoredListener } from '../store.ts'
import type { AttachedBus, AttachedBuses } from './buses.ts'
import { Gate } from './gate.ts'
import { canPause, pause as pauseHere } from './pause.ts'
import type { Breakpoint, Control, ControlState } from './types.ts'

/** The control of one recorder. */
export class RecorderControl implements Control {
  private readonly gate: Gate
  /** What detaches the gate from the buses that it is attached to. These are not kept alive by it. */
  private readonly gated = new WeakMap<AttachedBus, Subscription>()
  private readonly canPause: boolean
  private known: ControlState | undefined = undefined

  constructor(
    private readonly store: Store,
    private readonly recording: LiveRecording,
    private readonly buses: AttachedBuses,
    pause: (() => void) | undefined,
  ) {
    this.canPause = pause !== undefined || canPause()
    this.gate = new Gate(
      recording,
      pause ?? pauseHere,
      () => this.changed(),
      () => this.tell(),
    )
  }

  get state(): ControlState {
    return (this.known ??= this.stateNow())
  }

  mute(listener: number): boolean {
    return this.act(listener, () => this.gate.muted.add(listener))
  }

  unmute(listener: number): void {
    checkId('listener', listener)
    this.gate.muted.delete(listener)
    this.changed()
  }

  solo(listener: number): boolean {
    return this.act(listener, ({ busId, event }) => this.gate.soloed.set(listener, { bus: busId, event }))
  }

  unsolo(listener: number): void {
    checkId('listener', listener)
    this.gate.soloed.delete(listener)
    this.changed()
  }

  breakOnNextRun(listener: number): boolean {
    return this.act(listener, () => this.gate.breaks.add(listener))
  }

  cancelBreak(listener: number): void {
    checkId('listener', listener)
    this.gate.breaks.delete(listener)
    this.changed()
  }

  breakWhen(query: string): Breakpoint {
    const breakpoint = this.gate.breakpoints.add(query)
    this.changed()
    return breakpoint
  }

  enableBreakpoint(id: number, enabled: boolean): boolean {
    checkId('id', id)
    if (typeof enabled !== 'boolean') throw new TypeError('`enabled` must be true or false')
    const known = this.gate.breakpoints.enable(id, enabled)
    this.changed()
    return known
  }

  removeBreakpoint(id: number): void {
    checkId('id', id)
    this.gate.breakpoints.remove(id)
    this.changed()
  }

  reset(): void {
    this.gate.clear()
    this.changed()
  }

  /** The recorder has been attached to a bus. */
  attached(): void {
    this.regate()
  }

  /** It was detached from one, whose listeners were forgotten. */
  detached(bus: AttachedBus): void {
    this.gated.get(bus)?.()
    this.gated.delete(bus)
  }

  /** A listener is registered no more. */
  forget(listener: number): void {
    if (this.gate.forget(listener)) this.changed()
  }

  /** Runs `dispatch`, which makes one dispatch on that bus, for one listener alone. */
  restrict<Result>(bus: AttachedBus, listener: number, dispatch: () => Result): Result {
    this.attachGate(bus)
    try {
      return this.gate.restrict(listener, dispatch)
    } finally {
      this.regate()
    }
  }

  private act(listener: number, doIt: (known: StoredListener) => unknown): boolean {
    checkId('listener', listener)
    const known = this.store.listenerOf(listener)
    if (known === undefined || !known.active) return false
    doIt(known)
    this.changed()
    return true
  }

  private changed(): void {
    this.regate()
    this.tell()
  }

  private tell(): void {
    this.known = undefined
    this.recording.changed()
  }

  private attachGate(bus: AttachedBus): void {
    if (!this.gated.has(bus)) this.gated.set(bus, bus.observe(this.gate))
  }

  /** Attaches the gate to all buses, or to none. */
  private regate(): void {
    if (this.gate.active) {
      for (const bus of this.buses.all()) this.attachGate(bus)
      return
    }
    for (const bus of this.buses.all()) this.detached(bus)
  }

  private stateNow(): ControlState {
    const { muted, soloed, breaks, breakpoints, passedOver, active } = this.gate
    return Object.freeze({
      muted: sorted(muted),
      soloed: sorted(soloed.keys()),
      breaks: sorted(breaks),
      breakpoints: breakpoints.list,
      passedOver,
      active,
      canPause: this.canPause,
    })
  }
}

function sorted(ids: Iterable<number>): readonly number[] {
  return [...ids].sort((a, b) => a - b)
}

function checkId(name: string, id: unknown): void {
  if (!Number.isInteger(id))
    throw new TypeError(`\`${name}\` must be an id, a whole number, not ${describe(id)}`)
}

function describe(given: unknown): string {
  return typeof given === 'number' ? String(given) : given === null ? 'null' : typeof given
}
