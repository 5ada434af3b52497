import type { Dispatch } from './dispatch.ts'
import type { Driver } from './driver.ts'
import { EventError, reportUnhandled } from './errors.ts'
import type { Receiver } from './receiver.ts'

/** The bus's end of its driver: whatever the driver throws or rejects with, the bus goes on. */
export class DriverLink {
  constructor(
    readonly driver: Driver,
    private readonly receiver: Receiver,
  ) {}

  subscribe(event: string): void {
    try {
      this.driver.subscribe(event, this.receiver)
    } catch (failure) {
      reportUnhandled(failure)
    }
  }

  unsubscribe(event: string): void {
    try {
      this.driver.unsubscribe(event)
    } catch (failure) {
      reportUnhandled(failure)
    }
  }

  publish(dispatch: Dispatch): void {
    try {
      const sent = this.driver.publish(dispatch.event, dispatch.payload, dispatch.id, dispatch.origin)
      if (sent !== undefined) void this.follow(sent, dispatch)
    } catch (cause) {
      this.fail(cause, dispatch)
    }
  }

  async wait(): Promise<void> {
    try {
      await this.driver.wait()
    } catch (failure) {
      reportUnhandled(failure)
    }
  }

  async close(): Promise<void> {
    await this.driver.close()
  }

  private async follow(sent: Promise<void>, dispatch: Dispatch): Promise<void> {
    dispatch.hold()
    try {
      await sent
    } catch (cause) {
      this.fail(cause, dispatch)
    }
    dispatch.release()
  }

  private fail(cause: unknown, dispatch: Dispatch): void {
    dispatch.fail(new EventError(dispatch.event, '', dispatch.id, cause, 'publish'))
  }
}
