import type { IncomingMessage, ServerResponse } from 'node:http'
import { createBus, type Driver } from 'eventscope'
import { redisDriver } from 'eventscope/drivers/redis'
import { createEventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'
import { EventRegistry } from 'eventscope/wire'
import { z } from 'zod'
import { SHARED_BY_SHOPPERS } from '../demo/index.ts'

export interface ShopServerOptions {
  /** A Redis through which servers see one another's orders; without it, shoppers of this server do. */
  readonly redisUrl?: string | undefined
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

/** What comes from a browser is not trusted: only what is registered here, and has that form, goes on. */
export function createShopServer({ redisUrl }: ShopServerOptions = {}): ShopServer {
  const registry = new EventRegistry()
  for (const event of SHARED_BY_SHOPPERS) registry.register(event, { schema: announcedOrder })
  const driver = redisUrl === undefined ? undefined : driverOf(redisUrl, registry)
  const bus = createBus({ name: 'shop server', driver })
  const endpoint = createEventEndpoint({ bus, registry, stream: { events: SHARED_BY_SHOPPERS } })
  return {
    listener: toNodeListener(endpoint),
    describe: () => (driver === undefined ? 'without Redis' : `Redis at ${new URL(redisUrl ?? '').host}`),
    async close() {
      await endpoint.close()
      await bus.close({ timeout: 1_000 })
    },
  }
}

function driverOf(redisUrl: string, registry: EventRegistry): Driver {
  const { hostname, port, username, password, pathname } = new URL(redisUrl)
  if (username !== '' && username !== 'default')
    throw new TypeError('REDIS_URL must not name a user: goevent knows a password only')
  return redisDriver({
    address: `${hostname}:${port || '6379'}`,
    password: decodeURIComponent(password) || undefined,
    database: Number(pathname.slice(1) || 0),
    events: SHARED_BY_SHOPPERS,
    registry,
  })
}
