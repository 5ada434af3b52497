import { Retry } from '../retry.ts'

/**
 * Acknowledges what was handled: together what was handled together, and again until Redis has heard of it. It has no
 * more to remember than was read, and nothing is read while Redis can't be reached.
 */
export class Acks {
  private readonly ids = new Map<string, string[]>()
  private readonly retry = new Retry()
  private timer: ReturnType<typeof setImmediate> | undefined
  private readonly sending = new Set<Promise<void>>()

  constructor(private readonly send: (event: string, ids: readonly string[]) => Promise<void>) {}

  add(event: string, id: string): void {
    const ids = this.ids.get(event)
    if (ids === undefined) this.ids.set(event, [id])
    else ids.push(id)
    this.timer ??= setImmediate(() => this.flush())
  }

  /** Sends what there is now; resolves when Redis has answered, or can't. */
  async drain(): Promise<void> {
    this.flush()
    await Promise.all(this.sending)
  }

  stop(): void {
    clearImmediate(this.timer)
    this.retry.stop()
  }

  private flush(): void {
    clearImmediate(this.timer)
    this.timer = undefined
    for (const [event, ids] of this.ids) {
      const sending = this.follow(event, ids).finally(() => this.sending.delete(sending))
      this.sending.add(sending)
    }
    this.ids.clear()
  }

  private async follow(event: string, ids: readonly string[]): Promise<void> {
    try {
      await this.send(event, ids)
      this.retry.reset()
    } catch {
      this.ids.set(event, [...ids, ...(this.ids.get(event) ?? [])])
      this.retry.again(() => this.flush())
    }
  }
}
