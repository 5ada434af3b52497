import { type Bus, createBus } from '../core/index.ts'
import { createEventEndpoint } from './endpoint.ts'
import type { EventEndpoint, StreamOptions } from './options.ts'

/** One block of a stream of server-sent events. */
export interface Frame {
  readonly event: string | undefined
  readonly data: unknown
  readonly id: string | undefined
  readonly comment: string | undefined
}

/** Reads a stream of server-sent events frame by frame, and no more of it than it is asked for. */
export class Frames {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>
  private readonly decoder = new TextDecoder()
  private text = ''
  bytes = 0

  constructor(readonly response: Response) {
    this.reader = (response.body as ReadableStream<Uint8Array>).getReader()
  }

  /** The next frame; undefined at the end. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const end = this.text.indexOf('\n\n')
      if (end >= 0) {
        const block = this.text.slice(0, end)
        this.text = this.text.slice(end + 2)
        return parsed(block)
      }
      const { done, value } = await this.reader.read()
      if (done) return undefined
      this.bytes += value.byteLength
      this.text += this.decoder.decode(value, { stream: true })
    }
  }

  /** The next frames that carry data. */
  async take(count: number): Promise<Frame[]> {
    const frames: Frame[] = []
    while (frames.length < count) {
      const frame = await this.next()
      if (frame === undefined) break
      if (frame.data !== undefined) frames.push(frame)
    }
    return frames
  }

  /** The payloads of the next messages. */
  async payloads(count: number): Promise<unknown[]> {
    return (await this.take(count)).map(({ data }) => (data as { payload: unknown }).payload)
  }

  cancel(): Promise<void> {
    return this.reader.cancel()
  }
}

function parsed(block: string): Frame {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const data = field('data')
  return {
    event: field('event'),
    data: data === undefined ? undefined : JSON.parse(data),
    id: field('id'),
    comment: field(''),
  }
}

export const URL_OF_ENDPOINT = 'https://shop.example/events'

/** A message as others write it. */
export function wireMessage(
  type: string,
  payload: unknown = null,
  more: object = {},
): Record<string, unknown> {
  return {
    event_type: type,
    timestamp: '2026-11-21T10:00:00Z',
    payload,
    metadata: { version: '1.0', source: 'a test' },
    ...more,
  }
}

/** A POST of JSON. */
export function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(URL_OF_ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** A GET of the stream. */
export function get(query = '', headers: Record<string, string> = {}, signal?: AbortSignal): Request {
  return new Request(`${URL_OF_ENDPOINT}${query}`, { headers, ...(signal === undefined ? {} : { signal }) })
}

/** Status and body of an answer. */
export async function answerOf(response: Response): Promise<[number, unknown]> {
  return [response.status, await response.json()]
}

/** An endpoint that gives its bus's events away. */
export interface Streaming {
  readonly bus: Bus
  readonly endpoint: EventEndpoint
  open(query?: string, headers?: Record<string, string>): Promise<Frames>
}

export function streaming(stream: Partial<StreamOptions> = {}): Streaming {
  const bus = createBus({ onError: () => undefined })
  const endpoint = createEventEndpoint({ bus, stream: { events: '*', ...stream } })
  return {
    bus,
    endpoint,
    open: async (query, headers) => new Frames(await endpoint(get(query, headers))),
  }
}
