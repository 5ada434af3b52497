import { Retry } from './retry.ts'
import type { Connection } from './connection.ts'
import { RedisDownError, reasonOf } from './errors.ts'

/** How many commands wait for the first connection at most. */
const MAX_EARLY = 10_000

/** What a lane tells its owner. */
export interface LaneEvents {
  /** There is a connection, a first one or a new one. What waited for the first one has gone out. */
  up(connection: Connection): void
  /** There is none, or no longer; it is sought. */
  down(reason: string): void
}

/**
 * One connection at a time, sought again and again when it is lost. What is run on it keeps its order. While the first
 * one is sought, commands wait; once a connection was lost or could not be had, they fail at once.
 */
export class Lane {
  private connection: Connection | undefined
  private early: ((failure?: Error) => void)[] | undefined = []
  private failure: Error | undefined
  private closed = false
  private readonly backoff = new Retry()

  constructor(
    private readonly source: {
      take(): Promise<Connection>
      give(connection: Connection): void
    },
    private readonly events: LaneEvents,
  ) {}

  start(): void {
    void this.seek()
  }

  /** The connection; undefined while there is none. */
  get current(): Connection | undefined {
    return this.connection
  }

  /**
   * Gives a command its turn.
   * @throws {RedisDownError} if there is no connection
   */
  run<Reply>(command: (connection: Connection) => Promise<Reply>): Promise<Reply> {
    if (this.connection !== undefined) return command(this.connection)
    const { early } = this
    if (early === undefined || this.closed) throw this.failure ?? new Error('the driver is closed')
    if (early.length >= MAX_EARLY) {
      throw new Error(`${MAX_EARLY} commands wait for the first connection to Redis already`)
    }
    return new Promise((resolve, reject) => {
      early.push((failure) => {
        if (failure !== undefined || this.connection === undefined) reject(failure ?? this.failure)
        else command(this.connection).then(resolve, reject)
      })
    })
  }

  close(): void {
    this.closed = true
    this.backoff.stop()
    this.flush(new Error('the driver was closed before there was a connection to Redis'))
    this.connection?.close()
  }

  private async seek(): Promise<void> {
    try {
      this.use(await this.source.take())
    } catch (failure) {
      this.lose(failure instanceof Error ? failure : new Error(reasonOf(failure)))
    }
  }

  private use(connection: Connection): void {
    if (this.closed) connection.close()
    this.connection = connection
    this.backoff.reset()
    connection.onEnd((reason) => {
      this.connection = undefined
      this.source.give(connection)
      this.lose(new RedisDownError(connection.where, reason))
    })
    if (!connection.open) return
    // Those that came first go first, also before what is dispatched by who hears of the connection.
    this.flush(undefined)
    this.events.up(connection)
  }

  private lose(failure: Error): void {
    this.failure = failure
    this.flush(failure)
    if (this.closed) return
    this.events.down(failure.message)
    this.backoff.again(() => void this.seek())
  }

  private flush(failure: Error | undefined): void {
    const { early } = this
    this.early = undefined
    for (const turn of early ?? []) turn(failure)
  }
}
