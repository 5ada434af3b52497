import { describe, expect, it } from 'vitest'
import { createBus, disposable, type Driver, NoConsumersError, type Observer, type Origin } from './index.ts'

const ELSEWHERE: Origin = { via: 'socket', sender: 'another tab', id: 'another tab:7', time: 1_000 }

/** A driver that keeps what it is told to publish. */
function publishingDriver(): { driver: Driver; published: unknown[] } {
  const published: unknown[] = []
  const driver: Driver = {
    name: 'fake',
    state: 'open',
    counts: { sent: 0, received: 0, failed: 0, refused: 0 },
    onState: () => disposable(() => undefined),
    publish: (event, payload, _id, origin) => void published.push([event, payload, origin]),
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    wait: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  return { driver, published }
}

describe('bus.receive()', () => {
  it('runs the listeners, which are told the origin; what is dispatched here has none', () => {
    const bus = createBus()
    const seen: unknown[] = []
    bus.on('a', (payload, { origin, parent }) => seen.push([payload, origin, parent]))
    const handle = bus.receive('a', 1, ELSEWHERE)
    expect(handle.origin).toBe(ELSEWHERE)
    expect(bus.dispatch('a', 2).origin).toBeUndefined()
    expect(seen).toEqual([
      [1, ELSEWHERE, undefined],
      [2, undefined, undefined],
    ])
  })

  it('tells the origin to observers, and to a listener whose runs they follow', () => {
    const seen: unknown[] = []
    const observer: Observer = { dispatchStart: (_, dispatch) => seen.push(dispatch.origin) }
    const bus = createBus({ observers: [observer] })
    bus.on('a', (_, dispatch) => seen.push(dispatch.origin))
    bus.receive('a', 1, ELSEWHERE)
    bus.dispatch('a')
    expect(seen).toEqual([ELSEWHERE, ELSEWHERE, undefined, undefined])
  })

  it('has no cause, also inside a listener', () => {
    const bus = createBus()
    const parents: unknown[] = []
    bus.on('b', (_, { parent }) => parents.push(parent))
    bus.on('a', () => bus.receive('b', 1, ELSEWHERE))
    bus.dispatch('a')
    expect(parents).toEqual([undefined])
  })

  it('is published on by the driver, with its origin', () => {
    const { driver, published } = publishingDriver()
    const bus = createBus({ driver })
    bus.receive('a', 1, ELSEWHERE)
    bus.dispatch('a', 2)
    expect(published).toEqual([
      ['a', 1, ELSEWHERE],
      ['a', 2, undefined],
    ])
    expect(bus.driver).toBe(driver)
  })

  it('with a failure runs no listener and publishes nothing; the failure is the error', () => {
    const { driver, published } = publishingDriver()
    const bus = createBus({ driver, onError: () => undefined })
    bus.on('a', () => published.push('ran'))
    const failure = new Error('unreadable')
    const handle = bus.receive('a', 1, ELSEWHERE, failure)
    expect(handle.settled).toBe(true)
    expect(handle.errors).toMatchObject([{ event: 'a', listener: '', cause: failure }])
    expect(published).toEqual([])
  })

  it('is waited for by the bus, and refused once it is closed', async () => {
    const bus = createBus({ onError: () => undefined })
    let finish: () => void = () => undefined
    bus.on('a', () => new Promise<void>((resolve) => (finish = resolve)))
    const handle = bus.receive('a', 1, ELSEWHERE)
    expect(await bus.wait({ timeout: 0 })).toBe(false)
    finish()
    expect(await bus.wait()).toBe(true)
    expect(handle.settled).toBe(true)
    await bus.close()
    const late = bus.receive('a', 1, ELSEWHERE)
    expect(late.errors[0]?.message).toContain('refused')
    expect(late.origin).toBe(ELSEWHERE)
  })

  it.each([
    [undefined, '`origin.via`'],
    [{ ...ELSEWHERE, via: '' }, '`origin.via`'],
    [{ ...ELSEWHERE, sender: 3 }, '`origin.sender`'],
    [{ via: 'a', sender: 'b' }, '`origin.id`'],
  ])('takes no origin such as %j', (origin, message) => {
    expect(() => createBus().receive('a', 1, origin as Origin)).toThrow(message)
  })

  it('takes no name that an event cannot have', () => {
    expect(() => createBus().receive('', 1, ELSEWHERE)).toThrow('`name`')
  })
})

describe('bus.consume()', () => {
  it('without a driver that consumes says what to do', () => {
    expect(() => createBus({ name: 'shop' }).consume('a')).toThrow(NoConsumersError)
    const { driver } = publishingDriver()
    expect(() => createBus({ name: 'shop', driver }).consume('a')).toThrow('eventscope/drivers')
  })
})
