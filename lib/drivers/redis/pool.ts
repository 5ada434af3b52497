import { Retry } from './retry.ts'
import type { ConnectionSettings } from './config.ts'
import { Connection } from './connection.ts'

interface Taker {
  readonly resolve: (connection: Connection) => void
  readonly reject: (failure: Error) => void
}

/**
 * The connections for commands: at most `poolSize`, and `minIdle` of them open though nobody has taken them. Who takes
 * one has it alone until it gives it back.
 */
export class Pool {
  private readonly idle: Connection[] = []
  private readonly takers: Taker[] = []
  private readonly closing = new AbortController()
  private readonly refill = new Retry()
  /** Those that are taken, and those that are being opened. */
  private busy = 0
  private filling = false

  constructor(private readonly settings: ConnectionSettings) {}

  /** Whether somebody waits for a connection: who blocks one should make it short. */
  get crowded(): boolean {
    return this.takers.length > 0
  }

  /** @throws {RedisDownError} if it has to open one, and can't */
  async take(): Promise<Connection> {
    if (this.closing.signal.aborted) throw new Error('the driver is closed')
    const ready = this.idle.pop()
    if (ready !== undefined) {
      this.busy++
      this.fill()
      return ready
    }
    if (this.busy >= this.settings.poolSize) {
      return new Promise((resolve, reject) => this.takers.push({ resolve, reject }))
    }
    try {
      const connection = await this.dial()
      this.refill.reset()
      this.fill()
      return connection
    } catch (failure) {
      this.next()
      throw failure
    }
  }

  /** Gives one back. One that has ended goes nowhere. */
  give(connection: Connection): void {
    if (this.closing.signal.aborted) connection.close()
    const taker = connection.open ? this.takers.shift() : undefined
    if (taker !== undefined) {
      taker.resolve(connection)
      return
    }
    this.busy--
    if (connection.open && this.idle.length < this.settings.minIdle) this.keep(connection)
    else connection.close()
    this.next()
    this.fill()
  }

  /** Those taken are closed by who took them. */
  close(): void {
    this.closing.abort()
    this.refill.stop()
    for (const connection of this.idle.splice(0)) connection.close()
    for (const { reject } of this.takers.splice(0)) reject(new Error('the driver is closed'))
  }

  private async dial(): Promise<Connection> {
    this.busy++
    try {
      return await Connection.open(this.settings, this.closing.signal)
    } catch (failure) {
      this.busy--
      throw failure
    }
  }

  /** There is room for one more: whoever waits longest dials. */
  private next(): void {
    if (this.busy + this.idle.length >= this.settings.poolSize) return
    const taker = this.takers.shift()
    if (taker !== undefined) this.take().then(taker.resolve, taker.reject)
  }

  private keep(connection: Connection): void {
    this.idle.push(connection)
    connection.onEnd(() => {
      const index = this.idle.indexOf(connection)
      if (index < 0) return
      this.idle.splice(index, 1)
      this.refill.again(() => this.fill())
    })
  }

  /** Opens what is missing of the idle ones, one at a time. */
  private fill(): void {
    const { minIdle, poolSize } = this.settings
    if (this.filling || this.closing.signal.aborted) return
    if (this.idle.length >= minIdle || this.busy + this.idle.length >= poolSize) return
    this.filling = true
    void this.dial().then(
      (connection) => {
        this.filling = false
        this.refill.reset()
        this.give(connection)
      },
      () => {
        this.filling = false
        this.next()
        this.refill.again(() => this.fill())
      },
    )
  }
}
