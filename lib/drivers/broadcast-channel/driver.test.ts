import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Bus, createBus, type Driver, type Origin } from 'eventscope'
import { broadcastChannelDriver, type BroadcastChannelOptions } from 'eventscope/drivers/broadcast-channel'
import { EventRegistry } from 'eventscope/wire'

interface Member {
  readonly bus: Bus
  readonly driver: Driver
  /** What came in, in order. */
  readonly heard: { readonly event: string; readonly payload: unknown; readonly origin: Origin }[]
  /** The payloads of what was dispatched here. */
  readonly own: unknown[]
}

const members: Member[] = []
const strangers: BroadcastChannel[] = []

afterEach(async () => {
  vi.unstubAllGlobals()
  await Promise.all(members.splice(0).map(({ bus }) => bus.close()))
  for (const stranger of strangers.splice(0)) stranger.close()
})

const newChannel = (): string => `test ${crypto.randomUUID()}`

/** A bus on the channel that writes down what it hears. */
function join(channel: string, options?: BroadcastChannelOptions): Member {
  const driver = broadcastChannelDriver(channel, options)
  const bus = createBus({ driver, onError: () => undefined })
  const member: Member = { bus, driver, heard: [], own: [] }
  bus.onAny((payload, { event, origin }) => {
    if (origin === undefined) member.own.push(payload)
    else member.heard.push({ event, payload, origin })
  })
  members.push(member)
  return member
}

/** Somebody on the channel who knows nothing of buses. */
function joinStranger(channel: string): BroadcastChannel {
  const stranger = new BroadcastChannel(channel)
  strangers.push(stranger)
  return stranger
}

async function nextPosted(stranger: BroadcastChannel): Promise<unknown> {
  return new Promise((resolve) => {
    stranger.addEventListener('message', ({ data }) => resolve(data), { once: true })
  })
}

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { interval: 1, timeout: 10_000 })

const payloads = ({ heard }: Member): unknown[] => heard.map(({ payload }) => payload)

describe('buses on one channel', () => {
  it('hear one another: each event once, in order, none its own', async () => {
    const channel = newChannel()
    const all = [join(channel), join(channel), join(channel)]
    for (let number = 0; number < 100; number++) {
      for (const [index, { bus }] of all.entries()) bus.dispatch('a', `${index}:${number}`)
    }
    await until(() => all.every(({ heard }) => heard.length >= 200))
    for (const [index, member] of all.entries()) {
      const numbers = (of: number): string[] => Array.from({ length: 100 }, (_, number) => `${of}:${number}`)
      expect(member.own).toEqual(numbers(index))
      for (const of of [0, 1, 2].filter((other) => other !== index)) {
        expect(payloads(member).filter((payload) => String(payload).startsWith(`${of}:`))).toEqual(
          numbers(of),
        )
      }
      expect(member.heard).toHaveLength(200)
      expect(member.driver.counts).toEqual({ sent: 100, received: 200, failed: 0, refused: 0 })
    }
  })

  it('keep the order of each sender, however their dispatches interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 1, maxLength: 30 }), async (senders) => {
        const channel = newChannel()
        const all = [join(channel), join(channel), join(channel)]
        const sent: number[][] = [[], [], []]
        for (const [number, sender] of senders.entries()) {
          sent[sender]?.push(number)
          all[sender]?.bus.dispatch('a', { sender, number })
        }
        const total = (index: number): number => senders.length - (sent[index]?.length ?? 0)
        await until(() => all.every(({ heard }, index) => heard.length >= total(index)))
        for (const [index, member] of all.entries()) {
          const heard = payloads(member) as { sender: number; number: number }[]
          expect(heard).toHaveLength(total(index))
          for (const [sender, numbers] of sent.entries()) {
            const of = heard.filter((one) => one.sender === sender).map(({ number }) => number)
            expect(of).toEqual(sender === index ? [] : numbers)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('hear what a listener dispatches after what it listens to', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel), join(channel)]
    one.bus.on('order', (_, dispatch) => dispatch.dispatch('invoice'))
    one.bus.dispatch('order')
    await until(() => two.heard.length === 2)
    expect(two.heard.map(({ event }) => event)).toEqual(['order', 'invoice'])
  })

  it('are told who sent a message, which one it is and when, all alike', async () => {
    const channel = newChannel()
    const [one, two, three] = [join(channel), join(channel), join(channel)]
    const before = Date.now()
    one.bus.dispatch('a')
    await until(() => two.heard.length === 1 && three.heard.length === 1)
    const origin = two.heard[0]?.origin
    expect(origin).toEqual({
      via: 'broadcast-channel',
      sender: expect.stringMatching(/^[0-9a-f-]{36}$/),
      id: expect.stringContaining(`${origin?.sender}:`),
      time: expect.any(Number),
    })
    expect(origin?.time).toBeGreaterThanOrEqual(before)
    expect(three.heard[0]?.origin).toEqual(origin)
  })

  it('get what one passes on from elsewhere with its own sender and id', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel), join(channel)]
    const origin = { via: 'http', sender: 'a browser', id: 'a browser:7', time: 1_700_000_000_000 }
    one.bus.receive('a', 1, origin)
    one.bus.receive('a', 2, { via: 'http', sender: 'a browser', id: 'a browser:8' })
    await until(() => two.heard.length === 2)
    expect(two.heard.map((heard) => heard.origin)).toEqual([
      { ...origin, via: 'broadcast-channel' },
      { via: 'broadcast-channel', sender: 'a browser', id: 'a browser:8', time: undefined },
    ])
    two.bus.dispatch('b')
    await until(() => one.heard.some(({ event }) => event === 'b'))
    expect(payloads(one)).toEqual([1, 2, undefined])
  })

  it('get payloads cloned: Dates, Maps, bytes, undefined and what goes round in circles', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel), join(channel)]
    const circle: { self?: unknown } = {}
    circle.self = circle
    const payload = { at: new Date(5), map: new Map([[1n, new Set(['x'])]]), bytes: new Uint8Array([1, 2]) }
    one.bus.dispatch('a', payload)
    one.bus.dispatch('a')
    one.bus.dispatch('a', circle)
    await until(() => two.heard.length === 3)
    const [first, second, third] = payloads(two)
    expect(first).toEqual(payload)
    expect(first).not.toBe(payload)
    expect(second).toBeUndefined()
    expect((third as typeof circle).self).toBe(third)
  })

  it('are not heard on another channel', async () => {
    const [channel, another] = [newChannel(), newChannel()]
    const [one, two, three] = [join(channel), join(channel), join(another)]
    one.bus.dispatch('a')
    await until(() => two.heard.length === 1)
    expect(three.heard).toEqual([])
  })

  it('share only the events they were told of', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel, { events: ['a'] }), join(channel)]
    one.bus.dispatch('secret', 1)
    one.bus.dispatch('a', 2)
    await until(() => two.heard.length === 1)
    expect(payloads(two)).toEqual([2])
  })
})

describe('what cannot be cloned', () => {
  it('is an error of its handle that names the event; listeners run, and the next one leaves', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel), join(channel)]
    const handle = one.bus.dispatch('order.placed', { print: () => undefined })
    expect(one.own).toHaveLength(1)
    expect(handle.settled).toBe(true)
    expect(handle.errors).toMatchObject([{ event: 'order.placed', cause: { name: 'DataCloneError' } }])
    expect(handle.errors[0]?.message).toContain('"order.placed"')
    one.bus.dispatch('order.placed', 1)
    await until(() => two.heard.length === 1)
    expect(payloads(two)).toEqual([1])
    expect(one.driver.counts).toMatchObject({ sent: 1, failed: 1 })
  })

  it('is so, too, where a getter throws', () => {
    const { bus } = join(newChannel())
    const failure = new Error('not now')
    const payload = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw failure
      },
    })
    expect(bus.dispatch('a', payload).errors).toMatchObject([{ cause: failure }])
  })
})

describe('what others post on the channel', () => {
  const origin = { sender: 's', id: 's:1', time: 1 }
  const message = { eventscope: 1, event: 'a', payload: 1, origin }
  const without = (key: string): object =>
    Object.fromEntries(Object.entries(message).filter(([each]) => each !== key))

  it('is read where it is a message', async () => {
    const channel = newChannel()
    const { heard } = join(channel)
    joinStranger(channel).postMessage({ ...message, more: 'from a later version' })
    await until(() => heard.length === 1)
    expect(heard).toEqual([{ event: 'a', payload: 1, origin: { ...origin, via: 'broadcast-channel' } }])
  })

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['text', 'hello'],
    ['JSON', JSON.stringify(message)],
    ['an array', [message]],
    ['a Map', new Map(Object.entries(message))],
    ['of another form', { ...message, eventscope: 2 }],
    ['without a form', without('eventscope')],
    ['without an event', without('event')],
    ['without a payload', without('payload')],
    ['without an origin', without('origin')],
    ['with a number for an event', { ...message, event: 5 }],
    ['with an empty event', { ...message, event: '' }],
    ['with the name of every event', { ...message, event: '*' }],
    ['with an empty type', { ...message, type: '' }],
    ['with a type that is none', { ...message, type: {} }],
    ['with an origin that is none', { ...message, origin: 's' }],
    ['without a sender', { ...message, origin: { id: 's:1' } }],
    ['with an empty id', { ...message, origin: { ...origin, id: '' } }],
    ['with a time that is none', { ...message, origin: { ...origin, time: 'noon' } }],
    ['with an endless time', { ...message, origin: { ...origin, time: Infinity } }],
  ])('is refused where it is %s, and counted', async (_, data) => {
    const channel = newChannel()
    const { driver, bus, heard } = join(channel)
    const stranger = joinStranger(channel)
    stranger.postMessage(data)
    stranger.postMessage({ ...message, payload: 2, origin: { sender: 's', id: 's:2' } })
    await until(() => heard.length > 0)
    expect(heard.map(({ payload }) => payload)).toEqual([2])
    expect(driver.counts).toMatchObject({ received: 1, refused: 1 })
    expect(bus.errors).toEqual([])
  })

  it('is refused where it came before', async () => {
    const channel = newChannel()
    const { driver, heard } = join(channel)
    const stranger = joinStranger(channel)
    for (const payload of [1, 2]) stranger.postMessage({ ...message, payload })
    await until(() => driver.counts.refused === 1)
    expect(heard.map(({ payload }) => payload)).toEqual([1])
  })

  it('is refused where it cannot be cloned here', () => {
    vi.stubGlobal('BroadcastChannel', FakeChannel)
    const { driver } = join(newChannel())
    FakeChannel.last?.dispatchEvent(new Event('messageerror'))
    expect(driver.counts).toEqual({ sent: 0, received: 0, failed: 0, refused: 1 })
  })
})

class FakeChannel extends EventTarget {
  static last: FakeChannel | undefined

  closed = 0

  constructor(readonly name: string) {
    super()
    FakeChannel.last = this
  }
  postMessage(): void {}
  close(): void {
    this.closed++
  }
}

describe('with a registry', () => {
  const Qty = z.object({ qty: z.number() })

  function oldRegistry(): EventRegistry {
    const registry = new EventRegistry()
    registry.registerAs('cart.added.v1', { event: 'cart.added', schema: z.object({ count: z.number() }) })
    return registry
  }

  function newRegistry(): EventRegistry {
    const registry = new EventRegistry()
    registry.registerAs('cart.added.v1', {
      event: 'cart.added',
      schema: z.object({ count: z.number() }),
      upgrade: { to: 'cart.added.v2', with: ({ count }) => ({ qty: count }) },
    })
    registry.registerAs('cart.added.v2', { event: 'cart.added', schema: Qty })
    return registry
  }

  it('the newest type of an event is posted beside its name', async () => {
    const channel = newChannel()
    const stranger = joinStranger(channel)
    const posted = nextPosted(stranger)
    join(channel, { registry: newRegistry() }).bus.dispatch('cart.added', { qty: 2 })
    expect(await posted).toMatchObject({ eventscope: 1, event: 'cart.added', type: 'cart.added.v2' })
  })

  it('what an older tab sends comes in as the newest version', async () => {
    const channel = newChannel()
    const [older, newer] = [
      join(channel, { registry: oldRegistry() }),
      join(channel, { registry: newRegistry() }),
    ]
    older.bus.dispatch('cart.added', { count: 3 })
    await until(() => newer.heard.length === 1)
    expect(newer.heard).toMatchObject([{ event: 'cart.added', payload: { qty: 3 } }])
  })

  it('a bus without one gets the event by its own name', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel, { registry: newRegistry() }), join(channel)]
    one.bus.dispatch('cart.added', { qty: 3 })
    await until(() => two.heard.length === 1)
    expect(two.heard).toMatchObject([{ event: 'cart.added', payload: { qty: 3 } }])
  })

  it('what fails its schema is a failed dispatch that says where, and no listener runs', async () => {
    const channel = newChannel()
    const registry = new EventRegistry()
    registry.register('cart.added', { schema: Qty })
    const [one, two] = [join(channel), join(channel, { registry })]
    one.bus.dispatch('cart.added', { qty: 'many' })
    one.bus.dispatch('cart.added', { qty: 3 })
    await until(() => two.heard.length === 1)
    expect(payloads(two)).toEqual([{ qty: 3 }])
    expect(two.bus.errors).toMatchObject([{ event: 'cart.added', cause: { name: 'PayloadError' } }])
    expect(two.bus.errors[0]?.message).toContain('qty')
    expect(two.driver.counts).toMatchObject({ received: 1, refused: 1 })
  })

  it('what is not registered is a failed dispatch that says how to register it', async () => {
    const channel = newChannel()
    const [one, two] = [join(channel), join(channel, { registry: newRegistry() })]
    one.bus.dispatch('cart.emptied')
    await until(() => two.bus.errors.length === 1)
    expect(two.bus.errors).toMatchObject([
      { event: 'cart.emptied', cause: { name: 'UnregisteredEventError' } },
    ])
    expect(two.heard).toEqual([])
  })
})

describe('the state of the driver', () => {
  it('is open at once, and closed after close(), which ends it in both directions', async () => {
    const channel = newChannel()
    const [one, two, three] = [join(channel), join(channel), join(channel)]
    expect(one.driver).toMatchObject({ name: 'broadcast-channel', state: 'open' })
    await one.driver.close()
    expect(one.driver.state).toBe('closed')
    const handle = one.bus.dispatch('a', 1)
    expect(one.own).toEqual([1])
    expect(handle.errors).toMatchObject([{ cause: { name: 'DriverClosedError' } }])
    two.bus.dispatch('a', 2)
    await until(() => three.heard.length === 1)
    expect(payloads(three)).toEqual([2])
    expect(one.heard).toEqual([])
  })

  it('is closed with its channel', async () => {
    vi.stubGlobal('BroadcastChannel', FakeChannel)
    const { driver, bus } = join('shop')
    const channel = FakeChannel.last
    expect(channel).toMatchObject({ name: 'shop', closed: 0 })
    await Promise.all([driver.close(), bus.close()])
    expect(channel?.closed).toBe(1)
  })

  it('is down where there is no BroadcastChannel: dispatches stay here, and say so', async () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const { driver, bus, own } = join(newChannel())
    expect(driver.state).toBe('down')
    const handle = bus.dispatch('a', 1)
    expect(own).toEqual([1])
    expect(handle.errors[0]?.message).toContain('no BroadcastChannel')
    await bus.close()
    expect(driver.state).toBe('closed')
  })

  it('is down where the browser denies the page a BroadcastChannel, and says why', () => {
    const denied = vi.fn(function () {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    vi.stubGlobal('BroadcastChannel', denied)
    const { driver, bus, own } = join(newChannel())
    expect(driver.state).toBe('down')
    const handle = bus.dispatch('a', 1)
    expect(own).toEqual([1])
    expect(handle.errors[0]?.message).toContain('The operation is insecure.')
  })

  it('does not keep a process of Node running', () => {
    const running = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length
    const before = running()
    join(newChannel())
    expect(running()).toBe(before)
    // So that this can fail: what listens itself does.
    joinStranger(newChannel()).addEventListener('message', () => undefined)
    expect(running()).toBe(before + 1)
  })
})

describe('misuse of the driver', () => {
  it.each<[string, unknown, unknown]>([
    ['`name`', '', undefined],
    ['`name`', 5, undefined],
    ['`options`', 'shop', null],
    ['`options.regstry` is unknown', 'shop', { regstry: new EventRegistry() }],
    ['`options.registry`', 'shop', { registry: {} }],
    ['`options.events`', 'shop', { events: 'a' }],
  ])('throws a TypeError that names %s', (message, name, options) => {
    const call = (): unknown => broadcastChannelDriver(name as string, options as BroadcastChannelOptions)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })
})
