import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { httpDriver, type HttpDriver, type HttpDriverOptions } from 'eventscope/drivers/http'
import { EventRegistry } from 'eventscope/wire'
import { type Heard, listen, NodeEventSource, TestServer, until } from './test-support.ts'

const SOON = { min: 5, max: 20 }

let server: TestServer
const closing: (() => Promise<void>)[] = []

beforeEach(async () => {
  server = await TestServer.start()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
  await server.stop()
})

function hear(options: HttpDriverOptions, ...names: string[]): Heard & { driver: HttpDriver } {
  const driver = httpDriver(server.url, { backoff: SOON, ...options })
  closing.push(() => driver.close())
  return { driver, ...listen(driver, ...names) }
}

/** Waits until so many streams are open. */
async function open(count = 1): Promise<void> {
  await until(() => expect(server.readers.size).toBe(count))
}

/** How many timers keep the process running. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}

describe.each([
  ['EventSource', { EventSource: NodeEventSource }],
  ['fetch', {}],
])('the stream, by %s,', (kind, by) => {
  it('brings in what others dispatch, marked with where it comes from', async () => {
    const { driver, contexts, payloads, states } = hear(by, 'order.placed')
    await open()
    server.emit('order.placed', { sku: 'A1' })
    await until(() => expect(payloads).toEqual([{ sku: 'A1' }]))
    expect(contexts[0]?.origin).toEqual({
      via: 'http',
      sender: 'server',
      id: 'server:1',
      time: Date.UTC(2026, 10, 21, 10),
    })
    expect(driver.counts).toMatchObject({ received: 1, refused: 0, sent: 0 })
    expect(states.map(({ state }) => state)).toEqual(['open'])
    expect(server.posts).toEqual([])
  })

  it('is opened with the first listener, and closed with the last', async () => {
    const { bus, driver } = hear(by)
    expect(driver.state).toBe('connecting')
    const stop = bus.on('a', () => undefined)
    await open()
    await until(() => expect(driver.state).toBe('open'))
    stop()
    await open(0)
    expect(driver.state).toBe('open')
    expect(server.streams).toHaveLength(1)
  })

  it('asks for what is listened to, all of a task at once, and says who asks', async () => {
    const { bus, driver } = hear(by, 'b', 'a,c', 'é&+')
    await open()
    expect(server.streams).toHaveLength(1)
    expect(server.streams[0]?.events.split(',').map(decodeURIComponent).sort()).toEqual(['a,c', 'b', 'é&+'])
    expect(server.streams[0]?.query.get('sender')).toBe(driver.sender)
    expect(server.streams[0]?.query.has('last-event-id')).toBe(false)
    bus.onAny(() => undefined)
    await until(() => expect(server.streams[1]?.events).toBe('*'))
  })

  it('asks only for what is shared, also where all is listened to', async () => {
    const { bus } = hear({ ...by, events: ['a', 'b'] }, 'c')
    bus.onAny(() => undefined)
    await open()
    expect(server.streams.map(({ events }) => events)).toEqual(['a,b'])
  })

  it('goes on after the last message when it was lost: nothing is missed, nothing comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('emit', 'emit', 'emit', 'drop', 'restart'), { maxLength: 25 }),
        async (steps) => {
          const { driver, payloads } = hear(by, 'a')
          await open()
          let emitted = 0
          server.emit('a', emitted++)
          await until(() => expect(payloads).toHaveLength(1))
          for (const step of steps) {
            if (step === 'emit') server.emit('a', emitted++)
            if (step === 'drop') for (const { response } of server.readers) response.destroy()
            if (step === 'restart') {
              await server.stop()
              server.emit('a', emitted++)
              await server.listen()
            }
          }
          await until(() => expect(payloads).toHaveLength(emitted))
          expect(payloads).toEqual([...payloads.keys()])
          expect(driver.counts).toMatchObject({ received: emitted, refused: 0, gaps: 0 })
          await driver.close()
          await open(0)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('is down while it is lost, and says why', async () => {
    const { payloads, states } = hear(by, 'a')
    await open()
    server.emit('a', 1)
    await until(() => expect(payloads).toEqual([1]))
    await server.stop()
    await until(() => expect(states).toHaveLength(2))
    await server.listen()
    await until(() => expect(states).toHaveLength(3))
    expect(states.map(({ state }) => state)).toEqual(['open', 'down', 'open'])
    expect(states[1]?.reason).toContain('stream')
    expect(states[2]?.reason).toBeUndefined()
  })

  it('says what it has missed, where the server does not know it any more', async () => {
    const gaps: string[] = []
    const { driver, payloads, states } = hear({ ...by, onGap: (reason) => gaps.push(reason) }, 'a')
    await open()
    server.emit('a', 1)
    await until(() => expect(payloads).toEqual([1]))
    await server.stop()
    server.forget()
    await server.listen()
    await until(() => expect(gaps).toEqual(['started anew']))
    expect(driver.counts.gaps).toBe(1)
    expect(states.map(({ state }) => state)).toEqual(['open', 'down', 'open', 'down', 'open'])
    expect(states[3]?.reason).toBe('messages were missed: started anew')
    // From here on it can go on again.
    for (const { response } of server.readers) response.destroy()
    server.emit('a', 2, { id: 'after the gap' })
    await until(() => expect(payloads).toEqual([1, 2]))
    expect(gaps).toHaveLength(1)
  })

  it('connects again when the server has cut it', async () => {
    const { driver, payloads, states } = hear(by, 'a')
    await open()
    server.emit('a', 1)
    await until(() => expect(payloads).toEqual([1]))
    server.write('event: cut\ndata: {"reason":"too slow"}\n\n')
    await until(() => expect(driver.counts.cuts).toBe(1))
    expect(states[1]).toMatchObject({ state: 'down', reason: expect.stringContaining('too slow') })
    await until(() => expect(driver.state).toBe('open'))
    server.emit('a', 2)
    await until(() => expect(payloads).toEqual([1, 2]))
  })

  it('hands over to another when more is listened to: nothing is missed, and nothing from before comes', async () => {
    const { bus, driver, payloads } = hear(by, 'a')
    await open()
    server.emit('a', 'a1')
    await until(() => expect(payloads).toEqual(['a1']))
    server.emit('b', 'before anybody listened')
    bus.on('b', (payload) => payloads.push(payload))
    server.emit('a', 'a2')
    await until(() => expect(server.streams).toHaveLength(2))
    server.emit('a', 'a3')
    await until(() => expect(payloads).toContain('a3'))
    server.emit('b', 'b1')
    await until(() => expect(payloads).toEqual(['a1', 'a2', 'a3', 'b1']))
    // The one before goes.
    await open(1)
    server.emit('a', 'a4')
    await until(() => expect(payloads.at(-1)).toBe('a4'))
    expect(driver.counts.received).toBe(5)
    expect(driver.counts.gaps).toBe(0)
  })

  it('asks for less when less is listened to, after a while', async () => {
    const { bus } = hear(by, 'a')
    const stop = bus.on('b', () => undefined)
    await open()
    stop()
    const again = bus.on('b', () => undefined)
    await Promise.resolve()
    again()
    await until(() => expect(server.streams.map(({ events }) => events)).toEqual(['a,b', 'a']))
    await until(() => expect(server.readers.size).toBe(1))
  })

  it('never brings back what was sent here', async () => {
    const { bus, driver, payloads } = hear(by, 'a')
    await open()
    const handle = bus.dispatch('a', 'mine')
    await handle.wait()
    // A server that does not know who asks, and one that passes on what this bus has passed on.
    server.emit('a', 'mine', { sender: '', source: driver.sender })
    await bus.receive('a', 'of the other side', { via: 'redis', sender: 'x', id: 'x:1' }).wait()
    server.emit('a', 'of the other side', { sender: 'x', id: 'x:1' })
    server.emit('a', 'new')
    await until(() => expect(payloads).toContain('new'))
    expect(payloads).toEqual(['mine', 'of the other side', 'new'])
  })

  it('refuses what can not be read, and what comes twice', async () => {
    const { driver, payloads } = hear({ ...by, maxBytes: 1_000 }, 'a')
    await open()
    server.write('data: no JSON\n\n')
    server.write('data: {"event_type":"a","timestamp":"yesterday","payload":1,"metadata":{}}\n\n')
    server.emit('a', 'x'.repeat(2_000))
    server.emit('a', 1, { id: 'same' })
    server.emit('a', 2, { id: 'same' })
    server.emit('a', 3)
    await until(() => expect(payloads).toEqual([1, 3]))
    expect(driver.counts).toMatchObject({ received: 2, refused: 4 })
  })

  it('takes messages that do not say who sent them', async () => {
    const { contexts } = hear(by, 'a')
    await open()
    server.emit('a', 1, { sender: '', id: '' })
    server.emit('a', 2, { sender: '', id: '', source: '' })
    await until(() => expect(contexts).toHaveLength(2))
    const [first, second] = contexts
    expect(first?.origin).toMatchObject({ sender: 'test', id: expect.stringMatching(/./) })
    expect(second?.origin?.sender).toMatch(/./)
    expect(second?.origin?.id).not.toBe(first?.origin?.id)
  })

  it('makes of each message what the registry says; what fails is a failed dispatch', async () => {
    const registry = new EventRegistry()
    registry.registerAs('order.v2', { event: 'order' })
    registry.registerAs('order.v1', {
      event: 'order',
      upgrade: { to: 'order.v2', with: (payload) => ({ total: payload }) },
    })
    const { bus, driver, payloads } = hear({ ...by, registry })
    bus.onAny((payload, { event }) => payloads.push([event, payload]))
    await open()
    server.emit('order.v1', 7)
    server.emit('unheard.of', 8)
    server.emit('order.v2', { total: 9 })
    await until(() => expect(payloads).toHaveLength(2))
    expect(payloads).toEqual([
      ['order', { total: 7 }],
      ['order', { total: 9 }],
    ])
    expect(bus.errors).toMatchObject([{ event: 'unheard.of', cause: { name: 'UnregisteredEventError' } }])
    expect(driver.counts).toMatchObject({ received: 2, refused: 1 })
  })

  it.each([401, 500])('is down where the server answers %d, and tries on', async (status) => {
    server.onStream = () => ({ status, body: { error: 'not you' } })
    const { driver, states } = hear(by, 'a')
    await until(() => expect(states).toHaveLength(1))
    expect(states[0]?.state).toBe('down')
    expect(states[0]?.reason).toContain(
      kind === 'fetch' ? `answered ${status} to the event stream: not you` : 'refused',
    )
    server.onStream = undefined
    await until(() => expect(driver.state).toBe('open'))
  })

  it('is given up where it does not open in time', async () => {
    server.onStream = () => new Promise(() => undefined)
    const { driver, states } = hear({ ...by, timeout: 30 }, 'a')
    await until(() => expect(states).toHaveLength(1))
    expect(states[0]).toMatchObject({ state: 'down', reason: 'the event stream did not open in time' })
    server.onStream = undefined
    await until(() => expect(driver.state).toBe('open'))
  })

  it('ends with the driver, and no timer stays', async () => {
    const before = timers()
    const { bus, driver } = hear(by, 'a')
    const backoff = { min: 1e6, max: 1e6 }
    const failing = hear({ headers: {}, backoff, fetch: () => Promise.reject(new Error('no')) }, 'a')
    await open()
    await bus.dispatch('a', 1).wait()
    bus.on('b', () => undefined)
    await open(2)
    expect(timers()).toBeGreaterThan(before)
    expect(failing.driver.state).toBe('down')
    await failing.driver.close()
    await driver.close()
    await open(0)
    expect(timers()).toBeLessThanOrEqual(before)
    expect(driver.state).toBe('closed')
  })
})
