import type { Driver } from '../../core/index.ts'
import { settingsOf } from './config.ts'
import type { RedisConfig } from './options.ts'
import { PubSubDriver } from './pubsub.ts'
import { StreamDriver } from './streams/stream-driver.ts'

export { RedisDownError } from './errors.ts'
export type { RedisConfig, RedisConnectionOptions, RedisPubSubConfig, RedisStreamConfig } from './options.ts'

/**
 * A driver for Node that shares events through Redis, wire-compatible with goevent. By default through pub/sub, as
 * goevent does; with `mode: 'stream'` through Redis Streams, where nothing is lost while nobody listens.
 *
 * It connects at once. What is dispatched before the first connection is there waits for it, for as long as one attempt
 * takes. Later, while Redis is not reachable, publishing fails at once with a `RedisDownError` on the handle, and the
 * connection is sought again and again, with pauses of up to 2 s. An answer that does not come within `writeTimeout`
 * and `readTimeout` ends a connection. Local listeners never wait for any of it.
 *
 * Messages of one process keep their order: one connection sends them all. One whose publishing failed because Redis did
 * not answer may have arrived all the same.
 *
 * In stream mode each event has a stream, `<channelPrefix>stream:<event>`. A service (`group`) begins with what comes
 * after its first listener of the event, then gets everything, also what is sent while it is away. It gets an event once,
 * in one of its processes: if the sender is one of them and listens to the event, then there, at once. What fails is tried
 * again after `claimAfter`, `maxTries` times, then put into the dead-letter stream with the reason, as is at once what
 * can't be read. A queue of `bus.consume()` begins with the oldest message there is. A sender's order over all its events
 * is kept for a group of one process. A listener that never settles keeps its event for ever: give it a `timeout`.
 * @throws {TypeError} for an option that is unknown, ill-typed or missing
 * @example
 * const bus = createBus({ driver: redisDriver({ address: 'localhost:6379' }) })
 * bus.on('order.placed', (order) => print(order)) // here, or in whichever process it was dispatched
 */
export function redisDriver(config: RedisConfig = {}): Driver {
  const settings = settingsOf(config)
  return settings.stream === undefined
    ? new PubSubDriver(settings)
    : new StreamDriver(settings, settings.stream)
}
