import type { ConnectionOptions } from 'node:tls'
import type { EventRegistry } from '../../wire/index.ts'
import type { DriverOptions } from '../driver-base.ts'

/** What both modes are told. The names follow goevent's `RedisConfig`; durations are in ms. */
export interface RedisConnectionOptions extends DriverOptions {
  /**
   * `host:port`, `host`, `[::1]:6379`, or a URL: `redis://user:password@host:6379/0`, `rediss://…` for TLS.
   * `password` and `database` win over those of the URL.
   * @default 'localhost:6379'
   */
  readonly address?: string | undefined
  /** Of the default user, or of the one named in the URL. */
  readonly password?: string | undefined
  /**
   * The number of the database. Streams live in it; pub/sub channels are the same in all of them.
   * @default 0
   */
  readonly database?: number | undefined
  /**
   * Stands before the event's name in that of its channel, and before the keys of streams. None should begin with another
   * one in pub/sub mode: who listens to every event under the shorter one is sent the messages of both.
   * @default 'goevent:'
   */
  readonly channelPrefix?: string | undefined
  /**
   * How many bytes a message may have, either way.
   * @default 1048576
   */
  readonly maxEventSize?: number | undefined
  /**
   * How many connections commands may use. One publishes everything, as the order of what it sends must be kept; in
   * stream mode, readers share the others, and take turns where there are more readers than connections. The
   * subscription of pub/sub has one besides, as in goevent.
   * @default 10
   */
  readonly poolSize?: number | undefined
  /**
   * How many of them are kept open though nobody uses them: one takes the place of a lost connection, or serves a new
   * reader, without dialling.
   * @default 0
   */
  readonly minIdleConnections?: number | undefined
  /**
   * How long opening a connection may take, TLS included.
   * @default 5000
   */
  readonly dialTimeout?: number | undefined
  /**
   * How long Redis may owe an answer, counted from its last one. Then the connection counts as dead, and what waits for
   * an answer fails.
   * @default 3000
   */
  readonly readTimeout?: number | undefined
  /**
   * How long a command may take to leave. The client does not tell when it has left, so this adds to `readTimeout`: an
   * answer may take as long as both.
   * @default 3000
   */
  readonly writeTimeout?: number | undefined
  /** Node's options for TLS; `true` for TLS with Node's defaults. */
  readonly tls?: ConnectionOptions | boolean | undefined
  /** Which types messages may have, and how payloads are read. Without it, every JSON goes through. */
  readonly registry?: EventRegistry | undefined
}

/** Pub/sub, as goevent does it: who is not connected hears nothing. */
export interface RedisPubSubConfig extends RedisConnectionOptions {
  /** @default 'pubsub' */
  readonly mode?: 'pubsub' | undefined
}

/** Redis Streams: what is sent waits until it has been handled, at least once for each group. Redis 6.2 or newer. */
export interface RedisStreamConfig extends RedisConnectionOptions {
  readonly mode: 'stream'
  /**
   * The name of the service: each event is handled by one of the processes that share it. They are taken to have the
   * same listeners.
   */
  readonly group: string
  /**
   * The name of this process in the group. No two processes may have the same.
   * @default host name, process id and a UUID
   */
  readonly consumer?: string | undefined
  /**
   * How many messages the stream of an event keeps, roughly: Redis trims in blocks, by age alone. What is trimmed
   * before it was handled is lost, unless it was in work: then its id is in the dead-letter stream.
   * @default 100000
   */
  readonly maxLength?: number | undefined
  /**
   * After how long a message that failed, or whose consumer died, is given to another. A message in work here is kept,
   * however long it takes.
   * @default 30000
   */
  readonly claimAfter?: number | undefined
  /**
   * How often a message is tried before it goes to the dead-letter stream.
   * @default 5
   */
  readonly maxTries?: number | undefined
  /**
   * The key of the dead-letter stream. Its entries have the fields `event`, `id` (of the entry in the event's stream),
   * `group`, `reason`, and, where they are known, `tries` and `message`. It is trimmed as the others are.
   * @default `<channelPrefix>dead-letter`
   */
  readonly deadLetter?: string | undefined
  /**
   * How long one read waits for messages. It is also how long a listener of every event may take to hear of an event
   * that is dispatched for the first time.
   * @default 1000
   */
  readonly blockTimeout?: number | undefined
  /**
   * How many messages one read takes at most from each stream.
   * @default 100
   */
  readonly batch?: number | undefined
}

/** What `redisDriver()` is told. */
export type RedisConfig = RedisPubSubConfig | RedisStreamConfig
