import type { Dispatch } from './dispatch.ts'
import type { Driver } from './driver.ts'
import { reportUnhandled } from './errors.ts'
import type { Origin } from './origin.ts'
import type { Receiver } from './receiver.ts'
import type { DispatchHandle } from './types.ts'

/** What a link needs of its bus. */
export interface LinkHost {
  /** Dispatches what the driver has brought. */
  take(event: string, payload: unknown, origin: Origin, failure: Error | undefined): DispatchHandle
}

/** The bus's end of its driver: whatever the driver throws or rejects with, the bus goes on. */
export class DriverLink implements Receiver {
  constructor(
    readonly driver: Driver,
    private readonly host: LinkHost,
  ) {}

  receive(event: string, payload: unknown, origin: Origin, failure?: Error): DispatchHandle {
    return this.host.take(event, payload, origin, failure)
  }

  subscribe(event: string): void {
    try {
      this.driver.subscribe(event, this)
    } catch (failure) {
      reportUnhandled(failure)
    }
  }

  unsubscribe(event: string): void {
    try {
      this.driver.unsubscribe(event, this)
    } catch (failure) {
      reportUnhandled(failure)
    }
  }

  publish(dispatch: Dispatch): void {
    try {
      const sent = this.driver.publish(dispatch.event, dispatch.payload, dispatch.id, dispatch.origin)
      if (sent !== undefined) void this.follow(sent, dispatch)
    } catch (cause) {
      dispatch.failBy(cause, 'publish')
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
      dispatch.failBy(cause, 'publish')
    }
    dispatch.release()
  }
}
