import type { EventType } from '../../streams/index.ts'
import { isStream, type NetworkBus, type NetworkOptions, type NetworkStream } from './options.ts'
import type { Tell, Told } from './told.ts'

type Types = typeof EventType

/** What a stream calls them. The compiler knows the numbers: a page without streams need not load what names them. */
const TYPES = {
  request_started: 5 satisfies Types['startRequest'],
  request_finished: 7 satisfies Types['finishRequest'],
  request_failed: 6 satisfies Types['failedRequest'],
  authentication_failed: 4 satisfies Types['failedAuth'],
  traffic: 8 satisfies Types['traffic'],
} as const satisfies Readonly<Record<keyof Told, number>>

/** Where what happens is told. Whatever becomes of that, requests go on, and do not wait. */
export class Sink {
  sent = 0
  dropped = 0
  private readonly stream: NetworkStream | undefined
  private readonly bus: NetworkBus | undefined
  private readonly prefix: string

  constructor({ to, prefix = 'network.' }: NetworkOptions) {
    if (isStream(to)) this.stream = to
    else this.bus = to
    this.prefix = prefix
  }

  readonly tell: Tell = (name, meta, requestId) => {
    try {
      if (this.stream === undefined) {
        this.bus?.dispatch(`${this.prefix}${name}` as never, meta as never)
        this.sent++
      } else {
        this.send(this.stream, TYPES[name], meta, requestId)
      }
    } catch {
      this.dropped++
    }
  }

  /** An event that finds no room is given up at once: else they would pile up while they wait. */
  private send(stream: NetworkStream, type: number, value: unknown, requestId: string): void {
    const waiting = new AbortController()
    const { signal } = waiting
    stream.send(type as never, value as never, requestId, { signal }).then(
      () => this.sent++,
      () => this.dropped++,
    )
    waiting.abort()
  }
}
