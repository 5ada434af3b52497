import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RedisClientType } from 'redis'
import { type Bus, createBus, type Driver } from 'eventscope'
import { redisDriver, type RedisStreamConfig } from 'eventscope/drivers/redis'
import { entriesOf, hasRedis, RedisServer } from '../test-support.ts'

const PATIENCE = { timeout: 20_000, interval: 10 }

describe.skipIf(!hasRedis)('redisDriver in stream mode, on a real Redis', () => {
  let server: RedisServer
  let client: RedisClientType
  const made: Bus[] = []

  beforeAll(async () => {
    server = await RedisServer.start('--appendonly', 'yes')
  })
  beforeEach(async () => {
    client = await server.client()
    await client.flushAll()
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((bus) => bus.close()))
    client.destroy()
  })
  afterAll(() => server.remove())

  async function open(
    group: string,
    config: Partial<RedisStreamConfig> = {},
  ): Promise<{ bus: Bus; driver: Driver }> {
    const quick = { claimAfter: 150, blockTimeout: 200 }
    const driver = redisDriver({ address: server.address, mode: 'stream', group, ...quick, ...config })
    const bus = createBus({ driver, onError: () => undefined })
    made.push(bus)
    await vi.waitFor(() => expect(driver.state).toBe('open'), PATIENCE)
    return { bus, driver }
  }

  async function listen(bus: Bus, event: string, listener: (payload: unknown) => unknown): Promise<void> {
    bus.on(event, listener)
    await bus.wait()
  }

  const pending = async (event: string, group: string): Promise<number> =>
    (await client.xPending(`goevent:stream:${event}`, group)).pending

  const settled = (event: string, group: string): Promise<void> =>
    vi.waitFor(async () => expect(await pending(event, group)).toBe(0), PATIENCE)

  /** What is in the dead-letter stream. */
  async function dead(): Promise<readonly Record<string, string>[]> {
    return (await entriesOf(client, 'goevent:dead-letter')).map(({ message }) => ({ ...message }))
  }

  it('brings a dispatch to one process of each other service, and acknowledges it', async () => {
    const [shop, one, two, mail] = [
      await open('shop'),
      await open('bill'),
      await open('bill'),
      await open('mail'),
    ]
    const seen: unknown[] = []
    await listen(one.bus, 'order', () => seen.push('bill'))
    await listen(two.bus, 'order', () => seen.push('bill'))
    await listen(mail.bus, 'order', (payload) => seen.push(payload))
    const handle = shop.bus.dispatch('order', { id: 1 })
    await handle.wait()
    expect(handle.errors).toEqual([])
    await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE)
    await settled('order', 'bill')
    await settled('order', 'mail')
    expect(seen.toSorted()).toEqual(['bill', { id: 1 }].toSorted())
    const [entry] = await entriesOf(client, 'goevent:stream:order')
    expect(entry?.message['message']).toContain(
      '"event_name":"order","event_type":"order","event_data":{"id":1}',
    )
    expect(entry?.message['ran_in']).toBeUndefined()
  })

  it('does not run again in a service what its sender has handled', async () => {
    const [sender, same, other] = [await open('shop'), await open('shop'), await open('bill')]
    const seen: string[] = []
    await listen(sender.bus, 'order', () => seen.push('sender'))
    await listen(same.bus, 'order', () => seen.push('same service'))
    await listen(other.bus, 'order', () => seen.push('other service'))
    sender.bus.dispatch('order')
    await vi.waitFor(() => expect(seen).toEqual(['sender', 'other service']), PATIENCE)
    await settled('order', 'shop')
    expect(seen).toHaveLength(2)
    // Nobody listens to this one where it is sent.
    await listen(same.bus, 'bill', () => seen.push('same service'))
    sender.bus.dispatch('bill')
    await vi.waitFor(() => expect(seen).toEqual(['sender', 'other service', 'same service']), PATIENCE)
  })

  it('tries again what failed, then puts it into the dead-letter stream with the reason', async () => {
    const [shop, bill] = [await open('shop'), await open('bill', { maxTries: 3 })]
    let tries = 0
    await listen(bill.bus, 'order', (payload) => {
      if (payload === 'bad' || ++tries < 3) throw new Error(`no ${String(payload)}`)
    })
    shop.bus.dispatch('order', 'late')
    await vi.waitFor(() => expect(tries).toBe(3), PATIENCE)
    await settled('order', 'bill')
    expect(await dead()).toEqual([])
    const before = bill.bus.errors.length
    shop.bus.dispatch('order', 'bad')
    await vi.waitFor(async () => expect(await dead()).toHaveLength(1), PATIENCE)
    await settled('order', 'bill')
    expect(bill.bus.errors.length - before).toBe(3)
    const entries = await entriesOf(client, 'goevent:stream:order')
    expect(await dead()).toMatchObject([
      {
        event: 'order',
        id: entries[1]?.id,
        group: 'bill',
        tries: '3',
        reason: expect.stringContaining('no bad'),
      },
    ])
    expect((await dead())[0]?.['message']).toBe(entries[1]?.message['message'])
  })

  it('puts what can not be read into the dead-letter stream at once, and shows it', async () => {
    const { bus } = await open('bill', { deadLetter: 'bin' })
    await listen(bus, 'order', () => undefined)
    await client.xAdd('goevent:stream:order', '*', { message: '{' })
    await client.xAdd('goevent:stream:order', '*', { something: 'else' })
    await vi.waitFor(async () => expect(await client.xLen('bin')).toBe(2), PATIENCE)
    await settled('order', 'bill')
    const [first, second] = await entriesOf(client, 'bin')
    expect(first?.message).toMatchObject({ event: 'order', message: '{', tries: '1' })
    expect(second?.message['message']).toBeUndefined()
    expect(bus.errors).toHaveLength(2)
  })

  it('gives nobody else what is still in work, however long it takes', async () => {
    const [shop, ...bill] = [await open('shop'), await open('bill'), await open('bill')]
    let runs = 0
    let end: () => void = () => undefined
    const work = new Promise<void>((resolve) => {
      end = resolve
    })
    for (const { bus } of bill) {
      await listen(bus, 'order', () => {
        runs++
        return work
      })
    }
    shop.bus.dispatch('order')
    await vi.waitFor(() => expect(runs).toBe(1), PATIENCE)
    const since = performance.now()
    // Long enough to be claimed several times.
    await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(1_000), PATIENCE)
    expect(runs).toBe(1)
    expect(await pending('order', 'bill')).toBe(1)
    end()
    await settled('order', 'bill')
    expect(runs).toBe(1)
  })

  it('keeps what is sent while a service is away, over a restart of Redis', async () => {
    const seen: unknown[] = []
    const first = await open('bill')
    await listen(first.bus, 'order', (payload) => seen.push(payload))
    await first.bus.close()
    const shop = await open('shop')
    for (let n = 0; n < 5; n++) await shop.bus.dispatch('order', n).wait()
    await server.stop()
    await server.start()
    client = await server.client()
    const second = await open('bill')
    await listen(second.bus, 'order', (payload) => seen.push(payload))
    await vi.waitFor(() => expect(seen).toEqual([0, 1, 2, 3, 4]), PATIENCE)
  })

  it('begins for a new service with what comes next, and for a new queue with what is there', async () => {
    const shop = await open('shop')
    await shop.bus.dispatch('order', 'before').wait()
    const [bill, queue] = [await open('bill'), await open('queues')]
    const seen: unknown[] = []
    await listen(bill.bus, 'order', (payload) => seen.push(['service', payload]))
    const loop = queue.bus.consume('order', { queue: 'work' })
    const first = await loop.next()
    seen.push(['queue', first.value?.payload])
    await shop.bus.dispatch('order', 'after').wait()
    await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE)
    expect(seen).toEqual([
      ['queue', 'before'],
      ['service', 'after'],
    ])
    await loop.return()
  })

  it('brings every event to a listener of every event, also of events that are new', async () => {
    const shop = await open('shop')
    await shop.bus.dispatch('old', 'before').wait()
    const log = await open('log')
    const seen: unknown[] = []
    log.bus.onAny((payload, { event }) => seen.push([event, payload]))
    await log.bus.wait()
    await shop.bus.dispatch('old', 1).wait()
    await shop.bus.dispatch('new', 2).wait()
    await vi.waitFor(() => expect(seen).toHaveLength(2), PATIENCE)
    expect(seen.toSorted()).toEqual([
      ['new', 2],
      ['old', 1],
    ])
    await log.bus.close()
    await shop.bus.dispatch('newer', 3).wait()
    const again = await open('log')
    again.bus.onAny((payload, { event }) => seen.push([event, payload]))
    await vi.waitFor(() => expect(seen).toContainEqual(['newer', 3]), PATIENCE)
    expect(seen).toHaveLength(3)
  })

  it('keeps the order of a sender over all its events', async () => {
    const COUNT = 3_000
    const [shop, bill] = [await open('shop'), await open('bill', { batch: 10, claimAfter: 30_000 })]
    const seen: unknown[] = []
    for (const event of ['rare', 'often']) await listen(bill.bus, event, (payload) => seen.push(payload))
    for (let n = 0; n < COUNT; n++) shop.bus.dispatch(n % 17 === 0 ? 'rare' : 'often', n)
    await vi.waitFor(() => expect(seen).toHaveLength(COUNT), PATIENCE)
    expect(seen).toEqual(Array.from({ length: COUNT }, (_, n) => n))
  })

  it('gives a consumer of a queue no more than its capacity, and the sender its share', async () => {
    const { bus } = await open('shop')
    for (let n = 0; n < 10; n++) await bus.dispatch('task', n).wait()
    const loop = bus.consume('task', { queue: 'work', capacity: 3 })
    const first = await loop.next()
    expect(first.value).toMatchObject({ payload: 0, origin: { via: 'redis' } })
    await vi.waitFor(async () => expect(await pending('task', 'queue:work')).toBe(3), PATIENCE)
    const got = [first.value?.payload]
    while (got.length < 10) got.push((await loop.next()).value?.payload)
    expect(got).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    await loop.return()
    expect(bus.errors).toMatchObject([{ cause: { name: 'ConsumerStoppedError' } }])
    const next = bus.consume('task', { queue: 'work' })
    expect((await next.next()).value?.payload).toBe(9)
    await next.return()
  })

  it('gives a consumer of a queue of several events no more than its capacity, all together', async () => {
    const { bus } = await open('shop', { maxTries: 3 })
    const names = ['a', 'b', 'c', 'd']
    for (let n = 0; n < 40; n++) bus.dispatch(names[n % names.length] ?? '', n)
    await bus.wait()
    const got: unknown[] = []
    for await (const { payload } of bus.consume(names, { queue: 'work', capacity: 1 })) {
      got.push(payload)
      // The next ones come while this one is in hand.
      await client.ping()
      if (got.length === 40) break
    }
    expect(got).toEqual(Array.from({ length: 40 }, (_, n) => n))
    expect(bus.errors).toMatchObject([{ cause: { name: 'ConsumerStoppedError' } }])
    expect(await dead()).toEqual([])
  })

  it('ends the loops over a queue when the bus is closed, and leaves what they had to others', async () => {
    const [shop, one] = [await open('shop'), await open('bill')]
    const loop = one.bus.consume('task', { queue: 'work', capacity: 1 })
    const seen: unknown[] = []
    const looping = (async () => {
      for await (const { payload } of loop) seen.push(payload)
    })()
    await shop.bus.dispatch('task', 1).wait()
    await vi.waitFor(() => expect(seen).toEqual([1]), PATIENCE)
    await settled('task', 'queue:work')
    await one.bus.close()
    await looping
    await shop.bus.dispatch('task', 2).wait()
    const other = (await open('bill')).bus.consume('task', { queue: 'work' })
    expect([seen, (await other.next()).value?.payload]).toEqual([[1], 2])
    await other.return()
  })

  it('trims streams, and says so of what had been given out and was trimmed away', async () => {
    const [shop, bill] = [await open('shop', { maxLength: 1 }), await open('bill', { maxTries: 100 })]
    let block = true
    await listen(bill.bus, 'order', () => {
      if (block) throw new Error('not yet')
    })
    for (let n = 0; n < 10; n++) shop.bus.dispatch('order', n)
    await vi.waitFor(() => expect(bill.bus.errors.length).toBeGreaterThanOrEqual(10), PATIENCE)
    const given = await entriesOf(client, 'goevent:stream:order')
    for (let n = 10; n < 500; n++) shop.bus.dispatch('order', n)
    await shop.bus.wait()
    expect(await client.xLen('goevent:stream:order')).toBeLessThan(300)
    block = false
    await settled('order', 'bill')
    // Redis takes them off what is pending before they are written down.
    await vi.waitFor(async () => {
      const lost = (await dead()).map(({ id }) => id)
      expect(lost).toEqual(expect.arrayContaining(given.map(({ id }) => id)))
    }, PATIENCE)
    expect((await dead()).filter(({ reason }) => !reason?.includes('trimmed'))).toEqual([])
  })

  it('puts into the dead-letter stream what fails after it was trimmed away: it can not be tried again', async () => {
    const [shop, bill] = [await open('shop'), await open('bill')]
    let end: (failure: Error) => void = () => undefined
    await listen(bill.bus, 'order', () => new Promise((_, reject) => (end = reject)))
    shop.bus.dispatch('order', 'kept')
    await vi.waitFor(async () => expect(await pending('order', 'bill')).toBe(1), PATIENCE)
    const [entry] = await entriesOf(client, 'goevent:stream:order')
    await client.xTrim('goevent:stream:order', 'MAXLEN', 0)
    // It is kept from others, and so found to be gone.
    await settled('order', 'bill')
    end(new Error('no'))
    await vi.waitFor(async () => expect(await dead()).toHaveLength(1), PATIENCE)
    expect((await dead())[0]).toMatchObject({ id: entry?.id, message: entry?.message['message'] })
  })

  it('removes consumers that are gone and owe nothing', async () => {
    const quick = { claimAfter: 30, blockTimeout: 30 }
    const [shop, gone] = [await open('shop'), await open('bill', { ...quick, consumer: 'gone' })]
    let runs = 0
    await listen(gone.bus, 'order', () => runs++)
    await shop.bus.dispatch('order').wait()
    await vi.waitFor(() => expect(runs).toBe(1), PATIENCE)
    const names = async (): Promise<readonly string[]> =>
      (await client.xInfoConsumers('goevent:stream:order', 'bill')).map(({ name }) => name)
    expect(await names()).toEqual(['gone'])
    await gone.bus.close()
    expect(await names()).toEqual([])
    // As one does that was killed.
    await client.xGroupCreateConsumer('goevent:stream:order', 'bill', 'killed')
    const stayed = await open('bill', quick)
    await listen(stayed.bus, 'order', () => runs++)
    await vi.waitFor(async () => expect(await names()).not.toContain('killed'), PATIENCE)
    await shop.bus.dispatch('order').wait()
    await vi.waitFor(() => expect(runs).toBe(2), PATIENCE)
  })

  it('makes its groups again where Redis has forgotten everything', async () => {
    const [shop, bill] = [await open('shop'), await open('bill')]
    const seen: unknown[] = []
    await listen(bill.bus, 'order', (payload) => seen.push(payload))
    await client.flushAll()
    await shop.bus.dispatch('order', 1).wait()
    await vi.waitFor(() => expect(seen).toEqual([1]), PATIENCE)
  })

  it('says in its state that reading does not work', async () => {
    const { bus, driver } = await open('bill')
    const reasons: (string | undefined)[] = []
    driver.onState(({ reason }) => reasons.push(reason))
    await client.set('goevent:stream:order', 'no stream')
    bus.on('order', () => undefined)
    await vi.waitFor(() => expect(reasons[0]).toContain('WRONGTYPE'), PATIENCE)
  })
})
