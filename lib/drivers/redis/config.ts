import { hostname } from 'node:os'
import type { ConnectionOptions } from 'node:tls'
import { EventRegistry } from '../../wire/index.ts'
import { parseAddress, type RedisAddress } from './address.ts'
import type { RedisConfig, RedisStreamConfig } from './options.ts'

const SHARED = [
  'mode',
  'address',
  'password',
  'database',
  'channelPrefix',
  'maxEventSize',
  'poolSize',
  'minIdleConnections',
  'dialTimeout',
  'readTimeout',
  'writeTimeout',
  'tls',
  'registry',
  'events',
] as const
const STREAM = [
  'group',
  'consumer',
  'maxLength',
  'claimAfter',
  'maxTries',
  'deadLetter',
  'blockTimeout',
  'batch',
] as const

/** Longer timers fire at once. */
const MAX_DURATION = 2 ** 31 - 1

/** How a connection is made. */
export interface ConnectionSettings {
  readonly address: RedisAddress
  readonly password: string | undefined
  readonly database: number
  readonly tls: ConnectionOptions | undefined
  readonly poolSize: number
  readonly minIdle: number
  readonly dialTimeout: number
  readonly readTimeout: number
  readonly writeTimeout: number
}

/** How messages are named, written and read. */
export interface MessageSettings {
  readonly prefix: string
  readonly maxBytes: number
  readonly registry: EventRegistry | undefined
}

/** The configuration, checked and complete. */
export interface Settings {
  readonly events: readonly string[] | undefined
  readonly connection: ConnectionSettings
  readonly message: MessageSettings
  /** Undefined for pub/sub. */
  readonly stream: StreamSettings | undefined
}

/** What stream mode has besides. */
export interface StreamSettings {
  readonly group: string
  readonly consumer: string
  readonly maxLength: number
  readonly claimAfter: number
  readonly maxTries: number
  readonly deadLetter: string
  readonly blockTimeout: number
  readonly batch: number
}

/** @throws {TypeError} for an option that is unknown, ill-typed, or missing */
export function settingsOf(config: RedisConfig): Settings {
  if (typeof config !== 'object' || config === null) {
    throw new TypeError(`\`config\` must be an object, not ${show(config)}`)
  }
  const { mode = 'pubsub', registry, events } = config
  if (mode !== 'pubsub' && mode !== 'stream') {
    throw new TypeError(`\`config.mode\` must be 'pubsub' or 'stream', not ${show(mode)}`)
  }
  checkKeys(config, mode)
  if (registry !== undefined && !(registry instanceof EventRegistry)) {
    throw new TypeError(`\`config.registry\` must be an EventRegistry, not ${show(registry)}`)
  }
  if (
    events !== undefined &&
    !(Array.isArray(events) && events.every((event) => typeof event === 'string'))
  ) {
    throw new TypeError('`config.events` must be an array of names of events')
  }
  const prefix = text('channelPrefix', config.channelPrefix) ?? 'goevent:'
  return {
    events,
    connection: connectionOf(config, config.mode === 'stream' ? 2 : 1),
    message: { prefix, maxBytes: whole('maxEventSize', config.maxEventSize, 1) ?? 1024 * 1024, registry },
    stream: config.mode === 'stream' ? streamOf(config, prefix) : undefined,
  }
}

function connectionOf(config: RedisConfig, leastPool: number): ConnectionSettings {
  const address = parseAddress(text('address', config.address) ?? 'localhost:6379')
  const poolSize = whole('poolSize', config.poolSize, leastPool) ?? 10
  const minIdle = whole('minIdleConnections', config.minIdleConnections, 0) ?? 0
  if (minIdle > poolSize) {
    throw new TypeError(
      `\`config.minIdleConnections\` must not be above \`poolSize\` (${poolSize}), as ${minIdle} is`,
    )
  }
  return {
    address,
    password: text('password', config.password) || address.password,
    database: whole('database', config.database, 0) ?? address.database ?? 0,
    tls: tlsOf(config.tls, address.tls),
    poolSize,
    minIdle,
    dialTimeout: duration('dialTimeout', config.dialTimeout) ?? 5_000,
    readTimeout: duration('readTimeout', config.readTimeout) ?? 3_000,
    writeTimeout: duration('writeTimeout', config.writeTimeout) ?? 3_000,
  }
}

function streamOf(config: RedisStreamConfig, prefix: string): StreamSettings {
  if (typeof config.group !== 'string' || config.group === '') {
    throw new TypeError(
      '`config.group` must be a non-empty string in stream mode: the name of the service, whose processes share what ' +
        `comes in; it is ${show(config.group)}`,
    )
  }
  return {
    group: config.group,
    consumer: name('consumer', config.consumer) ?? `${hostname()}-${process.pid}-${crypto.randomUUID()}`,
    maxLength: whole('maxLength', config.maxLength, 1) ?? 100_000,
    claimAfter: duration('claimAfter', config.claimAfter) ?? 30_000,
    maxTries: whole('maxTries', config.maxTries, 1) ?? 5,
    deadLetter: name('deadLetter', config.deadLetter) ?? `${prefix}dead-letter`,
    blockTimeout: duration('blockTimeout', config.blockTimeout) ?? 1_000,
    batch: whole('batch', config.batch, 1) ?? 100,
  }
}

function tlsOf(tls: unknown, asked: boolean): ConnectionOptions | undefined {
  if (tls === undefined || tls === true) return asked || tls === true ? {} : undefined
  if (tls === false) {
    if (asked) throw new TypeError('`config.tls` is false, and `config.address` is a rediss:// URL')
    return undefined
  }
  if (typeof tls !== 'object' || tls === null) {
    throw new TypeError(`\`config.tls\` must be Node's options for TLS, or a boolean, not ${show(tls)}`)
  }
  return tls
}

function checkKeys(config: RedisConfig, mode: 'pubsub' | 'stream'): void {
  const known: readonly string[] = mode === 'stream' ? [...SHARED, ...STREAM] : SHARED
  for (const key of Object.keys(config)) {
    if (known.includes(key)) continue
    const other = STREAM.some((option) => option === key)
    throw new TypeError(
      other
        ? `\`config.${key}\` is for \`mode: 'stream'\``
        : `\`config.${key}\` is unknown. Known are: ${known.join(', ')}`,
    )
  }
}

function text(option: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw new TypeError(`\`config.${option}\` must be a string, not ${show(value)}`)
}

function name(option: string, value: unknown): string | undefined {
  if (value === '') throw new TypeError(`\`config.${option}\` must be a non-empty string`)
  return text(option, value)
}

function whole(option: string, value: unknown, least: number): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= least))
    return value as number | undefined
  throw new TypeError(`\`config.${option}\` must be a whole number of at least ${least}, not ${show(value)}`)
}

function duration(option: string, value: unknown): number | undefined {
  if (
    value === undefined ||
    (Number.isInteger(value) && Number(value) > 0 && Number(value) <= MAX_DURATION)
  ) {
    return value as number | undefined
  }
  throw new TypeError(
    `\`config.${option}\` must be a whole number of milliseconds from 1 to ${MAX_DURATION}, not ${show(value)}`,
  )
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return value === null || ['undefined', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`
}
