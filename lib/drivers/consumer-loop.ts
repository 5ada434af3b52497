import type { Consumed, Consumer, Listener } from '../core/index.ts'

/** Thrown into the dispatch of an event that more are waiting before it than the consumer has room for. */
export class ConsumerOverflowError extends Error {
  override readonly name = 'ConsumerOverflowError'

  constructor(capacity: number) {
    super(
      `${capacity} events wait for the loop already. Make it faster, give it a larger \`capacity\`, or share its work ` +
        'through a `queue`.',
    )
  }
}

/** Why an event of a queue that a consumer had when it stopped has failed. */
export class ConsumerStoppedError extends Error {
  override readonly name = 'ConsumerStoppedError'

  constructor() {
    super(
      'its consumer has stopped. What was in its hand counts as failed, unless it was acknowledged with `ack()`.',
    )
  }
}

/** One event on its way through a loop: the promise of its run is pending until it was handled. */
interface Waiting {
  readonly item: Consumed
  /** Ends its run; a second call does nothing. */
  readonly settle: (failure?: { readonly cause: unknown }) => void
}

/** A loop that asked for an event before there was one. */
interface Ask {
  readonly held: Waiting[]
  readonly answer: (result: IteratorResult<Consumed>) => void
}

const DONE: IteratorResult<Consumed> = { done: true, value: undefined }

/** Where listeners put the events of a consumer in, and its loops take them out. */
export class Intake {
  private readonly waiting: Waiting[] = []
  private readonly asking: Ask[] = []
  private readonly stops: (() => void)[] = []
  private stopped = false

  constructor(
    readonly capacity: number,
    /** Whether what was not handled is delivered again to somebody, if it has failed here. */
    private readonly redelivers: boolean,
  ) {}

  /** Its run lasts until a loop has handled the event. */
  readonly listener: Listener<never> = (payload, dispatch) => {
    if (this.stopped) return this.left()
    if (this.waiting.length >= this.capacity) throw new ConsumerOverflowError(this.capacity)
    return new Promise<void>((resolve, reject) => {
      const settle: Waiting['settle'] = (failure) =>
        failure === undefined ? resolve() : reject(failure.cause)
      const { event, id, origin } = dispatch
      const item: Consumed = {
        event,
        payload,
        id,
        origin,
        ack: () => settle(),
        fail: (cause) => settle({ cause }),
      }
      const ask = this.asking.shift()
      if (ask === undefined) this.waiting.push({ item, settle })
      else ask.answer(hand({ item, settle }, ask.held))
    })
  }

  /** Of what a stopped consumer gives up; undefined where nobody would deliver it again. */
  get failure(): { readonly cause: unknown } | undefined {
    return this.redelivers ? { cause: new ConsumerStoppedError() } : undefined
  }

  /** Called once, when it stops; at once where it has. */
  onStop(stop: () => void): void {
    if (this.stopped) stop()
    else this.stops.push(stop)
  }

  /** The next event, put into the hand of who asks. */
  take(held: Waiting[]): Promise<IteratorResult<Consumed>> {
    const entry = this.waiting.shift()
    if (entry !== undefined) return Promise.resolve(hand(entry, held))
    if (this.stopped) return Promise.resolve(DONE)
    return new Promise((answer) => this.asking.push({ held, answer }))
  }

  stop(): void {
    if (this.stopped) return
    this.stopped = true
    for (const stop of this.stops.splice(0)) stop()
    for (const { settle } of this.waiting.splice(0)) settle(this.failure)
    for (const { answer } of this.asking.splice(0)) answer(DONE)
  }

  /** A dispatch has reached the listener that had begun before it was removed. */
  private left(): void {
    const { failure } = this
    if (failure !== undefined) throw failure.cause
  }
}

/** One loop over the events of an intake. */
export class ConsumerLoop implements Consumer {
  /** More than one only where `next()` was called again before the one before had an answer. */
  private readonly held: Waiting[] = []
  private entered = false

  constructor(private readonly intake: Intake) {}

  next(): Promise<IteratorResult<Consumed>> {
    // Asking for the next one says that the one before was handled.
    this.release(undefined)
    return this.intake.take(this.held)
  }

  return(): Promise<IteratorResult<Consumed>> {
    this.intake.stop()
    this.release(this.intake.failure)
    return Promise.resolve(DONE)
  }

  /** The second loop over a consumer, and each after it, has in hand what it took itself. */
  [Symbol.asyncIterator](): this {
    if (this.entered) return new ConsumerLoop(this.intake) as this
    this.entered = true
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  private release(failure: { readonly cause: unknown } | undefined): void {
    for (const { settle } of this.held.splice(0)) settle(failure)
  }
}

function hand(entry: Waiting, held: Waiting[]): IteratorResult<Consumed> {
  held.push(entry)
  return { done: false, value: entry.item }
}
