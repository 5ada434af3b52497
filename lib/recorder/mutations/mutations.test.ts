import { describe, expect, it, vi } from 'vitest'
import { MAX_MUTATIONS } from '../index.ts'
import { deferred, flush, recordedBus } from '../test-support.ts'

interface Order {
  total: number
  items: { sku: string; price: number }[]
  prices: Map<string, { amount: number }>
  coupon?: string
}

const order = (): Order => ({
  total: 10,
  items: [{ sku: 'A1', price: 10 }],
  prices: new Map([['A1', { amount: 10 }]]),
})

/** A bus whose listeners of `order` are these, by name. */
function changing(listeners: Readonly<Record<string, (order: Order) => unknown>>) {
  const recorded = recordedBus({ mutations: 'on' })
  for (const [name, listener] of Object.entries(listeners)) {
    recorded.bus.on('order', listener as (payload: unknown) => void, { name })
  }
  return recorded
}

/** A redaction that leaves nothing out, and takes so many ms. */
function takes(clock: { advance(ms: number): void }, ms: number): boolean {
  clock.advance(ms)
  return false
}

const told = (
  view: { mutations: readonly object[] | undefined } | undefined,
): readonly object[] | undefined => view?.mutations

describe('a change is told once, with its path, by the listener in whose run it happened', () => {
  it('of several listeners', () => {
    const { bus, recording } = changing({
      log: () => undefined,
      discount: (order) => {
        order.items[0]!.price = 9
        order.total = 9
      },
      print: () => undefined,
      coupon: (order) => {
        order.coupon = 'X'
      },
    })
    bus.dispatch('order', order())
    const at = { during: 'run', change: 'changed' }
    expect(told(recording.at(0))).toMatchObject([
      { ...at, path: 'total', before: 10, after: 9, listener: 'discount' },
      { ...at, path: 'items.0.price', before: 10, after: 9, listener: 'discount' },
      { during: 'run', change: 'added', path: 'coupon', before: undefined, after: 'X', listener: 'coupon' },
    ])
    expect(recording.at(0)?.payload).toMatchObject({ total: 10, items: [{ price: 10 }] })
    expect(recording.columns.mutated(0)).toBe(true)
    const ids = recording.listeners.map(({ id }) => id)
    expect(recording.at(0)?.mutations?.map(({ listenerId }) => listenerId)).toEqual([ids[1], ids[1], ids[3]])
  })

  it('in arrays and Maps', () => {
    const { bus, recording } = changing({
      add: (order) => order.items.push({ sku: 'B2', price: 1 }),
      raise: (order) => (order.prices.get('A1')!.amount = 11),
      drop: (order) => order.prices.delete('A1'),
      clear: (order) => order.items.splice(1),
    })
    bus.dispatch('order', order())
    expect(told(recording.at(0))).toMatchObject([
      { path: 'items.1', change: 'added', after: { sku: 'B2' }, listener: 'add' },
      { path: 'prices.A1.amount', before: 10, after: 11, listener: 'raise' },
      { path: 'prices.A1', change: 'removed', before: { amount: 11 }, listener: 'drop' },
      { path: 'items.1', change: 'removed', listener: 'clear' },
    ])
  })

  it('one that fails, or whose promise is pending', async () => {
    const { bus, recording } = changing({
      failing: (order) => {
        order.total = 1
        throw new Error('broken')
      },
      waiting: async (order) => {
        order.total = 2
        await Promise.resolve()
      },
    })
    await bus.dispatch('order', order()).wait()
    expect(told(recording.at(0))).toMatchObject([
      { before: 10, after: 1, listener: 'failing' },
      { before: 1, after: 2, listener: 'waiting', during: 'run' },
    ])
  })

  it('also when a dispatch nested in the run did it, which has its own notice', () => {
    const { bus, recording } = changing({
      first: () => undefined,
      outer: (order) => bus.dispatch('priced', order),
    })
    bus.on('priced', (order) => ((order as Order).total = 5), { name: 'inner' })
    bus.dispatch('order', order())
    expect(told(recording.at(0))).toMatchObject([{ path: 'total', listener: 'outer' }])
    expect(told(recording.at(1))).toMatchObject([{ path: 'total', listener: 'inner' }])
  })
})

describe('a change is told of nobody', () => {
  it('when it happened while a promise was pending', async () => {
    const gate = deferred()
    const { bus, recording } = changing({
      slow: async (order) => {
        await gate.promise
        order.total = 3
      },
    })
    const handle = bus.dispatch('order', order())
    expect(told(recording.at(0))).toEqual([])
    gate.resolve()
    await handle.wait()
    expect(told(recording.at(0))).toMatchObject([
      { path: 'total', before: 10, after: 3, listener: undefined, listenerId: undefined, during: 'wait' },
    ])
  })

  it('when it happened before an async listener started, whose own changes are its own', async () => {
    const { bus, recording } = recordedBus({ mutations: 'on' })
    bus.on('order', (order) => ((order as Order).coupon = 'X'), { async: true, name: 'late' })
    const payload = order()
    const handle = bus.dispatch('order', payload)
    payload.total = 4
    await handle.wait()
    expect(told(recording.at(0))).toMatchObject([
      { path: 'total', listener: undefined, during: 'between' },
      { path: 'coupon', listener: 'late', during: 'run' },
    ])
  })
})

describe('whether it was looked at', () => {
  it('nothing changed is told apart from nobody looked', () => {
    const { bus, recorder, recording } = recordedBus({ mutations: 'on' })
    bus.on('a', () => undefined)
    bus.dispatch('a', { n: 1 })
    expect(recording.at(0)?.mutations).toEqual([])
    recorder.configure({ mutations: 'off' })
    bus.dispatch('a', { n: 1 })
    expect(recording.at(1)?.mutations).toBeUndefined()
    recorder.configure({ mutations: 'on', capture: 'reference' })
    bus.dispatch('a', { n: 1 })
    expect(recording.at(2)?.mutations).toBeUndefined()
    expect([0, 1, 2].map((row) => recording.columns.mutated(row))).toEqual([false, false, false])
  })

  it('what nobody can change is known to be unchanged without a look', () => {
    const frozen = Object.freeze({ list: Object.freeze([1]), text: 'a' })
    const shallow = Object.freeze({ list: [1] })
    const read = vi.fn()
    const { bus, recording } = recordedBus({
      mutations: 'on',
      redact: [(path) => Boolean(read(path))],
    })
    bus.on('a', (payload) => (payload as { list?: number[] } | undefined)?.list?.push?.(2))
    bus.on('b', () => undefined)
    for (const payload of [1, 'text', undefined, null]) bus.dispatch('b', payload)
    bus.dispatch('b', frozen)
    expect(read).toHaveBeenCalledTimes(3)
    bus.dispatch('a', shallow)
    expect([0, 1, 2, 3, 4].map((row) => recording.columns.mutations(row))).toEqual([[], [], [], [], []])
    expect(told(recording.at(5))).toMatchObject([{ path: 'list.1', change: 'added' }])
  })

  it('sampled, an event is looked at again after 5 ms, others on their own', () => {
    const { bus, recording, clock } = recordedBus()
    for (const event of ['a', 'b']) bus.on(event, () => undefined)
    const looked = (event: string): boolean => {
      bus.dispatch(event, { n: 1 })
      return recording.at(recording.size - 1)?.mutations !== undefined
    }
    expect([looked('a'), looked('a'), looked('b'), looked('b')]).toEqual([true, false, true, false])
    clock.advance(4.9)
    expect(looked('a')).toBe(false)
    clock.advance(0.2)
    expect([looked('a'), looked('b')]).toEqual([true, true])
  })

  it('sampled, an event is looked at again after 100 times what the look took', () => {
    const cost = { ms: 0 }
    const { bus, recording, clock } = recordedBus({
      redact: [() => takes(clock, cost.ms)],
    })
    bus.on('a', () => undefined)
    cost.ms = 0.5
    bus.dispatch('a', { n: 1 })
    cost.ms = 0
    const looked = (): boolean => {
      bus.dispatch('a', { n: 1 })
      return recording.at(recording.size - 1)?.mutations !== undefined
    }
    clock.advance(49)
    expect(looked()).toBe(false)
    clock.advance(1.1)
    expect(looked()).toBe(true)
  })

  it('sampled, a dispatch whose looks take long is given up, and so not known to be unchanged', () => {
    const { bus, recording, clock } = recordedBus({ redact: [() => takes(clock, 5)] })
    const ran = Array.from({ length: 5 }, () => vi.fn())
    for (const listener of ran) bus.on('a', listener)
    bus.dispatch('a', { n: 1 })
    expect(recording.at(0)?.mutations).toBeUndefined()
    // Five for the payload itself, and five each for two looks: the time is not the listeners'.
    expect(recording.at(0)?.sync).toBe(0)
    expect(clock.time).toBe(1_015)
  })

  it('what it takes is not counted as time of the listeners', () => {
    const { bus, recording, clock } = recordedBus({
      mutations: 'on',
      redact: [() => takes(clock, 7)],
    })
    bus.on('a', () => clock.advance(1))
    bus.on('a', () => clock.advance(2))
    bus.dispatch('a', { n: 1 })
    expect(recording.at(0)).toMatchObject({ sync: 3, runs: [{ sync: 1 }, { sync: 2 }] })
  })
})

it('what was redacted, cut or never read counts as unchanged', () => {
  const { bus, recording } = recordedBus({ mutations: 'on', redact: ['password'], limits: { depth: 2 } })
  let reads = 0
  const payload = {
    password: 'x',
    deep: { deeper: { n: 1 } },
    total: 1,
    get now() {
      return reads++
    },
  }
  bus.on('a', () => {
    payload.password = 'y'
    payload.deep.deeper.n = 2
    Object.defineProperty(payload, 'total', { get: () => reads++ })
  })
  bus.dispatch('a', payload)
  expect(recording.at(0)?.mutations).toEqual([])
  expect(reads).toBe(0)
})

it('keeps so many of one dispatch, counts the others, and drops them with it', () => {
  const { bus, recording } = recordedBus({ mutations: 'on', capacity: 2 })
  bus.on('a', (list) => {
    for (let at = 0; at < 30; at++) (list as number[])[at] = -1
  })
  bus.dispatch(
    'a',
    Array.from({ length: 30 }, () => 0),
  )
  expect(recording.at(0)?.mutations).toHaveLength(MAX_MUTATIONS)
  expect(recording.at(0)?.moreMutations).toBe(30 - MAX_MUTATIONS)
  for (const payload of [1, 2, 3, 4]) bus.dispatch('b', payload)
  expect(recording.find('').map((view) => view.mutations)).toEqual([[], []])
})

it('what was found of a dispatch is let go of when the dispatch is dropped', async () => {
  const { bus, recording } = recordedBus({ mutations: 'on', capacity: 1 })
  bus.on('order', (payload) => ((payload as Order).total = 1))
  bus.dispatch('order', order())
  const found = new WeakRef(recording.at(0)!.mutations![0]!)
  bus.dispatch('other')
  await flush()
  globalThis.gc!()
  expect(found.deref()).toBeUndefined()
})

it('a dispatch that is dropped while it waits is looked at no more', async () => {
  const gate = deferred()
  const { bus, recording } = recordedBus({ mutations: 'on', capacity: 1 })
  bus.on('a', () => gate.promise)
  const payload = { n: 1 }
  const handle = bus.dispatch('a', payload)
  bus.dispatch('b', payload)
  payload.n = 2
  gate.resolve()
  await handle.wait()
  expect(recording.find('').map((view) => view.mutations)).toEqual([[]])
})
