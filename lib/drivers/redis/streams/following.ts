import type { StreamCommands } from './commands.ts'

/** What hears of the events that a listener of every event is to get. */
export interface Follower {
  readonly group: string
  /** There is a stream to read. */
  found(event: string): Promise<void>
}

/**
 * Looks again and again which events have streams, for a listener of every event. What there is when a group follows for
 * the first time begins with what comes next; whatever is found later is new, and begins at its beginning.
 */
export class Following {
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  private begun = false
  private readonly known = new Set<string>()

  constructor(
    private readonly follower: Follower,
    private readonly commands: StreamCommands,
    private readonly every: number,
  ) {}

  /** Looks now, and from now on. Resolves when what is there is read. */
  async look(): Promise<void> {
    clearTimeout(this.timer)
    try {
      await this.find()
    } catch {
      // Redis can't be reached: the driver says so, and looks again when it can.
    }
    // It may have looked twice meanwhile.
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), this.every)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async find(): Promise<void> {
    if (!this.begun) await this.commands.follow(this.follower.group)
    this.begun = true
    const events = await this.commands.events()
    const fresh = events.filter((event) => !this.known.has(event))
    if (this.stopped) return
    for (const event of fresh) this.known.add(event)
    await Promise.all(fresh.map((event) => this.follower.found(event)))
  }
}
