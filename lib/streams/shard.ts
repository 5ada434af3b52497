import { EventError, type ListenerInfo, type Source, type StartedDispatch } from '../core/index.ts'
import { StreamClosedError, StreamOverloadedError } from './errors.ts'
import { Fifo, type Place } from './fifo.ts'
import { pageTurn } from './page-turn.ts'
import type { Processor } from './processor.ts'
import type { StreamEvent } from './stream-event.ts'
import type { StreamQueue } from './types.ts'

/** How many sends may wait for room in one shard. A loop that sends and never awaits would fill the memory. */
const MAX_WAITING_SENDS = 100_000

/** After so many ms in one go, the page gets a turn: it must be able to draw while a full queue is worked off. */
const MAX_SLICE = 8

/** What a shard dispatches when it shuts its processor down. */
const SHUTDOWN = 'stream.shutdown'

/** What a shard knows of its stream. */
export interface ShardOptions {
  readonly source: Source
  readonly capacity: number
  readonly makeProcessor: (shard: Shard) => Processor<never>
}

/** It has its place in the queue. */
interface Accepted {
  readonly event: StreamEvent
  /** Undefined while observers are told of it. */
  dispatch: StartedDispatch | undefined
}

/** A send that waits for room. */
interface WaitingSend {
  readonly event: StreamEvent
  readonly cause: ReturnType<Source['cause']>
  readonly signal: AbortSignal | undefined
  readonly giveUp: () => void
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** Shared by all sends that find room: most do. */
const ACCEPTED: Promise<void> = Promise.resolve()

/** A queue and the one processor that works it off. */
export class Shard {
  private readonly queue = new Fifo<Accepted>()
  private readonly waiting = new Fifo<WaitingSend>()
  private readonly listener: ListenerInfo
  private processor: Processor<never> | undefined
  /** What the run is for that starts now; undefined where it is the shutdown. */
  private event: StreamEvent | undefined
  private isBusy = false
  private stopped: StreamClosedError | undefined
  private onIdle: (() => void) | undefined

  constructor(
    readonly name: string,
    private readonly options: ShardOptions,
  ) {
    this.listener = options.source.register('*', () => this.work(), { name })
  }

  /** How much there is to do. */
  get load(): number {
    return this.queue.size + this.waiting.size + (this.isBusy ? 1 : 0)
  }

  describe(): StreamQueue {
    const { capacity } = this.options
    return { name: this.name, depth: this.queue.size, capacity, waiting: this.waiting.size }
  }

  send(event: StreamEvent, signal: AbortSignal | undefined): Promise<void> {
    if (this.queue.size < this.options.capacity) {
      this.accept(event, undefined)
      return ACCEPTED
    }
    if (this.waiting.size >= MAX_WAITING_SENDS) {
      const { name } = this.options.source
      return Promise.reject(new StreamOverloadedError(name, this.name, MAX_WAITING_SENDS))
    }
    return this.waitForRoom(event, signal)
  }

  /** Something of the shard has failed that is no event's. */
  report(what: string, cause: unknown): void {
    const dispatch = this.options.source.start(what, undefined)
    dispatch.drop(new EventError(what, this.name, dispatch.handle.id, cause))
  }

  /** Loses all that waits; what is being processed is not touched. */
  stop(reason: StreamClosedError): void {
    for (let send = this.waiting.shift(); send !== undefined; send = this.waiting.shift()) {
      send.signal?.removeEventListener('abort', send.giveUp)
      send.reject(reason)
    }
    this.stopped = reason
    for (let left = this.queue.size; left > 0; left--) {
      const next = this.queue.shift()
      if (next?.dispatch !== undefined) this.lose(next.dispatch, reason)
      else if (next !== undefined) this.queue.push(next)
    }
  }

  /** Waits for what was sent, and shuts the processor down. Nothing must be sent any more. */
  async close(): Promise<void> {
    if (this.isBusy) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve
      })
    }
    const { source } = this.options
    if (this.processor !== undefined) await source.start(SHUTDOWN, undefined).run(this.listener, false)
    source.unregister(this.listener)
  }

  private waitForRoom(event: StreamEvent, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.waiting.remove(place)
        reject(signal?.reason)
      }
      const cause = this.options.source.cause()
      const place: Place<WaitingSend> = this.waiting.push({ event, cause, signal, giveUp, resolve, reject })
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  private accept(event: StreamEvent, cause: WaitingSend['cause'] | undefined): void {
    const { isBusy } = this
    const next: Accepted = { event, dispatch: undefined }
    // It has its place before observers are told: they may send, too, or close the stream.
    this.isBusy = true
    this.queue.push(next)
    next.dispatch = this.options.source.start(event.name, event.value, cause)
    if (!isBusy) queueMicrotask(() => void this.workOff())
  }

  private async workOff(): Promise<void> {
    let began: number | undefined
    for (let next = this.take(); next !== undefined; next = this.take()) {
      const pending = this.process(next)
      if (pending !== undefined) await pending
      if (this.queue.size === 0) continue
      began ??= performance.now()
      if (performance.now() - began < MAX_SLICE) continue
      await pageTurn()
      began = undefined
    }
    this.isBusy = false
    this.onIdle?.()
  }

  /** Undefined where there is nothing to wait for. */
  private process({ event, dispatch }: Accepted): Promise<void> | undefined {
    if (dispatch === undefined) return undefined
    if (this.stopped !== undefined) {
      this.lose(dispatch, this.stopped)
      return undefined
    }
    this.event = event
    const pending = dispatch.run(this.listener)
    // An observer may have had it passed over.
    this.event = undefined
    return pending
  }

  private lose(dispatch: StartedDispatch, reason: StreamClosedError): void {
    const { event, id } = dispatch.handle
    dispatch.drop(new EventError(event, this.name, id, reason))
  }

  /** The next event. Its place goes to whoever has waited longest. */
  private take(): Accepted | undefined {
    const next = this.queue.shift()
    const send = next === undefined ? undefined : this.waiting.shift()
    if (send !== undefined) {
      send.signal?.removeEventListener('abort', send.giveUp)
      this.accept(send.event, send.cause)
      send.resolve()
    }
    return next
  }

  /** The listener. */
  private work(): unknown {
    const { event } = this
    if (event === undefined) return this.processor?.shutdown()
    this.processor ??= this.options.makeProcessor(this)
    return this.processor.process(event as never)
  }
}
