import type { Dispatch } from './dispatch.ts'
import type { Driver } from './driver.ts'
import { attempt, reportUnhandled } from './errors.ts'
import type { Receiver } from './receiver.ts'

/** The bus's end of its driver: whatever the driver throws or rejects with, the bus goes on. */
export class DriverLink {
  constructor(
    readonly driver: Driver,
    private readonly receiver: Receiver,
  ) {}

  /** An event has its first listener, or has lost its last. */
  tell(what: 'subscribe' | 'unsubscribe', event: string): void {
    void attempt(() => this.driver[what](event, this.receiver), reportUnhandled)
  }

  publish(dispatch: Dispatch): void {
    const failed = (cause: unknown): unknown => dispatch.failBy(cause, 'publish')
    try {
      const sent = this.driver.publish(dispatch.event, dispatch.payload, dispatch.id, dispatch.origin)
      if (sent === undefined) return
      dispatch.hold()
      void attempt(() => sent, failed).then(() => dispatch.release())
    } catch (cause) {
      failed(cause)
    }
  }

  wait(): Promise<void> {
    return attempt(() => this.driver.wait(), reportUnhandled)
  }
}
