import { createBus } from 'eventscope'
import { createEventEndpoint, type EventEndpoint } from 'eventscope/http'
import { toNodeListener } from 'eventscope/http/node'
import type { RequestListener } from 'node:http'
import { describe, expectTypeOf, it } from 'vitest'

interface ShopEvents {
  'cart.item_added': { sku: string }
  'cart.cleared': void
}

describe('an endpoint', () => {
  it('takes any bus, and is a handler of each server that speaks fetch', () => {
    const endpoint = createEventEndpoint({ bus: createBus<ShopEvents>() })
    expectTypeOf(endpoint).toEqualTypeOf<EventEndpoint>()
    expectTypeOf(endpoint).toExtend<(request: Request) => Promise<Response>>()
    expectTypeOf(endpoint).toExtend<
      (request: Request, context: { params: Promise<object> }) => Promise<Response>
    >()
    expectTypeOf(toNodeListener(endpoint)).toExtend<RequestListener>()
    expectTypeOf(endpoint.readers).toEqualTypeOf<number>()
    createEventEndpoint({ bus: createBus() })
  })

  it('needs a bus, and to be told what its stream gives away', () => {
    // @ts-expect-error -- there is nothing to dispatch on
    createEventEndpoint({})
    // @ts-expect-error -- what readers may get is never "all" by accident
    createEventEndpoint({ bus: createBus(), stream: {} })
    // @ts-expect-error -- whom to call back is listed
    createEventEndpoint({ bus: createBus(), callbacks: { attempts: 3 } })
  })
})
