import { EventType, type ReservedValues } from '../../streams/index.ts'
import { isStream, type NetworkBus, type NetworkOptions, type NetworkStream } from './options.ts'

type Told =
  | typeof EventType.startRequest
  | typeof EventType.finishRequest
  | typeof EventType.failedRequest
  | typeof EventType.failedAuth
  | typeof EventType.traffic

const NAMES: Readonly<Record<Told, string>> = {
  [EventType.startRequest]: 'request_started',
  [EventType.finishRequest]: 'request_finished',
  [EventType.failedRequest]: 'request_failed',
  [EventType.failedAuth]: 'authentication_failed',
  [EventType.traffic]: 'traffic',
}

/** Where what happens is told. Whatever becomes of that, requests go on, and do not wait. */
export class Sink {
  sent = 0
  dropped = 0
  /** What is being told makes requests itself: telling of these would have no end. */
  get isTelling(): boolean {
    return this.depth > 0
  }

  private depth = 0
  private readonly stream: NetworkStream | undefined
  private readonly bus: NetworkBus | undefined
  private readonly prefix: string

  constructor({ to, prefix = 'network.' }: NetworkOptions) {
    if (isStream(to)) this.stream = to
    else this.bus = to
    this.prefix = prefix
  }

  tell<Type extends Told>(type: Type, value: ReservedValues[Type], requestId: string): void {
    this.depth++
    try {
      if (this.stream === undefined) {
        this.bus?.dispatch(`${this.prefix}${NAMES[type]}` as never, value as never)
        this.sent++
      } else {
        this.send(this.stream, type, value, requestId)
      }
    } catch {
      this.dropped++
    } finally {
      this.depth--
    }
  }

  /** An event that finds no room is given up at once: else they would pile up while they wait. */
  private send(stream: NetworkStream, type: Told, value: unknown, requestId: string): void {
    const waiting = new AbortController()
    const { signal } = waiting
    stream.send(type as never, value as never, requestId, { signal }).then(
      () => this.sent++,
      () => this.dropped++,
    )
    waiting.abort()
  }
}
