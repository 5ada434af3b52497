import { MessageChannel as NodeChannel } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { observeChannel } from 'eventscope/adapters/broadcast-channel'
import { observeEventSource } from 'eventscope/adapters/event-source'
import { observePort } from 'eventscope/adapters/message-port'
import { observeWebSocket, observeWebSockets } from 'eventscope/adapters/websocket'
import { task, told } from '../dom/test-support.ts'

const closing: { close(): void }[] = []

afterEach(() => {
  for (const one of closing.splice(0)) one.close()
})

/** A socket, without a server. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1
  readonly sent: unknown[] = []
  #onmessage: EventListener | null = null

  constructor(
    readonly url: string,
    readonly protocols?: string,
  ) {
    super()
    EventTarget.prototype.addEventListener.call(this, 'message', (event) => this.#onmessage?.(event))
  }
  get onmessage(): EventListener | null {
    return this.#onmessage
  }
  set onmessage(handler: EventListener | null) {
    this.#onmessage = handler
  }
  send(data: unknown): void {
    if (data === 'refused') throw new Error('not open')
    this.sent.push(data)
  }
  close(): void {
    this.tell(Object.assign(new Event('close'), { code: 1000, reason: 'done' }))
  }
  /** As platforms do, not by the method of the object. */
  tell(event: Event): void {
    EventTarget.prototype.dispatchEvent.call(this, event)
  }
}

it('what a channel sends and gets is told of, of bytes how many there are', async () => {
  const [here, there] = [new BroadcastChannel('cart'), new BroadcastChannel('cart')]
  closing.push(there)
  const observation = observeChannel(here)
  const { lines, payloads, open } = told(observation)
  const heard = vi.fn<(event: MessageEvent) => void>()
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is what is tested
  here.onmessage = heard
  here.addEventListener('message', function count() {})
  here.postMessage({ sku: 'A1' })
  here.postMessage(new Uint16Array(4))
  there.postMessage('hello')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  await task()
  expect([lines.slice(0, 3), lines.slice(3).sort()]).toEqual([
    ['postMessage', 'postMessage', 'message'],
    ['message > count', `message > ${heard.name}`].sort(),
  ])
  expect(payloads).toEqual([{ sku: 'A1' }, { binary: 'Uint16Array', bytes: 8 }, 'hello'])
  expect([observation.name, open()]).toEqual(['cart', 0])
  here.close()
  expect(lines.at(-1)).toBe('close')
})

it('a port is started by the page alone', async () => {
  const { port1, port2 } = new NodeChannel()
  closing.push(port1)
  const observation = observePort(port1, { name: 'search' })
  const { lines } = told(observation)
  port2.postMessage('kept')
  await task()
  expect(lines).toEqual([])
  const heard = vi.fn<() => void>()
  port1.addEventListener('message', heard)
  port1.start()
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  expect(lines).toEqual(['message', `message > ${heard.name}`])
  port1.postMessage({ query: 'a' })
  expect(lines.at(-1)).toBe('postMessage')
  observation.detach()
  expect(Object.hasOwn(port1, 'postMessage')).toBe(false)
})

it('a message that cannot be sent has failed, and throws as ever', () => {
  const channel = new BroadcastChannel('x')
  closing.push(channel)
  const failed: unknown[] = []
  observeChannel(channel).observe({
    dispatchEnd: (_, { errors }) => failed.push(...errors.map(({ cause }) => cause)),
  })
  let thrown: unknown
  try {
    channel.postMessage(() => undefined)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ name: 'DataCloneError' })
  expect(failed).toEqual([thrown])
})

it('a socket tells of what comes and goes, and of its end', async () => {
  const socket = new FakeSocket('wss://x/')
  const observation = observeWebSocket(socket)
  const { lines, payloads } = told(observation)
  socket.addEventListener('message', function show() {})
  socket.send('hello')
  socket.tell(new MessageEvent('message', { data: new ArrayBuffer(16) }))
  expect(() => socket.send('refused')).toThrow('not open')
  socket.close()
  expect(lines).toEqual(['send', 'message', 'message > show', 'send', 'close'])
  expect(payloads).toEqual([
    { url: 'wss://x/', data: 'hello' },
    { url: 'wss://x/', data: { binary: 'ArrayBuffer', bytes: 16 } },
    { url: 'wss://x/', data: 'refused' },
    { url: 'wss://x/', code: 1000, reason: 'done' },
  ])
  expect(socket.sent).toEqual(['hello'])
  observation.detach()
  await task()
  expect(Object.hasOwn(socket, 'send') || Object.hasOwn(socket, 'onmessage')).toBe(false)
})

it('every socket of a page, when that is asked for: who looks at `WebSocket` sees no other', async () => {
  const scope = { WebSocket: FakeSocket }
  const early = new scope.WebSocket('wss://early/')
  const before = Object.getOwnPropertyDescriptors(scope)
  const observation = observeWebSockets({ scope })
  const { lines, payloads } = told(observation)
  const socket = new scope.WebSocket('wss://x/', 'chat')
  class Chat extends scope.WebSocket {
    readonly isChat = true
  }
  const chat = new Chat('wss://chat/')
  expect([socket.protocols, socket.constructor === scope.WebSocket, scope.WebSocket.OPEN]).toEqual([
    'chat',
    true,
    1,
  ])
  expect(
    [socket, early, chat].every((one) => one instanceof scope.WebSocket && one instanceof FakeSocket),
  ).toBe(true)
  expect([chat.isChat, chat instanceof Chat, scope.WebSocket.name]).toEqual([true, true, 'FakeSocket'])
  socket.send(1)
  chat.send(2)
  early.send(3)
  const closed = vi.fn<() => void>()
  socket.addEventListener('close', closed)
  socket.close()
  expect(closed).toHaveBeenCalledOnce()
  expect([lines, payloads.slice(0, 2)]).toEqual([
    ['send', 'send', 'close', `close > ${closed.name}`],
    [
      { url: 'wss://x/', data: 1 },
      { url: 'wss://chat/', data: 2 },
    ],
  ])
  await task()
  expect(Object.hasOwn(socket, 'send')).toBe(false)
  observation.detach()
  await task()
  expect(Object.getOwnPropertyDescriptors(scope)).toEqual(before)
  expect([Object.hasOwn(chat, 'send'), FakeSocket.prototype.constructor === FakeSocket]).toEqual([
    false,
    true,
  ])
})

it('an event source tells of what the server sends', async () => {
  const source = Object.assign(new FakeSocket('/prices'), { readyState: 1 })
  const observation = observeEventSource(source)
  const { lines, payloads } = told(observation)
  source.addEventListener('price', function show() {})
  source.tell(new MessageEvent('message', { data: 'a' }))
  source.tell(new MessageEvent('price', { data: '5' }))
  expect([lines, payloads]).toEqual([
    ['message', 'price', 'price > show'],
    ['a', '5'],
  ])
  expect(observation.name).toBe('/prices')
  observation.detach()
  await task()
  expect(Object.hasOwn(source, 'addEventListener')).toBe(false)
})

it.each([
  ['channel', () => observeChannel({} as never)],
  ['port', () => observePort(null as never)],
  ['socket', () => observeWebSocket('wss://x/' as never)],
  ['source', () => observeEventSource({ close: () => undefined } as never)],
  ['options.scope', () => observeWebSockets({ scope: {} })],
  ['options.url', () => observeWebSockets({ url: 'x' } as never)],
])('what is no %s is refused with a TypeError', (named, observe) => {
  expect(observe).toThrow(TypeError)
  expect(observe).toThrow(`\`${named}\``)
})
