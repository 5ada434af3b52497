import {
  disposable,
  type DriverChange,
  type DriverState,
  reportUnhandled,
  type Subscription,
} from '../core/index.ts'

/** The state of a driver, and who is told of its changes. */
export class StateLine {
  private current: DriverState = 'connecting'
  private readonly watchers = new Set<(change: DriverChange) => void>()
  /** The changes that not all watchers have been told of. */
  private readonly news: DriverChange[] = []

  get state(): DriverState {
    return this.current
  }

  watch(listener: (change: DriverChange) => void): Subscription {
    // The same listener twice is two.
    const watcher = (change: DriverChange): void => listener(change)
    this.watchers.add(watcher)
    return disposable(() => {
      this.watchers.delete(watcher)
    })
  }

  /** The same state again is no change, and what is closed stays so. */
  enter(state: DriverState, reason: string | undefined): void {
    if (this.current === state || this.current === 'closed') return
    this.current = state
    this.news.push({ state, time: Date.now(), reason })
    // A watcher has brought this change about: the others are told of the one before first.
    if (this.news.length > 1) return
    for (let change = this.news[0]; change !== undefined; change = this.news[0]) {
      this.tell(change)
      this.news.shift()
    }
  }

  private tell(change: DriverChange): void {
    for (const watcher of this.watchers) {
      try {
        watcher(change)
      } catch (error) {
        reportUnhandled(error)
      }
    }
  }
}
