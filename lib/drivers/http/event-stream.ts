import { failureText } from './answer.ts'
import type { Backoff } from '../backoff.ts'
import type { Connect, Connection, ConnectionListener } from './connection.ts'
import { Retries } from './retries.ts'

/** A connection that lasted for so long, in ms, was a good one: the next failure is a first one. */
const GOOD_AFTER = 5_000
/**
 * What is wanted no more is still sent for so long, in ms: a listener that comes back costs no new connection. And a
 * connection whose successor has opened is read for so long: what the server sent on it before may still be on its way.
 */
const LINGER = 1_000

/** What a stream asks of its driver, and tells it. */
export interface EventStreamHost {
  /** The events that are wanted now. */
  names(): Iterable<string>
  /** Where to get them, from after the message of that id on. */
  url(lastId: string | undefined): string
  opened(): void
  /** It is going to connect again. */
  lost(reason: string): void
  /** Nothing is wanted any more. */
  idle(): void
  message(data: string | undefined): void
  /** Messages were missed. */
  gap(reason: string): void
  /** The server has ended the connection for it was read too slowly. */
  cut(): void
}

export interface EventStreamLimits {
  /** How long opening may take, in ms. */
  readonly timeout: number
  /** After how long without a byte it is lost, in ms; undefined where bytes can't be seen. */
  readonly silence: number | undefined
  readonly backoff: Partial<Backoff> | undefined
}

/** The messages of a server, for as long as any are wanted: connects again when it is lost, where it was. */
export class EventStream {
  private readonly retries: Retries
  private connection: Connection | undefined
  /** The events that the connection was opened for. */
  private carried: ReadonlySet<string> = new Set()
  private lastId: string | undefined
  /** When it opened; undefined while it is not. */
  private openSince: number | undefined
  /** The connection before, which still carries what it was opened for. */
  private previous: Connection | undefined
  /** Which connection this is: the first, the second, … */
  private turn = 0
  /** An open connection was lost, and there is no telling since when. */
  private blind = false
  private changing = false
  private stopped = false
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private watchdog: ReturnType<typeof setTimeout> | undefined
  private handover: ReturnType<typeof setTimeout> | undefined
  private lingering: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly connect: Connect,
    private readonly host: EventStreamHost,
    private readonly limits: EventStreamLimits,
  ) {
    this.retries = new Retries(limits.backoff)
  }

  /** What is wanted has changed, and may change more before this task is over. */
  change(): void {
    if (this.changing) return
    this.changing = true
    queueMicrotask(() => {
      this.changing = false
      this.adjust()
    })
  }

  /** Does not wait any longer before it connects again. */
  hurry(): void {
    if (this.retryTimer !== undefined) this.open()
  }

  stop(): void {
    this.stopped = true
    this.disconnect()
  }

  private adjust(): void {
    if (this.stopped) return
    const names = new Set(this.host.names())
    if (names.size === 0) return this.rest()
    // Where it waits to connect again, it then does for what is wanted then.
    if (this.retryTimer !== undefined) return
    if (this.connection === undefined) return this.open()
    clearTimeout(this.lingering)
    this.lingering = undefined
    if ([...names].some((name) => !this.carried.has(name))) this.open()
    else if (names.size < this.carried.size) this.lingering = setTimeout(() => this.open(), LINGER)
  }

  /** What is sent until something is wanted again is not missed. */
  private rest(): void {
    if (this.connection === undefined && this.retryTimer === undefined) return
    this.disconnect()
    this.lastId = undefined
    this.blind = false
    this.host.idle()
  }

  /**
   * Connects, for what is wanted now. A connection that is open stays until the new one has taken over: to go on after the
   * last message would bring what is newly wanted from back then, too.
   */
  private open(): void {
    const previous = this.isOpen ? this.connection : this.previous
    const lastId = previous === undefined ? this.lastId : undefined
    if (this.isOpen) this.connection = undefined
    else this.previous = undefined
    this.disconnect()
    this.previous = previous
    this.carried = new Set(this.host.names())
    this.watch(this.limits.timeout, 'the event stream did not open in time')
    try {
      this.connection = this.connect(this.host.url(lastId), this.listen())
    } catch (failure) {
      this.lost(failureText(failure))
    }
  }

  private listen(): ConnectionListener {
    const turn = ++this.turn
    return {
      open: () => this.opened(),
      event: (type, data, id) => this.take(type, data, id, turn),
      alive: (id, retry) => {
        this.lastId = id ?? this.lastId
        if (retry !== undefined) this.retries.startFrom(retry)
        if (turn === this.turn) this.heard()
      },
      lost: (reason) => this.ended(reason, turn),
    }
  }

  private opened(): void {
    this.openSince = performance.now()
    this.heard()
    if (this.previous !== undefined) this.handover = setTimeout(() => this.dropPrevious(), LINGER)
    this.host.opened()
    if (!this.blind) return
    this.blind = false
    this.host.gap('the stream was lost before its first message: the server can not tell what came since')
  }

  private take(type: string, data: string | undefined, id: string | undefined, turn: number): void {
    if (type === 'gap') {
      // The id asked for is good for nothing any more.
      this.lastId = id
      this.blind = false
      this.host.gap(reasonOf(data))
      return
    }
    this.lastId = id ?? this.lastId
    if (type === 'message') this.host.message(data)
    else if (type === 'cut') {
      this.host.cut()
      this.ended(`the server ended the event stream: ${reasonOf(data)}`, turn)
    }
  }

  private ended(reason: string, turn: number): void {
    // The one before is not needed any more once the new one is open.
    if (turn !== this.turn && this.isOpen) this.dropPrevious()
    else this.lost(reason)
  }

  private lost(reason: string): void {
    if (this.lastId === undefined && (this.isOpen || this.previous !== undefined)) this.blind = true
    const good = this.openSince !== undefined && performance.now() - this.openSince >= GOOD_AFTER
    this.disconnect()
    if (good) this.retries.reset()
    this.retryTimer = setTimeout(() => this.open(), this.retries.next())
    this.host.lost(reason)
  }

  private heard(): void {
    const { silence } = this.limits
    clearTimeout(this.watchdog)
    if (silence !== undefined) this.watch(silence, `nothing came for ${silence} ms, not even a heartbeat`)
  }

  private watch(ms: number, reason: string): void {
    clearTimeout(this.watchdog)
    this.watchdog = setTimeout(() => this.lost(reason), ms)
  }

  private get isOpen(): boolean {
    return this.openSince !== undefined
  }

  private dropPrevious(): void {
    clearTimeout(this.handover)
    this.previous?.close()
    this.previous = undefined
  }

  private disconnect(): void {
    this.dropPrevious()
    this.connection?.close()
    this.connection = undefined
    this.openSince = undefined
    clearTimeout(this.retryTimer)
    clearTimeout(this.watchdog)
    clearTimeout(this.lingering)
    this.retryTimer = undefined
    this.lingering = undefined
  }
}

function reasonOf(data: string | undefined): string {
  try {
    const { reason } = JSON.parse(data ?? '') as { reason?: unknown }
    if (typeof reason === 'string' && reason !== '') return reason
  } catch {
    // What it says is not known, that it says so is.
  }
  return 'the server does not say why'
}
