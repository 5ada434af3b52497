import type { StreamCommands } from './commands.ts'

/** What hears of the events that a listener of every event is to get. */
export interface Follower {
  readonly group: string
  /** There is a stream to read; a group that is not there yet begins at `start`. */
  found(event: string, start: '$' | '0'): Promise<void>
}

/**
 * Looks again and again which events have streams, for a listener of every event. What there is when a group follows for
 * the first time begins with what comes next; whatever is found later is new, and begins at its beginning.
 */
export class Following {
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  private start: '$' | '0' | undefined
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
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), this.every)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private async find(): Promise<void> {
    const events = await this.commands.events()
    // Only now: if the set could not be read, it is still the first time.
    this.start ??= (await this.commands.follow(this.follower.group)) ? '$' : '0'
    const { start } = this
    this.start = '0'
    const fresh = events.filter((event) => !this.known.has(event))
    if (this.stopped) return
    for (const event of fresh) this.known.add(event)
    await Promise.all(fresh.map((event) => this.follower.found(event, start)))
  }
}
