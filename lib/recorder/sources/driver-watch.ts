import type { Driver, DriverChange, DriverState, Subscription } from '../../core/index.ts'
import { attempt, countOf, property, textOf } from './attempt.ts'
import type { DriverView } from './types.ts'

/** Changes of a driver's state that are kept. */
const MAX_CHANGES = 50

const STATES: readonly DriverState[] = ['connecting', 'open', 'down', 'closed']

/**
 * What has become of one driver. It refers to the driver weakly: that knows its bus, which the page may have dropped.
 */
export class DriverWatch {
  private readonly driver: WeakRef<Driver>
  private changes: DriverChange[] = []
  private dropped = 0
  /** The last state that it was in for sure. */
  private known: DriverState = 'connecting'

  constructor(
    driver: Driver,
    private readonly told: () => void,
  ) {
    this.driver = new WeakRef(driver)
  }

  /** @returns what stops it; it refers to the driver */
  start(driver: Driver): Subscription | undefined {
    return attempt(() => driver.onState((change) => this.take(change)), undefined)
  }

  view(): DriverView {
    const driver = this.driver.deref()
    const state = stateOf(attempt(() => driver?.state, undefined)) ?? this.known
    const last = this.changes.at(-1)
    const current = last?.state === state ? last : undefined
    const counts = attempt<unknown>(() => driver?.counts, undefined)
    const count = (key: string): number => countOf(attempt(() => property(counts, key), 0))
    return {
      name: attempt(() => textOf(driver?.name), undefined) ?? 'driver',
      state,
      since: current?.time,
      reason: current?.reason,
      counts: {
        sent: count('sent'),
        received: count('received'),
        failed: count('failed'),
        refused: count('refused'),
      },
      changes: this.changes.slice(),
      droppedChanges: this.dropped,
    }
  }

  private take(change: DriverChange): void {
    const read = attempt<DriverChange | undefined>(() => {
      const { state, time, reason } = change
      const known = stateOf(state)
      return known === undefined
        ? undefined
        : { state: known, time: typeof time === 'number' ? time : Date.now(), reason: textOf(reason) }
    }, undefined)
    if (read === undefined) return
    this.known = read.state
    this.changes.push(Object.freeze(read))
    if (this.changes.length > MAX_CHANGES) {
      this.changes.shift()
      this.dropped++
    }
    this.told()
  }
}

function stateOf(value: unknown): DriverState | undefined {
  return STATES.find((known) => known === value)
}
