import { describe, expect, it } from 'vitest'
import { redisDriver, type RedisConfig } from 'eventscope/drivers/redis'

const STREAM = { mode: 'stream', group: 'shop' } as const

describe('redisDriver', () => {
  it.each<[string, unknown]>([
    ['config', null],
    ['config.colour', { colour: 'red' }],
    ['config.mode', { mode: 'list' }],
    ['config.address', { address: 6379 }],
    ['config.address', { address: '' }],
    ['config.address', { address: 'host:port' }],
    ['config.address', { address: 'http://host' }],
    ['config.address', { address: 'redis://host/one' }],
    ['config.password', { password: 1 }],
    ['config.database', { database: -1 }],
    ['config.channelPrefix', { channelPrefix: 1 }],
    ['config.maxEventSize', { maxEventSize: 0 }],
    ['config.poolSize', { poolSize: 0 }],
    ['config.poolSize', { ...STREAM, poolSize: 1 }],
    ['config.minIdleConnections', { minIdleConnections: 11 }],
    ['config.dialTimeout', { dialTimeout: 0 }],
    ['config.readTimeout', { readTimeout: 2 ** 31 }],
    ['config.writeTimeout', { writeTimeout: '3s' }],
    ['config.tls', { tls: 'yes' }],
    ['config.tls', { tls: false, address: 'rediss://localhost' }],
    ['config.registry', { registry: {} }],
    ['config.events', { events: 'order' }],
    ['config.group', { group: 'shop' }],
    ['config.group', { mode: 'stream' }],
    ['config.group', { mode: 'stream', group: '' }],
    ['config.consumer', { ...STREAM, consumer: '' }],
    ['config.maxLength', { ...STREAM, maxLength: 0.5 }],
    ['config.claimAfter', { ...STREAM, claimAfter: 0 }],
    ['config.maxTries', { ...STREAM, maxTries: 0 }],
    ['config.deadLetter', { ...STREAM, deadLetter: '' }],
    ['config.blockTimeout', { ...STREAM, blockTimeout: Number.NaN }],
    ['config.batch', { ...STREAM, batch: 0 }],
  ])('refuses a wrong `%s`, naming it: %j', (option, config) => {
    expect(() => redisDriver(config as RedisConfig)).toThrow(TypeError)
    expect(() => redisDriver(config as RedisConfig)).toThrow(`\`${option}\``)
  })

  it('shows no password in an error', () => {
    expect(() => redisDriver({ address: 'redis://:secret@host:port' })).toThrow(/^(?!.*secret).*address/)
  })

  it.each<[string, RedisConfig, string]>([
    ['host and port', { address: '127.0.0.1:1' }, '127.0.0.1:1'],
    ['IPv6 with a port', { address: '[::1]:1' }, '[::1]:1'],
    ['a URL', { address: 'redis://127.0.0.1:1/2' }, '127.0.0.1:1'],
    ['a URL for TLS', { address: 'rediss://[::1]:1' }, '[::1]:1'],
  ])('takes an address as %s', async (_, config, where) => {
    const driver = redisDriver(config)
    const failure = await Promise.resolve(driver.publish('a', 1, 1)).catch((error: unknown) => String(error))
    expect(failure).toContain(`Redis at ${where} is down`)
    await driver.close()
  })
})
