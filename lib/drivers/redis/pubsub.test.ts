import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Bus, createBus, type Driver } from 'eventscope'
import { redisDriver, type RedisConfig } from 'eventscope/drivers/redis'
import { EventRegistry } from 'eventscope/wire'
import { type Worker, WorkerProgram } from './test-process.ts'
import { hasRedis, RedisServer } from './test-support.ts'

const PATIENCE = { timeout: 20_000, interval: 10 }

describe.skipIf(!hasRedis)('redisDriver in pub/sub mode, on a real Redis', () => {
  let server: RedisServer
  const made: Bus[] = []

  beforeAll(async () => {
    server = await RedisServer.start()
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((bus) => bus.close()))
  })
  afterAll(() => server.remove())

  async function open(config: RedisConfig = {}): Promise<{ bus: Bus; driver: Driver }> {
    const driver = redisDriver({ address: server.address, ...config })
    const bus = createBus({ driver, onError: () => undefined })
    made.push(bus)
    await vi.waitFor(() => expect(driver.state).toBe('open'), PATIENCE)
    return { bus, driver }
  }

  /** Publishes by hand; gives how many have heard it. */
  async function publish(channel: string, text: string): Promise<number> {
    const client = await server.client()
    const count = await client.publish(channel, text)
    client.destroy()
    return count
  }

  it('brings a dispatch to others once, marked with where it comes from, and never back', async () => {
    const [a, b] = [await open(), await open()]
    const seen: unknown[] = []
    a.bus.on('order.placed', (payload, { origin }) => seen.push(['a', payload, origin?.via]))
    b.bus.on('order.placed', (payload, { origin }) => seen.push(['b', payload, origin?.via]))
    await Promise.all([a.bus.wait(), b.bus.wait()])
    const handle = a.bus.dispatch('order.placed', { id: 1 })
    expect(seen).toEqual([['a', { id: 1 }, undefined]])
    await handle.wait()
    expect(handle.errors).toEqual([])
    await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE)
    b.bus.dispatch('order.placed', { id: 2 })
    await vi.waitFor(() => expect(seen).toHaveLength(4), PATIENCE)
    expect(seen).toEqual([
      ['a', { id: 1 }, undefined],
      ['b', { id: 1 }, 'redis'],
      ['b', { id: 2 }, undefined],
      ['a', { id: 2 }, 'redis'],
    ])
    expect(b.driver.counts).toEqual({ sent: 1, received: 1, failed: 0, refused: 0 })
  })

  it('publishes what goevent publishes, byte for byte', async () => {
    const { bus } = await open()
    const client = await server.client()
    const heard: string[] = []
    await client.subscribe('goevent:user.created', (text) => heard.push(text))
    const handle = bus.dispatch('user.created', { name: 'Zoë <z@example.org>', tags: [1, null] })
    await handle.wait()
    await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE)
    expect(heard[0]?.replace(/[\da-f-]{36}:\d+/, 'ID').replace(/\d{10}/, 'NOW')).toBe(
      '{"event_name":"user.created","event_type":"user.created","event_data":{"name":"Zoë ' +
        '\\u003cz@example.org\\u003e","tags":[1,null]},"handle_id":"ID","timestamp":NOW}',
    )
    client.destroy()
  })

  it('receives what is published by hand as goevent writes it', async () => {
    const { bus } = await open()
    const seen: unknown[] = []
    bus.on('user.created', (payload, { origin }) => seen.push([payload, origin]))
    await bus.wait()
    const count = await publish(
      'goevent:user.created',
      '{"event_name":"user.created","event_type":"user.created","event_data":{"id":7},"handle_id":"3f2b","timestamp":1700000000}',
    )
    expect(count).toBe(1)
    await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE)
    expect(seen).toEqual([[{ id: 7 }, { via: 'redis', sender: '3f2b', id: '3f2b', time: 1_700_000_000_000 }]])
  })

  it('hears an event once that has a listener of its own and one of every event', async () => {
    const [a, b] = [await open({ channelPrefix: 'a*[b]?\\c:' }), await open({ channelPrefix: 'a*[b]?\\c:' })]
    const other = await open({ channelPrefix: 'ax[b]?\\c:' })
    const seen: unknown[] = []
    b.bus.on('x', (payload) => seen.push(payload))
    const stopAny = b.bus.onAny((payload, { event }) => seen.push(`any ${event} ${String(payload)}`))
    await b.bus.wait()
    other.bus.dispatch('x', 'of another prefix')
    await other.bus.wait()
    a.bus.dispatch('x', 1)
    a.bus.dispatch('y', 2)
    await vi.waitFor(() => expect(seen).toEqual([1, 'any x 1', 'any y 2']), PATIENCE)
    expect(b.driver.counts).toMatchObject({ received: 2, refused: 0 })
    stopAny()
    a.bus.dispatch('x', 3)
    await vi.waitFor(() => expect(seen).toEqual([1, 'any x 1', 'any y 2', 3]), PATIENCE)
    expect(b.driver.counts).toMatchObject({ received: 3 })
  })

  it('waits for what is subscribed to before there is a connection', async () => {
    const client = await server.client()
    for (const every of [false, true]) {
      const bus = createBus({ driver: redisDriver({ address: server.address }), onError: () => undefined })
      made.push(bus)
      if (every) bus.onAny(() => undefined)
      else bus.on('early', () => undefined)
      await bus.wait()
      expect(await client.publish('goevent:early', 'x')).toBe(1)
      await bus.close()
    }
    client.destroy()
  })

  it('unsubscribes with the last listener', async () => {
    const { bus } = await open()
    const stop = bus.on('gone', () => undefined)
    await bus.wait()
    expect(await publish('goevent:gone', 'x')).toBe(1)
    stop()
    await vi.waitFor(async () => expect(await publish('goevent:gone', 'x')).toBe(0), PATIENCE)
  })

  it('shows a message that can not be read as a failed dispatch', async () => {
    const { bus, driver } = await open({ maxEventSize: 300 })
    bus.on('x', () => undefined)
    await bus.wait()
    const rest = '"event_type":"x","event_data":1,"handle_id":"h","timestamp":1}'
    await publish('goevent:x', '{"event_name":')
    await publish('goevent:x', `{"event_name":"y",${rest}`)
    await publish('goevent:x', `{"event_name":"x","filler":"${'.'.repeat(300)}",${rest}`)
    await vi.waitFor(() => expect(bus.errors).toHaveLength(3), PATIENCE)
    expect(bus.errors.map(({ event }) => event)).toEqual(['x', 'x', 'x'])
    expect(bus.errors[1]?.message).toContain('the message is of "y"')
    expect(bus.errors[2]?.message).toContain('larger than 300 bytes')
    expect(driver.counts).toMatchObject({ received: 0, refused: 3 })
  })

  it('refuses to send what is too large or no JSON; the listeners have run', async () => {
    const { bus, driver } = await open({ maxEventSize: 300 })
    const ran: unknown[] = []
    bus.on('x', () => ran.push('x'))
    const handles = [bus.dispatch('x', '.'.repeat(300)), bus.dispatch('x', 1n)]
    expect(ran).toEqual(['x', 'x'])
    expect(handles.map(({ errors }) => errors.length)).toEqual([1, 1])
    expect(handles[0]?.errors[0]?.message).toContain('larger than 300 bytes')
    expect(driver.counts).toMatchObject({ sent: 0, failed: 2 })
  })

  it('writes and reads the types of its registry', async () => {
    const registry = new EventRegistry()
    registry.registerAs('order.v1', {
      event: 'order',
      upgrade: { to: 'order.v2', with: (total) => ({ total }) },
    })
    registry.registerAs('order.v2', { event: 'order' })
    const { bus } = await open({ registry })
    const client = await server.client()
    const heard: string[] = []
    await client.subscribe('goevent:order', (text) => heard.push(text))
    bus.dispatch('order', { total: 1 })
    await vi.waitFor(() => expect(heard[0]).toContain('"event_type":"order.v2"'), PATIENCE)
    const seen: unknown[] = []
    bus.on('order', (payload) => seen.push(payload))
    await bus.wait()
    const message = (type: string): string =>
      `{"event_name":"order","event_type":"${type}","event_data":5,"handle_id":"h:${type}","timestamp":1}`
    await publish('goevent:order', message('order.v1'))
    await publish('goevent:order', message('order.v9'))
    await vi.waitFor(() => expect(bus.errors).toHaveLength(1), PATIENCE)
    expect(seen).toEqual([{ total: 5 }])
    expect(bus.errors[0]?.message).toContain('registry.register')
    client.destroy()
  })

  it('shares only the events it is told to', async () => {
    const [a, b] = [await open({ events: ['shared'] }), await open()]
    const seen: unknown[] = []
    b.bus.onAny((_, { event }) => seen.push(event))
    await b.bus.wait()
    a.bus.dispatch('private')
    a.bus.dispatch('shared')
    await vi.waitFor(() => expect(seen).toEqual(['shared']), PATIENCE)
  })

  it('keeps the order of each sender', async () => {
    const COUNT = 5_000
    const [a, b, c] = [await open(), await open(), await open()]
    const seen = new Map<unknown, number[]>([
      ['a', []],
      ['b', []],
    ])
    const take = (payload: unknown): void => {
      const [sender, n] = payload as [string, number]
      seen.get(sender)?.push(n)
    }
    for (const event of ['even', 'odd']) c.bus.on(event, take)
    await c.bus.wait()
    for (let n = 0; n < COUNT; n++) {
      a.bus.dispatch(n % 2 === 0 ? 'even' : 'odd', ['a', n])
      b.bus.dispatch(n % 3 === 0 ? 'even' : 'odd', ['b', n])
    }
    const order = Array.from({ length: COUNT }, (_, n) => n)
    await vi.waitFor(() => {
      expect(seen.get('a')?.length).toBe(COUNT)
      expect(seen.get('b')?.length).toBe(COUNT)
    }, PATIENCE)
    expect(seen.get('a')).toEqual(order)
    expect(seen.get('b')).toEqual(order)
  })

  describe('in two processes', () => {
    let program: WorkerProgram
    const workers: Worker[] = []

    beforeAll(() => {
      program = new WorkerProgram()
    })
    afterAll(async () => {
      await Promise.all(workers.map((worker) => worker.remove()))
      program.remove()
    })

    it('exchanges events both ways', async () => {
      const [one, two] = [
        program.start({ address: server.address }),
        program.start({ address: server.address }),
      ]
      workers.push(one, two)
      for (const worker of workers) {
        await worker.tell({ do: 'on', event: 'news', then: 'handle' })
      }
      for (const [index, worker] of workers.entries()) {
        expect(await worker.tell({ do: 'dispatch', event: 'news', from: index * 10, count: 10 })).toEqual([])
      }
      const all = Array.from({ length: 20 }, (_, n) => n)
      await vi.waitFor(() => expect(one.runs).toEqual(all), PATIENCE)
      await vi.waitFor(() => expect(two.runs).toEqual(all), PATIENCE)
      for (const worker of workers) {
        await worker.tell({ do: 'close' })
        expect(await worker.exited).toBe(0)
      }
    })
  })
})
