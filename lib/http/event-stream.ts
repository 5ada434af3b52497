import type { Subscription } from '../core/index.ts'
import { encodeHttpMessage } from '../wire/index.ts'
import { eventFrame, StreamIds } from './frames.ts'
import type { EndpointOptions, StreamOptions, ToldDispatch } from './options.ts'
import { Reader, type ReaderFilter } from './reader.ts'
import { Refusal } from './refusal.ts'
import { Replay } from './replay.ts'

const DEFAULT_REPLAY = 10_000
const DEFAULT_REPLAY_BYTES = 8 * 1024 * 1024
const DEFAULT_HEARTBEAT = 15_000
const DEFAULT_MAX_READERS = 1_000
/** Of so many events it is remembered that a message could not be written, so that each is told of once. */
const MAX_TOLD = 1_000
/** Where more readers than there may be are asked to come again, in seconds. */
const RETRY_AFTER = '5'
const VERSION = '1.0'
/** The years that RFC 3339 has, 0000 to 9999, in ms since the Unix epoch. */
const FIRST_TIME = -62_167_219_200_000
const LAST_TIME = 253_402_300_799_999

/** A dispatch is not in the stream, for its message can't be written. */
export class StreamSkipError extends Error {
  override readonly name = 'StreamSkipError'

  constructor(
    /** The name of the event. */
    readonly event: string,
    cause: unknown,
  ) {
    super(
      `"${event}" is left out of the event stream: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'This is told once for each event.',
      { cause },
    )
  }
}

/** How many there were. */
export interface StreamCounts {
  readonly streamed: number
  readonly skipped: number
  readonly cut: number
}

/**
 * What a bus dispatches, for readers of server-sent events. It listens from the start, not only while somebody reads: a
 * reader that comes back has missed nothing then.
 */
export class EventStream {
  private readonly replay: Replay
  private readonly ids = new StreamIds()
  private readonly events: ReadonlySet<string> | undefined
  private readonly readers = new Set<Reader>()
  private readonly told = new Set<string>()
  private readonly tally = { streamed: 0, skipped: 0, cut: 0 }
  private readonly ownSender: string
  private readonly heartbeat: number
  private readonly maxReaders: number
  private readonly subscription: Subscription
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    stream: StreamOptions,
    private readonly endpoint: Pick<EndpointOptions, 'bus' | 'registry' | 'source'>,
    private readonly maxBytes: number,
    private readonly report: (error: unknown) => void,
  ) {
    this.replay = new Replay(stream.replay ?? DEFAULT_REPLAY, stream.replayBytes ?? DEFAULT_REPLAY_BYTES)
    this.events = stream.events === '*' ? undefined : new Set(stream.events)
    this.heartbeat = stream.heartbeat ?? DEFAULT_HEARTBEAT
    this.maxReaders = stream.maxReaders ?? DEFAULT_MAX_READERS
    this.ownSender = senderOf(endpoint.bus)
    this.subscription = endpoint.bus.onAny((payload, dispatch) => this.take(payload, dispatch), {
      name: 'event stream',
    })
  }

  /** How many read it now. */
  get readerCount(): number {
    return this.readers.size
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.replay.bytes
  }

  get counts(): StreamCounts {
    return this.tally
  }

  /**
   * Begins to answer with the stream, from where the reader has left it.
   * @throws {Refusal} 503 where there are too many readers
   */
  open(request: Request): Response {
    if (this.readers.size >= this.maxReaders)
      throw new Refusal(503, `there are ${this.readers.size} readers already`, { 'retry-after': RETRY_AFTER })
    const url = new URL(request.url)
    const { place, gap } = this.resume(lastIdOf(request, url))
    const filter: ReaderFilter = {
      events: eventsOf(url.search),
      sender: url.searchParams.get('sender') ?? undefined,
    }
    const leave = (): void => reader.end()
    const reader = new Reader(this.replay, this.ids, filter, place, gap, (cut) => {
      request.signal.removeEventListener('abort', leave)
      if (cut !== undefined) this.tally.cut++
      this.remove(reader)
    })
    this.readers.add(reader)
    this.timer ??= setInterval(() => this.beat(), this.heartbeat)
    if (request.signal.aborted) leave()
    else request.signal.addEventListener('abort', leave, { once: true })
    return new Response(reader.body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // Compressing or buffering proxies would hold messages back.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  }

  /** Ends it for all readers. */
  close(): void {
    this.subscription()
    for (const reader of this.readers) reader.end()
  }

  private take(payload: unknown, { event, id, origin }: ToldDispatch): void {
    if (this.events?.has(event) === false) return
    const sender = origin?.sender ?? this.ownSender
    let message: string
    try {
      message = encodeHttpMessage(
        {
          eventType: this.endpoint.registry?.typeOf(event) ?? event,
          timestamp: timestampOf(origin?.time),
          payload,
          metadata: {
            version: VERSION,
            source: this.endpoint.source ?? sender,
            sender,
            id: origin?.id ?? `${sender}:${id}`,
          },
        },
        { maxBytes: this.maxBytes },
      )
    } catch (cause) {
      this.skip(event, cause)
      return
    }
    this.tally.streamed++
    this.replay.add(event, sender, (place) => eventFrame('message', message, this.ids.write(place)))
    for (const reader of this.readers) reader.wake()
  }

  private skip(event: string, cause: unknown): void {
    this.tally.skipped++
    if (this.told.has(event) || this.told.size >= MAX_TOLD) return
    this.told.add(event)
    this.report(new StreamSkipError(event, cause))
  }

  /** From which place on a reader gets messages, and what it has missed. */
  private resume(lastId: string | undefined): { place: number; gap: string | undefined } {
    const { first, last } = this.replay
    if (lastId === undefined) return { place: last, gap: undefined }
    const place = this.ids.read(lastId)
    // The newest messages are sent all the same.
    const { middle } = this.replay
    if (place === undefined || place > last)
      return { place: middle, gap: 'the id is of another server, or of a time before a restart' }
    if (place < first - 1) return { place: middle, gap: `${middle - place} messages are missing` }
    return { place, gap: undefined }
  }

  private beat(): void {
    for (const reader of this.readers) reader.beat(this.heartbeat)
  }

  private remove(reader: Reader): void {
    this.readers.delete(reader)
    if (this.readers.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}

/** Where the sender's clock is off by millennia, it is now: that must not keep the message from anybody. */
function timestampOf(time: number | undefined): string {
  const written = time !== undefined && time >= FIRST_TIME && time <= LAST_TIME
  return new Date(written ? time : Date.now()).toISOString()
}

/** A driver sends with its own id; what the stream says of a dispatch is the same, so that nobody takes it for two. */
function senderOf(bus: EndpointOptions['bus']): string {
  const { driver } = bus as { driver?: { sender?: unknown } | undefined }
  return typeof driver?.sender === 'string' ? driver.sender : crypto.randomUUID()
}

/** The header is what a browser that connects again has read last; the URL is what it was at first. */
function lastIdOf({ headers }: Request, url: URL): string | undefined {
  return headers.get('last-event-id') || url.searchParams.get('last-event-id') || undefined
}

/** `events=a,b`: a comma in a name is `%2C`, so it is read before anything is decoded. */
function eventsOf(search: string): ReadonlySet<string> | undefined {
  const names = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter.startsWith('events='))
    .flatMap((parameter) => parameter.slice('events='.length).split(','))
    .filter((name) => name !== '')
    .map(decoded)
  return names.length === 0 || names.includes('*') ? undefined : new Set(names)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new Refusal(400, '`events` must be names, each encoded as encodeURIComponent does')
  }
}
