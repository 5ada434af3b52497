import type { Dispatch } from './dispatch.ts'
import type { DriverLink } from './driver-link.ts'
import { type Resolvable, resolvable } from './wait.ts'

/** The dispatches of a bus that had not settled when they returned. */
export class Pending {
  private readonly dispatches = new Set<Dispatch>()
  private idle: Resolvable | undefined

  get isEmpty(): boolean {
    return this.dispatches.size === 0
  }

  add(dispatch: Dispatch): void {
    this.dispatches.add(dispatch)
  }

  delete(dispatch: Dispatch): void {
    this.dispatches.delete(dispatch)
    if (!this.isEmpty) return
    this.idle?.resolve()
    this.idle = undefined
  }

  /** Resolves when there is none, nor anything in the driver. */
  async whenIdle(link: DriverLink | undefined): Promise<void> {
    // A dispatch whose listener asks for this, on another bus, is pending only once it has returned.
    await undefined
    do {
      while (!this.isEmpty) {
        this.idle ??= resolvable()
        await this.idle.promise
      }
      await link?.wait()
    } while (!this.isEmpty)
  }

  abort(reason: Error): void {
    for (const dispatch of this.dispatches) dispatch.abort(reason)
  }
}
