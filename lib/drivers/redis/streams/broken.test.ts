import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Bus, createBus, type Driver } from 'eventscope'
import { redisDriver } from 'eventscope/drivers/redis'
import { breaking, hasRedis, RedisServer } from '../test-support.ts'

const PATIENCE = { timeout: 15_000, interval: 10 }

describe.skipIf(!hasRedis)('redisDriver in stream mode, whose connection breaks before the answer', () => {
  let server: RedisServer
  const closing: { close(): Promise<void> }[] = []

  beforeAll(async () => {
    server = await RedisServer.start()
  })
  afterEach(() => Promise.all(closing.splice(0).map((each) => each.close())))
  afterAll(() => server.remove())

  function open(group: string, address: string = server.address): { bus: Bus; driver: Driver } {
    const driver = redisDriver({ mode: 'stream', group, address, claimAfter: 60_000 })
    const bus = createBus({ driver, onError: () => undefined })
    closing.push(bus)
    return { bus, driver }
  }

  it('gets what it was given before what was sent after it, without waiting for it to be claimed', async () => {
    const weak = await breaking(server.port, { answerWith: 'on its way' })
    const [shop, bill] = [open('shop'), open('bill', weak.address)]
    const seen: unknown[] = []
    for (const event of ['order', 'cancel']) bill.bus.on(event, (payload) => seen.push(payload))
    await bill.bus.wait()
    shop.bus.dispatch('order', 'first')
    await vi.waitFor(() => expect(seen).toEqual(['first']), PATIENCE)
    shop.bus.dispatch('order', 'on its way')
    await weak.broken
    shop.bus.dispatch('cancel', 'next')
    shop.bus.dispatch('order', 'last')
    await vi.waitFor(() => expect(seen).toEqual(['first', 'on its way', 'next', 'last']), PATIENCE)
    weak.remove()
  })

  it('does not begin at the beginning where it had begun with what comes next', async () => {
    const shop = open('shop')
    await shop.bus.dispatch('old', 'before').wait()
    const weak = await breaking(server.port, { answerTo: 'goevent:followers' })
    const log = open('log', weak.address)
    const seen: unknown[] = []
    log.bus.onAny((payload) => seen.push(payload))
    await weak.broken
    await vi.waitFor(() => expect(log.driver.state).toBe('open'), PATIENCE)
    await shop.bus.dispatch('old', 'after').wait()
    await vi.waitFor(() => expect(seen).toContain('after'), PATIENCE)
    expect(seen).toEqual(['after'])
    weak.remove()
  })
})
