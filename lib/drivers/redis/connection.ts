import { createClient, type RedisClientType } from 'redis'
import type { ConnectionSettings } from './config.ts'
import { RedisDownError, reasonOf } from './errors.ts'

/** A connection that nobody uses is asked whether it lives every `readTimeout`, but no more often than this (ms). */
const MIN_PING = 100

/**
 * A late timer may only mean that this process was busy: Redis' answer may be there and not read yet. So it gets this
 * long (ms) once more.
 */
const SECOND_LOOK = 100

/** How many commands may wait for their answer. One more fails. */
const MAX_WAITING = 250_000

/** The client of the `redis` package. */
export type Client = RedisClientType

/**
 * One connection, from its opening to its end: it is not opened again. What waits for an answer when it ends fails. Its
 * end is told once, also where it was closed from here.
 */
export class Connection {
  readonly where: string
  private readonly abort = new AbortController()
  private readonly client: Client
  private readonly silence: number
  private readonly endings = new Set<(reason: string) => void>()
  private ended: string | undefined
  private waiting = 0
  /** How long the command that waits is allowed to keep silent, on purpose. */
  private patience = 0
  private heard = 0
  private overdue = false
  private watchdog: ReturnType<typeof setTimeout> | undefined
  private readonly heartbeat: ReturnType<typeof setInterval>

  private constructor(settings: ConnectionSettings) {
    const { address, readTimeout, writeTimeout } = settings
    this.where = `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
    this.silence = readTimeout + writeTimeout
    this.client = makeClient(settings, this.abort.signal)
    // `terminated` comes before what waits is told, so that it is known already why.
    this.client.on('terminated', (cause) => this.end(reasonOf(cause)))
    this.client.on('error', (error) => this.end(reasonOf(error)))
    this.heartbeat = setInterval(() => this.ping(), Math.max(readTimeout, MIN_PING))
    this.heartbeat.unref()
  }

  /** @throws {RedisDownError} unless it is ready in time */
  static async open(settings: ConnectionSettings, signal: AbortSignal): Promise<Connection> {
    const connection = new Connection(settings)
    const stop = (): void => connection.close()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await connection.ready(settings)
      return connection
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  get open(): boolean {
    return this.ended === undefined
  }

  /** Tells when it has ended; at once if it has. */
  onEnd(listener: (reason: string) => void): void {
    if (this.ended === undefined) this.endings.add(listener)
    else listener(this.ended)
  }

  /**
   * Runs a command. The connection ends if there is no answer in time; `patience` is how long the command itself
   * may block, in ms.
   * @throws {RedisDownError} if the connection has ended, or ends before the answer
   */
  run<Reply>(command: (client: Client) => Promise<Reply>, patience = 0): Promise<Reply> {
    if (this.ended !== undefined) throw new RedisDownError(this.where, this.ended)
    if (this.waiting >= MAX_WAITING) {
      throw new Error(`${MAX_WAITING} commands wait for an answer of Redis at ${this.where} already`)
    }
    return this.follow(command(this.client), patience)
  }

  /** Ends it: it did not do what was asked of it. */
  fail(failure: unknown): void {
    this.end(reasonOf(failure))
  }

  /** Closes it now, whatever waits. Idempotent. */
  close(): void {
    this.end('closed')
  }

  private async ready({ dialTimeout }: ConnectionSettings): Promise<void> {
    // The client itself bounds the dialling only, not the first commands.
    const limit = dialTimeout + this.silence
    const timer = setTimeout(() => this.end(`no answer within ${limit} ms of dialling`), limit)
    try {
      await this.client.connect()
      if (this.ended !== undefined) throw new Error(this.ended)
    } catch (failure) {
      this.end(reasonOf(failure))
      throw new RedisDownError(this.where, this.ended ?? '', { cause: failure })
    } finally {
      clearTimeout(timer)
    }
  }

  private async follow<Reply>(reply: Promise<Reply>, patience: number): Promise<Reply> {
    if (this.waiting === 0) this.heard = performance.now()
    this.waiting++
    this.patience = patience
    this.watch(this.silence + patience)
    try {
      return await reply
    } catch (failure) {
      if (this.ended === undefined) throw failure
      throw new RedisDownError(this.where, this.ended, { cause: failure })
    } finally {
      this.waiting--
      this.heard = performance.now()
      this.overdue = false
    }
  }

  private watch(delay: number): void {
    this.watchdog ??= setTimeout(() => this.look(), delay)
  }

  private look(): void {
    this.watchdog = undefined
    if (this.ended !== undefined || this.waiting === 0) return
    const limit = this.silence + this.patience
    const left = limit - (performance.now() - this.heard)
    if (left > 0) this.watch(left)
    else if (this.overdue) this.end(`no answer for ${limit} ms`)
    else {
      this.overdue = true
      this.watch(SECOND_LOOK)
    }
  }

  private ping(): void {
    if (this.waiting > 0 || this.ended !== undefined || !this.client.isReady) return
    this.run((client) => client.ping()).catch((failure) => this.fail(failure))
  }

  private end(reason: string): void {
    if (this.ended !== undefined) return
    this.ended = reason
    clearTimeout(this.watchdog)
    clearInterval(this.heartbeat)
    this.client.destroy()
    // A socket that is still connecting is none of the client's yet.
    this.abort.abort()
    for (const listener of this.endings) listener(reason)
    this.endings.clear()
  }
}

function makeClient(settings: ConnectionSettings, signal: AbortSignal): Client {
  const { address, password, database, tls, dialTimeout } = settings
  const shared = {
    host: address.host,
    port: address.port,
    signal,
    connectTimeout: dialTimeout,
    reconnectStrategy: false as const,
  }
  return createClient({
    socket:
      tls === undefined ? { ...shared, tls: false as const } : { ...tls, ...shared, tls: true as const },
    name: 'eventscope',
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(password === undefined ? {} : { password }),
    database,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // Timeouts are kept here, one timer for a connection instead of one for each command.
    commandOptions: { timeout: 0 },
  })
}
