import type { Bus } from '../../core/index.ts'

/** A bus as far as it can be acted on: what stands for a foreign emitter can only be observed. */
export type AttachedBus = Pick<Bus<never>, 'observe'> & Partial<Pick<Bus, 'id' | 'closed' | 'dispatch'>>

/** One that can dispatch. */
export type Dispatching = AttachedBus & Pick<Bus, 'dispatch'>

/** Entries before those of buses that are gone are looked for. */
const MIN_SWEEP = 16

/** The buses that a recorder is attached to. A bus that the page has dropped without detaching it is not kept alive. */
export class AttachedBuses {
  private refs: WeakRef<AttachedBus>[] = []
  private sweepAt = MIN_SWEEP

  add(bus: AttachedBus): void {
    if (this.refs.length >= this.sweepAt) {
      this.refs = this.refs.filter((ref) => ref.deref() !== undefined)
      this.sweepAt = Math.max(MIN_SWEEP, this.refs.length * 2)
    }
    this.refs.push(new WeakRef(bus))
  }

  delete(bus: AttachedBus): void {
    this.refs = this.refs.filter((ref) => ref.deref() !== bus)
  }

  all(): AttachedBus[] {
    return this.refs.map((ref) => ref.deref()).filter((bus) => bus !== undefined)
  }

  /** The one of that id that can dispatch now. */
  dispatcher(id: number): Dispatching | undefined {
    return this.all().find((bus): bus is Dispatching => bus.id === id && canDispatch(bus))
  }
}

function canDispatch(bus: AttachedBus): boolean {
  return bus.closed !== true && typeof bus.dispatch === 'function'
}
