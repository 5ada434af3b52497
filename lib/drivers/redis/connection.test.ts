import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Bus, createBus, type Driver, type DriverChange } from 'eventscope'
import { redisDriver, type RedisConfig } from 'eventscope/drivers/redis'
import { certificate, freePort, hasOpenssl, hasRedis, RedisServer, silentServer } from './test-support.ts'

const MODES: readonly RedisConfig[] = [{ mode: 'pubsub' }, { mode: 'stream', group: 'tests' }]
const PATIENCE = { timeout: 20_000, interval: 20 }

const buses: Bus[] = []
const servers: { remove(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()))
  await Promise.all(servers.splice(0).map((server) => server.remove()))
})

async function redis(...args: string[]): Promise<RedisServer> {
  const server = await RedisServer.start(...args)
  servers.push(server)
  return server
}

function connect(config: RedisConfig): { bus: Bus; driver: Driver; changes: DriverChange[] } {
  const driver = redisDriver(config)
  const changes: DriverChange[] = []
  driver.onState((change) => changes.push(change))
  const bus = createBus({ driver, onError: () => undefined })
  buses.push(bus)
  return { bus, driver, changes }
}

const openOnes = (driver: Driver): Promise<void> =>
  vi.waitFor(() => expect(driver.state).toBe('open'), PATIENCE)

async function errorsOf(bus: Bus, event = 'a'): Promise<readonly string[]> {
  const handle = bus.dispatch(event, 1)
  await handle.wait()
  return handle.errors.map(({ message }) => message)
}

async function silent(): Promise<string> {
  const server = await silentServer()
  servers.push(server)
  return server.address
}

/** How many connections of drivers the server has. */
async function connections(server: RedisServer, password?: string): Promise<number> {
  const client = await server.client(password === undefined ? {} : { password })
  const list = await client.clientList()
  client.destroy()
  return list.filter(({ name }) => name === 'eventscope').length
}

describe.skipIf(!hasRedis)('the connections of redisDriver, on a real Redis', () => {
  describe.each(MODES)('in $mode mode', (mode) => {
    it('logs in with the password, and says so where it is wrong', async () => {
      const server = await redis('--requirepass', 'secret')
      const right = connect({ ...mode, address: server.address, password: 'secret' })
      await openOnes(right.driver)
      expect(await errorsOf(right.bus)).toEqual([])
      const wrong = connect({ ...mode, address: server.address, password: 'guess' })
      await vi.waitFor(() => expect(wrong.changes[0]?.state).toBe('down'), PATIENCE)
      expect(wrong.changes[0]?.reason).toContain('WRONGPASS')
      expect(await errorsOf(wrong.bus)).toMatchObject([expect.stringContaining('WRONGPASS')])
      const url = connect({ ...mode, address: `redis://:secret@${server.address}/0` })
      await openOnes(url.driver)
    })

    it.skipIf(!hasOpenssl)('publishes over TLS (needs openssl to make a certificate)', async () => {
      const files = certificate()
      const server = await redis('--port', '0', '--tls-port', String(await freePort()), ...files.args)
      servers.push({ remove: async () => rmSync(files.directory, { recursive: true }) })
      const ca = await readFile(files.certificate)
      const address = `localhost:${server.tlsPort}`
      const trusting = connect({ ...mode, address, tls: { ca, servername: 'localhost' } })
      await openOnes(trusting.driver)
      expect(await errorsOf(trusting.bus)).toEqual([])
      const url = connect({ ...mode, address: `rediss://${address}`, tls: { ca } })
      await openOnes(url.driver)
      const wary = connect({ ...mode, address, tls: true })
      await vi.waitFor(() => expect(wary.changes[0]?.state).toBe('down'), PATIENCE)
      expect(wary.changes[0]?.reason).toMatch(/self[- ]signed/)
    })

    it('keeps as many connections idle as asked for, and opens no more than the pool may have', async () => {
      const server = await redis()
      const own = mode.mode === 'stream' ? 1 : 2
      const plain = connect({ ...mode, address: server.address })
      await openOnes(plain.driver)
      expect(await connections(server)).toBe(own)
      await plain.bus.close()
      const spare = connect({ ...mode, address: server.address, minIdleConnections: 3 })
      await openOnes(spare.driver)
      await vi.waitFor(async () => expect(await connections(server)).toBe(own + 3), PATIENCE)
      await spare.bus.close()
      await vi.waitFor(async () => expect(await connections(server)).toBe(0), PATIENCE)
    })

    it('fails at once while Redis is not there, and is open when it comes', async () => {
      const server = await redis()
      await server.stop()
      const { bus, driver, changes } = connect({ ...mode, address: server.address })
      const ran: unknown[] = []
      bus.on('a', (payload) => ran.push(payload))
      const early = await errorsOf(bus)
      expect(early).toMatchObject([expect.stringContaining(`Redis at ${server.address} is down`)])
      expect(await errorsOf(bus)).toMatchObject([expect.stringContaining('ECONNREFUSED')])
      expect(ran).toEqual([1, 1])
      expect(driver.counts).toMatchObject({ sent: 0, failed: 2 })
      await server.start()
      await openOnes(driver)
      expect(await errorsOf(bus)).toEqual([])
      expect(changes.map(({ state }) => state)).toEqual(['down', 'open'])
    })

    it('keeps what is dispatched before the first connection, in order', async () => {
      const server = await redis()
      const listener = connect({
        ...mode,
        ...(mode.mode === 'stream' ? { group: 'other' } : {}),
        address: server.address,
      })
      const seen: unknown[] = []
      listener.bus.on('a', (payload) => seen.push(payload))
      await openOnes(listener.driver)
      await listener.bus.wait()
      const { bus, driver } = connect({ ...mode, address: server.address })
      driver.onState(() => bus.dispatch('a', 'at open'))
      for (let n = 0; n < 10; n++) bus.dispatch('a', n)
      await vi.waitFor(() => expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'at open']), PATIENCE)
    })

    it('goes on after a restart of Redis, with what it listens to', async () => {
      const server = await redis('--appendonly', 'yes')
      const group = mode.mode === 'stream' ? { group: 'other' } : {}
      const sender = connect({ ...mode, ...group, address: server.address })
      const { bus, driver, changes } = connect({ ...mode, address: server.address })
      const seen: unknown[] = []
      bus.on('a', (payload) => seen.push(payload))
      bus.onAny((_, { event }) => seen.push(event))
      await Promise.all([openOnes(driver), openOnes(sender.driver)])
      await bus.wait()
      expect(await errorsOf(sender.bus)).toEqual([])
      await vi.waitFor(() => expect(seen).toEqual([1, 'a']), PATIENCE)
      await server.stop()
      await vi.waitFor(() => expect(sender.driver.state).toBe('down'), PATIENCE)
      await server.start()
      await Promise.all([openOnes(driver), openOnes(sender.driver)])
      expect(await errorsOf(sender.bus)).toEqual([])
      await vi.waitFor(() => expect(seen).toEqual([1, 'a', 1, 'a']), PATIENCE)
      expect(changes.map(({ state }) => state)).toEqual(['open', 'down', 'open'])
    })

    it('takes no longer than its timeouts for a Redis that has stopped answering', async () => {
      const server = await redis()
      const { bus, driver, changes } = connect({
        ...mode,
        address: server.address,
        readTimeout: 300,
        writeTimeout: 200,
      })
      const ran: unknown[] = []
      bus.on('a', (payload) => ran.push(payload))
      await openOnes(driver)
      server.pause()
      const start = performance.now()
      const handle = bus.dispatch('a', 1)
      expect(ran).toEqual([1])
      await handle.wait()
      const took = performance.now() - start
      expect(took).toBeGreaterThanOrEqual(150)
      expect(took).toBeLessThan(2_500)
      expect(handle.errors).toMatchObject([{ message: expect.stringContaining('no answer for 500 ms') }])
      expect(driver.state).toBe('down')
      expect((await errorsOf(bus))[0]).toContain('down')
      server.resume()
      await openOnes(driver)
      expect(await errorsOf(bus)).toEqual([])
      expect(changes.map(({ state }) => state)).toEqual(['open', 'down', 'open'])
    })

    it('notices that Redis has stopped answering when nothing is sent, too', async () => {
      const server = await redis()
      const times = { readTimeout: 200, writeTimeout: 100 }
      const { driver } = connect({ ...mode, ...times, address: server.address })
      await openOnes(driver)
      server.pause()
      await vi.waitFor(() => expect(driver.state).toBe('down'), PATIENCE)
      server.resume()
      await openOnes(driver)
    })

    it('is closed promptly while Redis is paused', async () => {
      const server = await redis()
      const { bus, driver } = connect({ ...mode, address: server.address })
      await openOnes(driver)
      server.pause()
      const start = performance.now()
      await bus.close()
      expect(performance.now() - start).toBeLessThan(2_500)
      expect(driver.state).toBe('closed')
      server.resume()
    })
  })

  it('publishes on one connection of the pool, which an idle one replaces without dialling', async () => {
    const server = await redis()
    const { bus, driver } = connect({ address: server.address, poolSize: 2, minIdleConnections: 1 })
    await openOnes(driver)
    await vi.waitFor(async () => expect(await connections(server)).toBe(3), PATIENCE)
    const client = await server.client()
    expect(await errorsOf(bus)).toEqual([])
    const publisher = (await client.clientList()).find(({ cmd }) => cmd === 'publish')
    await client.clientKill({ filter: 'ID', id: publisher?.id ?? 0 })
    await vi.waitFor(async () => expect(await errorsOf(bus)).toEqual([]), PATIENCE)
    await vi.waitFor(async () => expect(await connections(server)).toBe(3), PATIENCE)
    client.destroy()
  })

  it('lets readers of queues take turns where the pool is smaller than they are many', async () => {
    const server = await redis()
    const { bus, driver } = connect({ mode: 'stream', group: 'g', address: server.address, poolSize: 2 })
    await openOnes(driver)
    const seen: unknown[] = []
    const stop = new AbortController()
    const loops = Array.from({ length: 5 }, async (_, n) => {
      for await (const { payload } of bus.consume(`e${n}`, { queue: 'q', signal: stop.signal }))
        seen.push(payload)
    })
    for (let n = 0; n < 5; n++) bus.dispatch(`e${n}`, n)
    await vi.waitFor(() => expect(seen.map(Number).toSorted()).toEqual([0, 1, 2, 3, 4]), PATIENCE)
    expect(await connections(server)).toBe(2)
    stop.abort()
    await Promise.all(loops)
  })

  it('keeps streams in the database it is told', async () => {
    const server = await redis()
    const { bus, driver } = connect({ mode: 'stream', group: 'g', address: server.address, database: 3 })
    await openOnes(driver)
    expect(await errorsOf(bus)).toEqual([])
    for (const { database, length } of [
      { database: 0, length: 0 },
      { database: 3, length: 1 },
    ]) {
      const client = await server.client({ database })
      expect(await client.xLen('goevent:stream:a')).toBe(length)
      client.destroy()
    }
  })
})

describe('the connections of redisDriver, without a Redis', () => {
  it('gives up dialling after `dialTimeout` where nobody answers', async () => {
    const { bus, driver } = connect({
      address: await silent(),
      tls: true,
      dialTimeout: 300,
      readTimeout: 20_000,
    })
    const start = performance.now()
    expect(await errorsOf(bus)).toMatchObject([expect.stringMatching(/timeout/i)])
    expect(performance.now() - start).toBeGreaterThanOrEqual(290)
    expect(performance.now() - start).toBeLessThan(3_000)
    expect(driver.state).toBe('down')
  })

  it('gives up where the connection stands and nobody says a word', async () => {
    const times = { dialTimeout: 200, readTimeout: 100, writeTimeout: 100 }
    const { bus } = connect({ address: await silent(), ...times })
    expect(await errorsOf(bus)).toMatchObject([expect.stringContaining('no answer within 400 ms')])
  })

  it.each(MODES)('is closed promptly while it dials: $mode', async (mode) => {
    const { bus, driver } = connect({ ...mode, address: await silent() })
    bus.on('a', () => undefined)
    const handle = bus.dispatch('a', 1)
    const start = performance.now()
    await driver.close()
    await bus.close()
    expect(performance.now() - start).toBeLessThan(1_000)
    expect(handle.errors).toHaveLength(1)
  })
})
