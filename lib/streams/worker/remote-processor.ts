import { WorkerLostError } from '../errors.ts'
import type { Processor } from '../processor.ts'
import type { StreamEvent } from '../stream-event.ts'
import type { StreamWorker } from './port.ts'
import { WorkerLink } from './worker-link.ts'

/** How often a worker is started again without any event having been answered. */
const MAX_RESTARTS = 5

/** Ms before the first restart; twice as long before each further one. */
const FIRST_BACKOFF = 100

/** A processor that is in a worker. The worker is started for its first event, and again for the next one if it is lost. */
export class RemoteProcessor implements Processor {
  private link: WorkerLink | undefined
  /** In a row, without an answer in between. */
  private losses = 0

  constructor(
    private readonly makeWorker: () => StreamWorker,
    /** Told of a worker that was lost while it had nothing to do. */
    private readonly onLost: (error: WorkerLostError) => void,
  ) {}

  async process({ type, name, time, value }: StreamEvent): Promise<void> {
    const link = await this.connect()
    try {
      await link.ask((id) => ({ kind: 'process', id, type, name, time, value }))
    } finally {
      if (!link.isLost) this.losses = 0
    }
  }

  async shutdown(): Promise<void> {
    const { link } = this
    // What is lost has taken its processor with it.
    if (link === undefined || link.isLost) return
    try {
      await link.ask((id) => ({ kind: 'shutdown', id }))
    } finally {
      link.end()
    }
  }

  private async connect(): Promise<WorkerLink> {
    if (this.link !== undefined && !this.link.isLost) return this.link
    const { losses } = this
    if (losses > MAX_RESTARTS)
      throw new WorkerLostError(`its worker was lost ${losses} times in a row, and is not started again`)
    if (losses > 0) {
      await new Promise((resolve) => {
        setTimeout(resolve, FIRST_BACKOFF * 2 ** (losses - 1))
      })
    }
    this.link = new WorkerLink(this.make(), (error, isIdle) => {
      this.losses++
      if (isIdle) this.onLost(error)
    })
    await this.link.ready
    return this.link
  }

  private make(): StreamWorker {
    try {
      return this.makeWorker()
    } catch (cause) {
      this.losses++
      throw new WorkerLostError('its worker could not be made', { cause })
    }
  }
}
