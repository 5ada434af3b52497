import type { IncomingMessage, ServerResponse } from 'node:http'
import { createBus, type Driver, type DriverState } from 'eventscope'
import { redisDriver } from 'eventscope/drivers/redis'
import { createEventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'
import { EventRegistry } from 'eventscope/wire'
import { z } from 'zod'
import { SHARED_BY_SHOPPERS } from '../demo/index.ts'

export interface ShopServerOptions {
  /** A Redis through which servers see one another's orders; without it, shoppers of this server do. */
  readonly redisUrl?: string | undefined
  /** Told in a line what whoever runs the server must know: that Redis is down or back, and what fails. */
  readonly log: (line: string) => void
}

/** The shop's part on a server: shoppers learn of each other's orders through it. */
export interface ShopServer {
  /** Answers the requests to the endpoint. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  /** How it is connected, for the log. */
  readonly describe: () => string
  close(): Promise<void>
}

const announcedOrder = z.object({
  number: z.string().regex(/^NW-\d{1,9}$/),
  items: z.number().int().positive(),
  total: z.number().int().nonnegative(),
})

/**
 * What comes from a browser is not trusted: only what is registered here, and has that form, goes on.
 * @throws {TypeError} for a `redisUrl` that is no URL of a Redis
 */
export function createShopServer({ redisUrl, log }: ShopServerOptions): ShopServer {
  const registry = new EventRegistry()
  for (const event of SHARED_BY_SHOPPERS) registry.register(event, { schema: announcedOrder })
  const driver = redisUrl === undefined ? undefined : driverOf(redisUrl, registry)
  driver?.onState(({ state, reason }) => log(stateLine(state, reason)))
  const onError = ({ message }: Error): void => log(message)
  const bus = createBus({ name: 'shop server', driver, onError })
  const endpoint = createEventEndpoint({ bus, registry, stream: { events: SHARED_BY_SHOPPERS } })
  return {
    listener: toNodeListener(endpoint),
    describe: () => (redisUrl === undefined ? 'without Redis' : `Redis at ${new URL(redisUrl).host}`),
    async close() {
      await endpoint.close()
      await bus.close({ timeout: 1_000 })
    },
  }
}

function driverOf(redisUrl: string, registry: EventRegistry): Driver {
  if (!/^rediss?:\/\//.test(redisUrl) || !URL.canParse(redisUrl))
    throw new TypeError('REDIS_URL must be a URL as redis://user:password@host:6379/0, or rediss://… for TLS')
  return redisDriver({ address: redisUrl, events: SHARED_BY_SHOPPERS, registry })
}

function stateLine(state: DriverState, reason = 'no reason was given'): string {
  switch (state) {
    case 'open':
      return 'Redis is connected: shoppers of other servers are heard'
    case 'down':
      return `Redis is down (${reason}): only shoppers of this server see one another’s orders, until it is back`
    default:
      return `Redis is ${state}`
  }
}
