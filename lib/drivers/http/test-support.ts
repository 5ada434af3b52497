import { vi } from 'vitest'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SseParser } from './sse-parser.ts'
import {
  type Bus,
  createBus,
  type DispatchContext,
  type Driver,
  type DriverChange,
} from '../../core/index.ts'

/** A message as it is written. */
export interface WireMessage {
  event_type: string
  timestamp: string
  payload: unknown
  metadata: Record<string, string>
}

export interface Reply {
  status: number
  body?: unknown
  type?: string
}

interface Reader {
  readonly response: ServerResponse
  readonly query: URLSearchParams
  /** The raw `events=`. */
  readonly events: string
}

/** As much of an endpoint as the driver needs, and as ill-behaved as a test wants it. */
export class TestServer {
  /** The bodies of the requests. */
  readonly posts: WireMessage[][] = []
  readonly postHeaders: IncomingMessage['headers'][] = []
  /** The queries of all streams there were. */
  readonly streams: { query: URLSearchParams; events: string; headers: IncomingMessage['headers'] }[] = []
  readonly readers = new Set<Reader>()
  /** Requests whose answer nobody waited for. */
  abandoned = 0
  /** The connections that are open. */
  sockets = 0
  /** What a post is answered. */
  onPost: (messages: WireMessage[]) => Reply | Promise<Reply> = () => ({
    status: 200,
    body: { status: 'success' },
  })
  /** What a stream is answered instead of one. */
  onStream: (() => Reply | Promise<Reply> | undefined) | undefined
  private epoch = 1
  private readonly log: { id: number; message: WireMessage }[] = []
  private server: Server | undefined
  port = 0

  static async start(): Promise<TestServer> {
    const server = new TestServer()
    await server.listen()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/events`
  }

  /** What was posted, in order. */
  get messages(): WireMessage[] {
    return this.posts.flat()
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response))
    server.on('connection', (socket) => {
      this.sockets++
      socket.on('close', () => this.sockets--)
    })
    await new Promise<void>((resolve) => {
      server.listen(this.port, '127.0.0.1', resolve)
    })
    this.port = (server.address() as AddressInfo).port
    this.server = server
  }

  /** Ends all connections, and accepts none. */
  async stop(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (server === undefined) return
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  }

  /** Has forgotten everything. */
  forget(): void {
    this.epoch++
    this.log.length = 0
  }

  /** Somebody else dispatches. */
  emit(event: string, payload: unknown, metadata: Record<string, string> = {}): void {
    const id = this.log.length + 1
    const message = {
      event_type: event,
      timestamp: '2026-11-21T10:00:00.000Z',
      payload,
      metadata: { version: '1.0', source: 'test', sender: 'server', id: `server:${id}`, ...metadata },
    }
    this.log.push({ id, message })
    for (const reader of this.readers) this.deliver(reader, id, message)
  }

  /** Writes to each reader, whatever it is. */
  write(text: string): void {
    for (const { response } of this.readers) response.write(text)
  }

  private deliver({ response, query, events }: Reader, id: number, message: WireMessage): void {
    const names = events.split(',').map(decodeURIComponent)
    if (events !== '*' && !names.includes(message.event_type)) return
    if (query.get('sender') === message.metadata['sender']) return
    response.write(`id: ${this.epoch}-${id}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`)
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url)
    response.on('close', () => (this.abandoned += response.writableEnded ? 0 : 1))
    const reply = request.method === 'POST' ? await this.post(request) : await this.onStream?.()
    if (reply === undefined) this.stream(url, request, response)
    else {
      response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' })
      response.end(JSON.stringify(reply.body ?? {}))
    }
  }

  private async post(request: IncomingMessage): Promise<Reply> {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const body = JSON.parse(text) as WireMessage | WireMessage[]
    const messages = Array.isArray(body) ? body : [body]
    this.posts.push(messages)
    this.postHeaders.push(request.headers)
    return this.onPost(messages)
  }

  private stream(
    { searchParams: query, search }: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const events = /[?&]events=([^&]*)/.exec(search)?.[1] ?? '*'
    const reader = { response, query, events }
    this.streams.push({ query, events, headers: request.headers })
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    const [epoch, place] = (query.get('last-event-id') ?? '').split('-').map(Number)
    response.write(`: heartbeat\nid: ${this.epoch}-${this.log.length}\n\n`)
    if (epoch === this.epoch) {
      for (const { id, message } of this.log) if (id > (place ?? 0)) this.deliver(reader, id, message)
    } else if (query.has('last-event-id')) {
      response.write(`event: gap\nid: ${this.epoch}-${this.log.length}\ndata: {"reason":"started anew"}\n\n`)
    }
    this.readers.add(reader)
    response.on('close', () => this.readers.delete(reader))
  }
}

/** A bus on a driver, and what has come to it. */
export interface Heard {
  readonly bus: Bus
  readonly payloads: unknown[]
  readonly contexts: DispatchContext[]
  readonly states: DriverChange[]
}

/** Listens to events on a bus of its own. */
export function listen(driver: Driver, ...names: string[]): Heard {
  const states: DriverChange[] = []
  driver.onState((change) => states.push(change))
  const bus = createBus({ driver, onError: () => undefined })
  const payloads: unknown[] = []
  const contexts: DispatchContext[] = []
  for (const name of names) {
    bus.on(name, (payload, context) => {
      payloads.push(payload)
      contexts.push(context)
    })
  }
  return { bus, payloads, contexts, states }
}

/** An `EventSource` for Node, as far as the driver uses it; it does not connect again by itself. */
export class NodeEventSource extends EventTarget {
  private readonly controller = new AbortController()

  constructor(url: string) {
    super()
    void this.read(url)
  }

  close(): void {
    this.controller.abort()
  }

  private async read(url: string): Promise<void> {
    const { signal } = this.controller
    try {
      const { body, status } = await fetch(url, { signal })
      if (status !== 200 || body === null) throw new Error(String(status))
      this.dispatchEvent(new Event('open'))
      const parser = new SseParser(Infinity)
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        for (const { type, data = '', id = '' } of parser.push(chunk))
          if (!signal.aborted) this.dispatchEvent(new MessageEvent(type, { data, lastEventId: id }))
      }
    } catch {
      // What it was, an EventSource does not tell.
    }
    if (!signal.aborted) this.dispatchEvent(new Event('error'))
  }
}

/** Waits for a condition: until its expectations hold. */
export function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { interval: 5, timeout: 10_000 })
}

/** A promise to be kept later. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((keep) => {
    resolve = keep
  })
  return { promise, resolve }
}
