import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus, type DispatchHandle, type DriverChange, type DriverState, type Origin } from 'eventscope'
import { type Arrival, DriverBase, DriverClosedError } from 'eventscope/drivers'

const reportError = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.stubGlobal('reportError', reportError)
})

afterEach(() => {
  reportError.mockReset()
  vi.unstubAllGlobals()
})

interface Sent {
  readonly event: string
  readonly payload: unknown
  readonly origin: Origin
}

/** A driver whose other side is the test. */
class LoopDriver extends DriverBase {
  readonly log: string[] = []
  readonly messages: Sent[] = []
  released = 0
  /** What sending does, besides being written down. */
  sending: () => void | Promise<void> = () => undefined

  constructor(options?: ConstructorParameters<typeof DriverBase>[1]) {
    super('loop', options)
  }

  come(state: DriverState, reason?: string): void {
    this.enter(state, reason)
  }
  bringIn(arrival: Partial<Arrival> & { id?: string; sender?: string }): DispatchHandle | undefined {
    const { id = 'other:1', sender = 'other', ...rest } = arrival
    const origin: Origin = { via: 'loop', sender, id }
    return this.arrive({ event: 'a', payload: undefined, origin, ...rest })
  }
  again(id: string): void {
    this.forget(id)
  }
  unreadable(): void {
    this.refuse()
  }
  wantsNow(...events: readonly string[]): boolean[] {
    return events.map((event) => this.wants(event))
  }
  get wantedNow(): string[] {
    return [...this.wanted]
  }

  protected send(event: string, payload: unknown, origin: Origin): void | Promise<void> {
    this.messages.push({ event, payload, origin })
    return this.sending()
  }
  protected release(): Promise<void> {
    this.released++
    return Promise.resolve()
  }
  protected override subscribed(event: string): void {
    this.log.push(`+${event}`)
  }
  protected override unsubscribed(event: string): void {
    this.log.push(`-${event}`)
  }
}

function made(options?: ConstructorParameters<typeof DriverBase>[1]) {
  const driver = new LoopDriver(options)
  const bus = createBus({ driver, onError: () => undefined })
  const heard: unknown[] = []
  return { driver, bus, heard, hear: (event: string) => bus.on(event, (payload) => heard.push(payload)) }
}

function deferred() {
  let [resolve, reject]: [() => void, (error: Error) => void] = [() => undefined, () => undefined]
  const promise = new Promise<void>((onResolve, onReject) => {
    ;[resolve, reject] = [onResolve, onReject]
  })
  return { promise, resolve, reject }
}

const NOTHING = { sent: 0, received: 0, failed: 0, refused: 0 }

describe('the state of a driver', () => {
  it('is connecting at first, and each change is told with its time and reason', () => {
    const { driver } = made()
    const changes: DriverChange[] = []
    driver.onState((change) => changes.push(change))
    expect(driver.state).toBe('connecting')
    const before = Date.now()
    driver.come('open')
    driver.come('down', 'the cable is out')
    expect(driver.state).toBe('down')
    expect(changes).toEqual([
      { state: 'open', time: expect.any(Number), reason: undefined },
      { state: 'down', time: expect.any(Number), reason: 'the cable is out' },
    ])
    expect(changes[0]?.time).toBeGreaterThanOrEqual(before)
  })

  it('is not told where it is the same again', () => {
    const { driver } = made()
    const watcher = vi.fn()
    driver.onState(watcher)
    driver.come('connecting')
    driver.come('open')
    driver.come('open', 'once more')
    expect(watcher).toHaveBeenCalledTimes(1)
  })

  it('stays closed', async () => {
    const { driver } = made()
    const states: DriverState[] = []
    driver.onState(({ state }) => states.push(state))
    const closing = driver.close()
    expect(driver.state).toBe('closed')
    driver.come('open')
    await closing
    expect(driver.state).toBe('closed')
    expect(states).toEqual(['closed'])
  })

  it('is told to the others where one watcher throws, which is reported', () => {
    const { driver } = made()
    const failure = new Error('broken watcher')
    const watcher = vi.fn()
    driver.onState(() => {
      throw failure
    })
    driver.onState(watcher)
    driver.come('open')
    expect(watcher).toHaveBeenCalledTimes(1)
    expect(reportError.mock.calls).toEqual([[failure]])
  })

  it('is told in order, also where a watcher brings a change about', () => {
    const { driver } = made()
    const states: string[] = []
    driver.onState(({ state }) => {
      states.push(`first ${state}`)
      if (state === 'open') driver.come('down')
    })
    driver.onState(({ state }) => states.push(`second ${state}`))
    driver.come('open')
    expect(states).toEqual(['first open', 'second open', 'first down', 'second down'])
    driver.come('open')
    expect(states).toHaveLength(8)
  })

  it('is told no more to who has unsubscribed; the same function twice is two', () => {
    const { driver } = made()
    const watcher = vi.fn()
    const stops = [driver.onState(watcher), driver.onState(watcher)]
    driver.come('open')
    expect(watcher).toHaveBeenCalledTimes(2)
    stops[0]?.()
    stops[0]?.()
    driver.come('down')
    expect(watcher).toHaveBeenCalledTimes(3)
    expect(() => driver.onState('no' as never)).toThrow(TypeError)
  })
})

describe('what a driver publishes', () => {
  it('says who sent it, and which message it is', () => {
    const { driver, bus } = made()
    const first = bus.dispatch('a', 1)
    bus.dispatch('b')
    expect(driver.messages).toMatchObject([
      {
        event: 'a',
        payload: 1,
        origin: { via: 'loop', sender: driver.sender, id: `${driver.sender}:${first.id}` },
      },
      { event: 'b', payload: undefined, origin: { sender: driver.sender } },
    ])
    expect(new Set(driver.messages.map(({ origin }) => origin.id)).size).toBe(2)
    expect(driver.messages[0]?.origin.time).toBeTypeOf('number')
    expect(made().driver.sender).not.toBe(driver.sender)
    expect(driver.counts).toEqual({ ...NOTHING, sent: 2 })
  })

  it('keeps sender, id and time where it is passed on', () => {
    const { driver, bus, heard, hear } = made()
    hear('a')
    const origin: Origin = { via: 'http', sender: 'a browser', id: 'a browser:7', time: 1_700_000_000_000 }
    bus.receive('a', 'hello', origin)
    expect(heard).toEqual(['hello'])
    expect(driver.messages).toEqual([{ event: 'a', payload: 'hello', origin }])
  })

  it('is not what came in through it', () => {
    const { driver, heard, hear } = made()
    hear('a')
    driver.bringIn({ payload: 'hello' })
    expect(heard).toEqual(['hello'])
    expect(driver.messages).toEqual([])
  })

  it('counts as sent once it is; until then its handle has not settled, and wait() waits', async () => {
    const { driver, bus } = made()
    const { promise, resolve } = deferred()
    driver.sending = () => promise
    const handle = bus.dispatch('a')
    let left = false
    const waited = driver.wait().then(() => (left = true))
    await Promise.resolve()
    expect([driver.counts.sent, handle.settled, left]).toEqual([0, false, false])
    resolve()
    await waited
    await handle.done
    expect(driver.counts).toEqual({ ...NOTHING, sent: 1 })
    expect(handle.errors).toEqual([])
  })

  it.each([
    ['throws', (failure: Error) => fail(failure)],
    ['rejects', (failure: Error) => Promise.reject(failure)],
  ])('is an error of the handle, and counts as failed, where sending %s', async (_, sending) => {
    const { driver, bus, heard, hear } = made()
    const failure = new Error('no connection')
    driver.sending = () => sending(failure)
    hear('a')
    const handle = bus.dispatch('a', 1)
    await handle.wait()
    expect(heard).toEqual([1])
    expect(handle.errors).toMatchObject([{ cause: failure, event: 'a' }])
    expect(driver.counts).toEqual({ ...NOTHING, failed: 1 })
    await driver.wait()
  })

  it('is waited for only as far as it was published before', async () => {
    const { driver, bus } = made()
    const [first, second] = [deferred(), deferred()]
    driver.sending = () => first.promise
    bus.dispatch('a')
    const waited = driver.wait()
    driver.sending = () => second.promise
    bus.dispatch('a')
    first.reject(new Error('no connection'))
    await waited
    expect(driver.counts).toEqual({ ...NOTHING, failed: 1 })
    second.resolve()
    await driver.wait()
    expect(driver.counts).toEqual({ ...NOTHING, failed: 1, sent: 1 })
  })
})

describe('what comes in through a driver', () => {
  it('is dispatched with its origin', () => {
    const { driver, bus } = made()
    const origins: unknown[] = []
    bus.on('a', (_, { origin }) => origins.push(origin))
    const handle = driver.bringIn({ id: 'other:9', sender: 'other' })
    expect(handle?.settled).toBe(true)
    expect(origins).toEqual([{ via: 'loop', sender: 'other', id: 'other:9' }])
    expect(driver.counts).toEqual({ ...NOTHING, received: 1 })
  })

  it('is dispatched once', () => {
    const { driver, heard, hear } = made()
    hear('a')
    expect(driver.bringIn({ id: 'x', payload: 1 })).toBeDefined()
    expect(driver.bringIn({ id: 'x', payload: 2 })).toBeUndefined()
    expect(driver.bringIn({ id: 'y', payload: 3 })).toBeDefined()
    expect(heard).toEqual([1, 3])
    expect(driver.counts).toEqual({ ...NOTHING, received: 2, refused: 1 })
  })

  it('is dispatched again where it was to be forgotten', () => {
    const { driver, heard, hear } = made()
    hear('a')
    driver.bringIn({ id: 'x', payload: 1 })
    driver.again('x')
    driver.bringIn({ id: 'x', payload: 2 })
    expect(heard).toEqual([1, 2])
  })

  it('is not its own, nor what it has passed on: neither is refused', () => {
    const { driver, bus, heard, hear } = made()
    hear('a')
    bus.dispatch('a', 'own')
    bus.receive('a', 'passed on', { via: 'http', sender: 'a browser', id: 'a browser:1' })
    for (const { event, payload, origin } of driver.messages) {
      expect(driver.bringIn({ event, payload, origin })).toBeUndefined()
    }
    expect(driver.messages).toHaveLength(2)
    expect(heard).toEqual(['own', 'passed on'])
    expect(driver.counts).toEqual({ ...NOTHING, sent: 2 })
  })

  it('may be what it has sent for another page: nothing was dispatched here then', () => {
    const { driver, heard, hear } = made()
    hear('a')
    const origin: Origin = { via: 'loop', sender: 'a page that is gone', id: 'a page that is gone:1' }
    void driver.publish('a', 'kept', 0, origin)
    driver.bringIn({ payload: 'kept', origin })
    expect(heard).toEqual(['kept'])
    expect(driver.counts).toEqual({ ...NOTHING, sent: 1, received: 1 })
  })

  it('is left where nobody listens, and may come once somebody does', () => {
    const { driver, heard, hear } = made()
    expect(driver.bringIn({ id: 'x' })).toBeUndefined()
    const stop = hear('a')
    driver.bringIn({ id: 'x', payload: 1 })
    stop()
    driver.bringIn({ id: 'y', payload: 2 })
    expect(heard).toEqual([1])
    expect(driver.counts).toEqual({ ...NOTHING, received: 1 })
  })

  it('with a failure is a failed dispatch that no listener runs for', () => {
    const { driver, bus, heard, hear } = made()
    hear('a')
    const failure = new Error('payload.qty must be a number')
    const handle = driver.bringIn({ failure, payload: {} })
    expect(heard).toEqual([])
    expect(handle?.errors).toMatchObject([{ cause: failure }])
    expect(bus.errors).toEqual(handle?.errors)
    expect(driver.counts).toEqual({ ...NOTHING, refused: 1 })
  })

  it.each(['', '*'])('is refused where its event is called "%s", which none is', (event) => {
    const { driver, bus } = made()
    const listener = vi.fn()
    bus.onAny(listener)
    expect(driver.bringIn({ event })).toBeUndefined()
    driver.unreadable()
    expect(listener).not.toHaveBeenCalled()
    expect(driver.counts).toEqual({ ...NOTHING, refused: 2 })
  })

  it('keeps the order of each sender, each message once, however it is repeated', () => {
    const message = fc.record({ sender: fc.constantFrom('b', 'c'), number: fc.nat(5) })
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const { driver, heard, hear } = made()
        hear('a')
        const expected: string[] = []
        for (const { sender, number } of messages) {
          const id = `${sender}:${number}`
          driver.bringIn({ sender, id, payload: id })
          if (!expected.includes(id)) expected.push(id)
        }
        expect(heard).toEqual(expected)
      }),
    )
  })
})

describe('the events of a driver', () => {
  it('are those somebody listens to', () => {
    const { driver, bus, hear } = made()
    const stop = hear('a')
    const stopAny = bus.onAny(() => undefined)
    expect(driver.wantedNow).toEqual(['a', '*'])
    expect(driver.wantsNow('a', 'b')).toEqual([true, true])
    stopAny()
    expect(driver.wantsNow('a', 'b')).toEqual([true, false])
    stop()
    expect(driver.wantedNow).toEqual([])
    expect(driver.log).toEqual(['+a', '+*', '-*', '-a'])
  })

  it('are all, where a listener of every event is there; it hears each once', () => {
    const { driver, bus, heard, hear } = made()
    const any: string[] = []
    bus.onAny((_, { event }) => any.push(event))
    hear('a')
    driver.bringIn({ id: '1', event: 'a', payload: 1 })
    driver.bringIn({ id: '2', event: 'b', payload: 2 })
    expect(any).toEqual(['a', 'b'])
    expect(heard).toEqual([1])
  })

  it('are only those it was told of: no others leave or come in', () => {
    const { driver, bus, heard, hear } = made({ events: ['a'] })
    hear('a')
    hear('secret')
    bus.onAny(() => undefined)
    const handle = bus.dispatch('secret', 1)
    bus.dispatch('a', 2)
    driver.bringIn({ id: '1', event: 'secret', payload: 3 })
    driver.bringIn({ id: '2', event: 'a', payload: 4 })
    expect(handle.errors).toEqual([])
    expect(driver.messages.map(({ event }) => event)).toEqual(['a'])
    expect(heard).toEqual([1, 2, 4])
    expect(driver.log).toEqual(['+a', '+*'])
    expect(driver.counts).toEqual({ ...NOTHING, sent: 1, received: 1 })
    expect(() => new LoopDriver({ events: 'a' as never })).toThrow('`options.events`')
    expect(() => new LoopDriver({ events: ['a', '*'] })).toThrow('leave it out for all')
  })

  it('belong to one bus: a second that listens to the same is reported, and the first goes on', () => {
    const { driver, heard, hear } = made()
    hear('a')
    const other = createBus({ driver })
    other.on('a', () => heard.push('other'))
    expect(reportError.mock.calls).toEqual([[expect.objectContaining({ name: 'TypeError' })]])
    driver.bringIn({ payload: 'hello' })
    expect(heard).toEqual(['hello'])
    other.unregisterAll('a')
    driver.bringIn({ id: 'other:2', payload: 'again' })
    expect(heard).toEqual(['hello', 'again'])
  })
})

describe('closing a driver', () => {
  it('releases once, and brings nothing in any more', async () => {
    const { driver, heard, hear } = made()
    hear('a')
    await Promise.all([driver.close(), driver.close()])
    await driver.close()
    expect(driver.released).toBe(1)
    expect(driver.bringIn({ payload: 'late' })).toBeUndefined()
    hear('b')
    driver.bringIn({ event: 'b' })
    expect(heard).toEqual([])
    expect(driver.log).toEqual(['+a'])
    expect(driver.counts).toEqual(NOTHING)
  })

  it('may be done by who is told of it', async () => {
    const { driver } = made()
    driver.onState(() => void driver.close())
    await driver.close()
    expect(driver.released).toBe(1)
  })

  it('by the bus waits for what is being sent', async () => {
    const { driver, bus } = made()
    const { promise, resolve } = deferred()
    driver.sending = () => promise
    const handle = bus.dispatch('a')
    const closed = bus.close()
    await Promise.resolve()
    expect(driver.released).toBe(0)
    resolve()
    await closed
    expect(driver.released).toBe(1)
    expect(handle.errors).toEqual([])
    expect(driver.counts).toEqual({ ...NOTHING, sent: 1 })
  })

  it('while sending does not wait: what is on its way has failed, and its handle settles', async () => {
    const { driver, bus } = made()
    driver.sending = () => new Promise(() => undefined)
    const handle = bus.dispatch('a')
    await bus.close({ timeout: 0 })
    await driver.wait()
    expect(driver.released).toBe(1)
    expect(driver.state).toBe('closed')
    expect(await handle.wait()).toBe(true)
    expect(handle.errors.map(({ cause }) => cause)).toContainEqual(expect.any(DriverClosedError))
    expect(driver.counts).toEqual({ ...NOTHING, failed: 1 })
  })

  it('makes each later dispatch of an open bus an error that says so; its listeners run', async () => {
    const { driver, bus, heard, hear } = made()
    hear('a')
    await driver.close()
    const handle = bus.dispatch('a', 1)
    expect(heard).toEqual([1])
    expect(handle.errors).toMatchObject([{ cause: { name: 'DriverClosedError' } }])
    expect(driver.messages).toEqual([])
    expect(driver.counts).toEqual({ ...NOTHING, failed: 1 })
  })

  it('ends the loops over what its bus consumes', async () => {
    const { driver, bus } = made()
    const consumer = bus.consume('a')
    const asked = consumer.next()
    await driver.close()
    expect(await asked).toEqual({ done: true, value: undefined })
    expect(bus.listeners('a')).toEqual([])
    expect(await bus.consume('a').next()).toEqual({ done: true, value: undefined })
  })
})

function fail(failure: Error): never {
  throw failure
}
