import { afterEach, describe, expect, it } from 'vitest'
import { createBus } from '../core/index.ts'
import { createRecorder, STACK_SAMPLE, type StackPolicy } from './index.ts'
import { fakedRecorder, recordedBus } from './test-support.ts'

const { stackTraceLimit } = Error

afterEach(() => {
  // A property that a test made unwritable is still configurable, so it can be put right only like this.
  Object.defineProperty(Error, 'stackTraceLimit', { value: stackTraceLimit, writable: true })
  Reflect.deleteProperty(Error, 'prepareStackTrace')
})

/** Whether each kept dispatch has a stack. */
function captured(recording: ReturnType<typeof recordedBus>['recording']): boolean[] {
  return recording.find('').map((view) => view.stack !== undefined)
}

function placeTheOrder(bus: ReturnType<typeof recordedBus>['bus']): void {
  bus.dispatch('order.placed')
}

describe('the stack of a dispatch', () => {
  it('is not kept unless asked for', () => {
    const { bus, recording } = recordedBus()
    bus.on('a', () => undefined)
    bus.dispatch('a')
    expect(recording.stacks).toBe('listeners')
    expect(recording.at(0)?.stack).toBeUndefined()
    expect(recording.columns.stack(0)).toBeUndefined()
  })

  it('names the function that called dispatch, on every dispatch where stacks are on', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    placeTheOrder(bus)
    placeTheOrder(bus)
    expect(recording.stacks).toBe('on')
    expect(recording.at(0)?.stack).toContain('placeTheOrder')
    expect(recording.at(0)?.stack).toContain('stacks.test.ts')
    expect(recording.columns.stack(1)).toBe(recording.at(1)?.stack)
    expect(recording.at(1)?.stack).toContain('placeTheOrder')
  })

  it('reaches ten frames of the caller, whatever stands on top of them', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    const order = bus.event('order.placed')
    const levels: (() => unknown)[] = [() => order.dispatch(undefined)]
    for (let at = 1; at < 10; at++) levels.push({ [`level${at}`]: () => levels[at - 1]!() }[`level${at}`]!)
    levels[9]!()
    expect(recording.at(0)?.stack).toContain('level9')
  })

  it('goes through the listener that dispatched to where the first dispatch was made', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    bus.on('order.placed', function chargeCard() {
      bus.dispatch('card.charged')
    })
    placeTheOrder(bus)
    expect(recording.find('card.charged')[0]?.stack).toContain('chargeCard')
  })

  it('is there for a dispatch that a closed bus refuses', async () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    await bus.close()
    placeTheOrder(bus)
    expect(recording.at(0)).toMatchObject({
      status: 'failed',
      stack: expect.stringContaining('placeTheOrder'),
    })
  })

  it("takes the recorder's time, not the listeners'", () => {
    const { bus, recording, clock } = recordedBus({ stacks: 'on' })
    bus.on('a', () => clock.advance(3))
    // What is read of `Error` takes 50 ms.
    Object.defineProperty(Error, 'prepareStackTrace', { get: () => clock.advance(50), configurable: true })
    bus.dispatch('a')
    Reflect.deleteProperty(Error, 'prepareStackTrace')
    const { time, sync, runs } = recording.at(0)!
    expect(time).toBeGreaterThanOrEqual(1_050)
    expect(sync).toBe(3)
    expect(runs).toMatchObject([{ start: time, sync: 3 }])
    expect(recording.stats().cost).toBeGreaterThanOrEqual(50_000)
  })

  it('is bounded, and ends with a whole line', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    const name = 'x'.repeat(3_000)
    const long = {
      [name]: (again: number): void => void (again > 0 ? long[name]!(again - 1) : bus.dispatch('a')),
    }
    long[name]!(5)
    const { stack = '' } = recording.at(0)!
    expect(stack.length).toBeLessThanOrEqual(8_192)
    expect(stack.split('\n').at(-1)).toMatch(/^ {4}at .*\)$/)
    expect(stack).toContain(name)
  })

  it('goes with its row when the row is dropped, and with a clear', () => {
    const { bus, recorder, recording } = recordedBus({ stacks: 'on', capacity: 2 })
    const places = [1, 2, 3].map((at) => ({ [`place${at}`]: () => bus.dispatch('a') })[`place${at}`]!)
    for (const place of places) place()
    expect(recording.columns.stack(0)).toBeUndefined()
    expect(recording.find('').map((view) => /place\d/.exec(view.stack ?? '')?.[0])).toEqual([
      'place2',
      'place3',
    ])
    recorder.clear()
    placeTheOrder(bus)
    expect(recording.find('').map((view) => view.stack?.includes('placeTheOrder'))).toEqual([true])
  })

  it('of a row that was dropped long ago is not that of the row in its place', () => {
    const { bus, recording } = recordedBus({ stacks: 'sampled', capacity: 5_000 })
    for (let count = 0; count < 20_000; count++) bus.dispatch('a')
    const kept = captured(recording).filter(Boolean).length
    expect(kept).toBeGreaterThanOrEqual(Math.floor(5_000 / STACK_SAMPLE) - 1)
    expect(kept).toBeLessThanOrEqual(Math.ceil(5_000 / STACK_SAMPLE) + 1)
  })
})

describe('sampled stacks', () => {
  it('are those of the first dispatch of each event, and of one in so many', () => {
    const { bus, recording } = recordedBus({ stacks: 'sampled' })
    for (let count = 0; count < 10 * STACK_SAMPLE; count++) bus.dispatch('a')
    bus.dispatch('b')
    const had = captured(recording)
    expect(recording.stacks).toBe('sampled')
    expect(had[0]).toBe(true)
    expect(had.pop()).toBe(true)
    for (let block = 0; block < 10; block++) {
      const part = had.slice(block * STACK_SAMPLE, (block + 1) * STACK_SAMPLE)
      expect(part.filter(Boolean)).toHaveLength(1)
    }
  })

  it('show every one of several callers that take turns', () => {
    const { bus, recording } = recordedBus({ stacks: 'sampled' })
    const callers = [0, 1, 2, 3].map((at) => ({ [`caller${at}`]: () => bus.dispatch('a') })[`caller${at}`]!)
    for (let count = 0; count < 64 * STACK_SAMPLE; count++) callers[count % 4]!()
    const seen = recording.find('').map((view) => /caller\d/.exec(view.stack ?? '')?.[0] ?? 'none')
    expect([...new Set(seen)].sort()).toEqual(['caller0', 'caller1', 'caller2', 'caller3', 'none'])
  })
})

describe('the stack of a registration', () => {
  function listenToOrders(bus: ReturnType<typeof recordedBus>['bus']): void {
    bus.on('order.placed', () => undefined)
  }

  it.each<StackPolicy>(['sampled', 'on'])(
    'names the function that registered, where stacks are %s',
    (stacks) => {
      const { bus, recording } = recordedBus({ stacks })
      listenToOrders(bus)
      listenToOrders(bus)
      for (const { stack } of recording.listeners) expect(stack).toContain('listenToOrders')
      expect(recording.listeners).toHaveLength(2)
    },
  )

  it('is unknown for what was registered before the recorder was attached, and known after it', () => {
    const { recorder } = fakedRecorder({ stacks: 'on' })
    const bus = createBus()
    listenToOrders(bus)
    recorder.attach(bus)
    listenToOrders(bus)
    const [early, late] = recorder.recording.listeners
    expect(early?.stack).toBeUndefined()
    expect(late?.stack).toContain('listenToOrders')
  })

  it('is the one that it was given, also of what was registered before, as far as it is kept', () => {
    const { recorder } = fakedRecorder({ stacks: 'listeners' })
    const bus = createBus()
    const stack = 'Error\n    at Row (http://shop/row.ts:3:5)'
    bus.on('order.placed', () => undefined, { stack })
    recorder.attach(bus)
    for (let count = 0; count < 300; count++) bus.on('order.placed', () => undefined, { stack })
    bus.on('order.placed', () => undefined, { stack: `${stack}\n`.repeat(1_000) })
    listenToOrders(bus)
    const [last, long, ...given] = recorder.recording.listeners.toReversed()
    expect(given.map((one) => [one.stack, one.stackGiven])).toEqual(given.map(() => [stack, true]))
    expect(given).toHaveLength(301)
    expect(long?.stack?.length).toBeLessThan(10_000)
    expect(last?.stack).toContain('listenToOrders')
    expect(last?.stackGiven).toBe(false)
  })

  it('is still known when the recorder is attached again', () => {
    const { bus, recorder, recording, detach } = recordedBus({ stacks: 'on' })
    listenToOrders(bus)
    bus.dispatch('order.placed')
    detach()
    recorder.attach(bus)
    expect(recording.listeners[0]).toMatchObject({
      active: true,
      stack: expect.stringContaining('listenToOrders'),
    })
  })
})

it('is not captured of listeners without end, registered at once', () => {
  const { bus, recording, clock } = recordedBus()
  for (let at = 0; at < 500; at++) bus.on('a', () => undefined)
  const known = (): number => recording.listeners.filter(({ stack }) => stack !== undefined).length
  expect(known()).toBe(200)
  clock.advance(250)
  bus.on('a', () => undefined)
  expect(known()).toBe(201)
})

it('is nowhere captured where stacks are off', () => {
  const { bus, recording } = recordedBus({ stacks: 'off' })
  bus.on('a', () => undefined)
  bus.on('b', () => undefined, { stack: 'Error\n    at Row (http://shop/row.ts:3:5)' })
  bus.dispatch('a')
  expect(recording.listeners.map(({ stack, stackGiven }) => stack ?? stackGiven)).toEqual([false, false])
  expect(recording.at(0)?.stack).toBeUndefined()
  expect(recording.listeners[0]?.stack).toBeUndefined()
})

describe('what a page does to Error', () => {
  it('as a limit of 0 frames changes no stack, and stays as it was', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    Error.stackTraceLimit = 0
    placeTheOrder(bus)
    expect(Error.stackTraceLimit).toBe(0)
    expect(recording.at(0)?.stack).toContain('placeTheOrder')
  })

  it('as a limit that cannot be changed is respected', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    Object.defineProperty(Error, 'stackTraceLimit', { value: 0, writable: false })
    placeTheOrder(bus)
    expect(recording.at(0)).toMatchObject({ status: 'ok' })
    expect(recording.at(0)?.stack).not.toContain('placeTheOrder')
  })

  it('as a formatter of stacks is not asked, and stays as it was', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    let asked = 0
    const formatter = (): never => {
      asked++
      throw new Error('broken formatter')
    }
    Error.prepareStackTrace = formatter
    placeTheOrder(bus)
    const left = Error.prepareStackTrace
    Reflect.deleteProperty(Error, 'prepareStackTrace')
    expect(left).toBe(formatter)
    expect(asked).toBe(0)
    expect(recording.at(0)?.stack).toContain('placeTheOrder')
  })

  it('as a formatter that cannot be changed leaves a dispatch without a stack, and whole', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    let ran = 0
    bus.on('order.placed', () => void ran++)
    for (const prepare of [() => 5, () => ({ frames: [] }), () => bus.dispatch('order.placed'), thrower]) {
      Object.defineProperty(Error, 'prepareStackTrace', {
        value: prepare,
        writable: false,
        configurable: true,
      })
      placeTheOrder(bus)
      Reflect.deleteProperty(Error, 'prepareStackTrace')
    }
    // One was dispatched by the formatter itself.
    expect(ran).toBe(5)
    expect(captured(recording)).toEqual([false, false, false, false, false])
    expect(recording.find('').map((view) => view.status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('as accessors that throw breaks neither a dispatch nor a registration', () => {
    const { bus, recording } = recordedBus({ stacks: 'on' })
    Object.defineProperty(Error, 'prepareStackTrace', { get: thrower, set: thrower, configurable: true })
    let ran = 0
    bus.on('order.placed', () => void ran++)
    placeTheOrder(bus)
    Reflect.deleteProperty(Error, 'prepareStackTrace')
    expect(ran).toBe(1)
    expect(recording.at(0)).toMatchObject({ status: 'ok', stack: undefined })
    expect(recording.listeners).toHaveLength(1)
  })
})

function thrower(): never {
  throw new RangeError('not for you')
}

it('a stack keeps nothing alive of what was running', async () => {
  const { bus, recording } = recordedBus({ stacks: 'on' })
  class Caller {
    readonly data = new Uint8Array(1_000)
    call(): void {
      bus.dispatch('a')
    }
  }
  const gone = Array.from({ length: 20 }, () => {
    const caller = new Caller()
    caller.call()
    return new WeakRef(caller)
  })
  // A WeakRef keeps its target until the task is over.
  await new Promise((resolve) => setTimeout(resolve))
  globalThis.gc!()
  expect(recording.find('').every((view) => view.stack?.includes('Caller.call'))).toBe(true)
  expect(gone.filter((ref) => ref.deref() !== undefined)).toEqual([])
})

it('misuse throws a TypeError that names the choices', () => {
  for (const stacks of ['always', true, null, 1]) {
    const make = (): unknown => createRecorder({ stacks } as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow('`options.stacks` must be one of off, listeners, sampled, on')
  }
})
