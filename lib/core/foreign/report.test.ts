import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBus, type Observer, Reporter } from '../index.ts'
import { deferred } from '../test-support.ts'

const unhandled = vi.fn<(reason: unknown) => void>()

beforeEach(() => {
  process.on('unhandledRejection', unhandled)
})

afterEach(async () => {
  await macrotask()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})

// Node tells of unhandled rejections between two tasks.
const macrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** An observer that keeps what it is told, as text. */
function scribe(): Observer & { readonly log: string[] } {
  const log: string[] = []
  return {
    log,
    registered: (_, { name }) => void log.push(`registered ${name}`),
    unregistered: (_, { name }) => void log.push(`unregistered ${name}`),
    dispatchStart: (_, { event, listenerCount }) => void log.push(`start ${event} ${listenerCount}`),
    dispatchReturn: (_, __, pending) => void log.push(pending ? 'return, pending' : 'return'),
    dispatchEnd: (_, { errors }) => void log.push(`end ${errors.length}`),
    runStart: (_, __, { name }, index) => void log.push(`run ${name} ${index}`),
    runWait: (_, __, { name }, index) => void log.push(`wait ${name} ${index}`),
    runEnd: (_, __, { name }, index, error) =>
      void log.push(`ran ${name} ${index} ${error?.message ?? 'ok'}`),
  }
}

/** Reports one dispatch to listeners that are functions, as an adapter does. */
function send(reporter: Reporter, ...calls: (() => unknown)[]): void {
  const listeners = calls.map((call, at) => reporter.added('a', call, { name: `l${at}` }))
  const report = reporter.begin('a', undefined, calls.length)
  try {
    for (const [at, call] of calls.entries()) {
      if (report === undefined) call()
      else report.run(listeners[at]!, at, call)
    }
  } finally {
    report?.returned()
    for (const listener of listeners) reporter.removed(listener)
  }
}

class Subclass extends Promise<unknown> {
  static made = 0
  constructor(executor: ConstructorParameters<typeof Promise<unknown>>[0]) {
    super(executor)
    Subclass.made++
  }
}

/** Called by whatever looks into what a listener returns. */
const touched = vi.fn<() => void>()

function touch(): never {
  touched()
  throw new Error('touched')
}

function fail(): never {
  throw new Error('no')
}

/** What listeners return. */
const RESULTS = {
  nothing: () => undefined,
  null: () => null,
  number: () => 5,
  object: () => ({}),
  promise: () => Promise.resolve(1),
  'pending promise': () => new Promise(() => undefined),
  'promise of a subclass': () => Subclass.resolve(1),
  'promise with a constructor': () =>
    Object.defineProperty(Promise.resolve(1), 'constructor', { get: touch }) as unknown,
  'promise with a then': () => Object.defineProperty(Promise.resolve(1), 'then', { get: touch }) as unknown,
  'proxy of a promise': () => new Proxy(Promise.resolve(1), { get: touch }),
  'hostile proxy': () => new Proxy(Promise.resolve(1), { getPrototypeOf: fail, get: touch }),
  thenable: () => Object.defineProperty({}, 'then', { value: touched }) as unknown,
  'thenable with a getter': () => Object.defineProperty({}, 'then', { get: touch }) as unknown,
}
const THROWS = [new Error('no'), 'no', undefined, null, 0, Object.create(null), { toString: fail }]

const outcomes = fc.oneof(
  fc
    .constantFrom(...Object.keys(RESULTS))
    .map((key) => ({ key, result: RESULTS[key as 'null']() as unknown })),
  fc.constantFrom(...THROWS).map((thrown) => ({ key: 'throws', thrown: thrown as unknown })),
)

describe('a function that is reported', () => {
  it('returns what it returns and throws what it throws; nothing it returns is looked into', () => {
    const observers = fc.array(fc.constantFrom('tells', 'throws'), { maxLength: 2 })
    fc.assert(
      fc.property(fc.array(outcomes, { minLength: 1, maxLength: 4 }), observers, (listeners, watched) => {
        const reporter = new Reporter({ name: 'app' })
        const log = scribe()
        const report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
        for (const kind of watched)
          reporter.observe(kind === 'tells' ? log : { runStart: fail, runEnd: fail })
        touched.mockClear()
        const made = Subclass.made
        const sent = reporter.begin('a', undefined, listeners.length)
        expect(sent === undefined).toBe(watched.length === 0)
        for (const [at, outcome] of listeners.entries()) {
          const info = reporter.added('a', () => undefined)
          let got: unknown = 'nothing came'
          let caught: unknown = 'nothing was thrown'
          const call = (): unknown => {
            if ('thrown' in outcome) throw outcome.thrown
            return outcome.result
          }
          try {
            got = sent === undefined ? call() : sent.run(info, at, call)
          } catch (cause) {
            caught = cause
          }
          expect(got).toBe('thrown' in outcome ? 'nothing came' : outcome.result)
          expect(caught).toBe('thrown' in outcome ? outcome.thrown : 'nothing was thrown')
        }
        sent?.returned()
        report.mockRestore()
        expect(Subclass.made).toBe(made)
        expect(touched).not.toHaveBeenCalled()
        const runs = watched.filter((kind) => kind === 'tells').length * listeners.length
        expect(log.log.filter((line) => line.startsWith('run '))).toHaveLength(runs)
        expect(log.log.filter((line) => /^(ran|wait) /.test(line))).toHaveLength(runs)
      }),
    )
  })

  it('leaves a rejection unhandled where the emitter ignores what its listeners return', async () => {
    const reporter = new Reporter({ name: 'app' })
    const log = scribe()
    reporter.observe(log)
    const failure = new Error('no stock')
    send(reporter, async () => {
      throw failure
    })
    await macrotask()
    expect(unhandled.mock.calls.map(([reason]) => reason)).toEqual([failure])
    unhandled.mockClear()
    expect(log.log.slice(1)).toEqual([
      'start a 1',
      'run l0 0',
      'wait l0 0',
      'return, pending',
      'unregistered l0',
      'ran l0 0 listener "l0" of "a" failed: no stock',
      'end 1',
    ])
  })

  it('has a promise that others may have left alone, where the emitter ignores it', async () => {
    const reporter = new Reporter({ name: 'app' })
    const log = scribe()
    reporter.observe(log)
    const [handled, failure] = [Promise.reject(new Error('no stock')), new Error('no money')]
    handled.catch(() => undefined)
    send(reporter, () => handled)
    expect(log.log.slice(1, 5)).toEqual(['start a 1', 'run l0 0', 'ran l0 0 ok', 'return'])
    send(reporter, () => Promise.reject(failure))
    await macrotask()
    expect(unhandled.mock.calls.map(([reason]) => reason)).toEqual([failure])
    unhandled.mockClear()
  })

  it('leaves a rejection to an emitter that looks at what its listeners return', async () => {
    const reporter = new Reporter({ name: 'app', ignoresResults: false })
    reporter.observe({})
    const listener = reporter.added('a', () => undefined)
    const report = reporter.begin('a', undefined, 1)
    const failure = new Error('no stock')
    const result = report?.run(listener, 0, () => Promise.reject(failure))
    report?.returned()
    await expect(result).rejects.toBe(failure)
  })

  it('is none whose properties are looked at, but for its name, and needs none', () => {
    const reporter = new Reporter({ name: 'app' })
    const log = scribe()
    reporter.observe(log)
    const hostile = Object.defineProperty(() => undefined, 'name', { get: fail })
    const proxy = new Proxy(() => undefined, { get: (_, key) => (key === 'name' ? 'proxied' : fail()) })
    reporter.added('a', hostile)
    reporter.added('a', proxy)
    reporter.added('a', hostile, { name: 'given' })
    expect(log.log).toEqual(['registered anonymous', 'registered proxied', 'registered given'])
  })

  it('is not called where an observer has it passed over, and has no run then', () => {
    const reporter = new Reporter({ name: 'app' })
    const log = scribe()
    reporter.observe({ ...log, shouldRun: (_, __, { name }) => name !== 'l0' })
    const ran: string[] = []
    send(
      reporter,
      () => ran.push('first'),
      () => ran.push('second'),
    )
    expect(ran).toEqual(['second'])
    expect(log.log.filter((line) => line.startsWith('run'))).toEqual(['run l1 1'])
  })
})

describe('what runs while a function is reported', () => {
  it('has it for its parent, on a bus and in another report, and forgets it when it throws', () => {
    const reporter = new Reporter({ name: 'app' })
    const bus = createBus()
    const seen: unknown[] = []
    bus.observe({ dispatchStart: (_, { parent, parentRun }) => void seen.push([parent, parentRun]) })
    reporter.observe({
      dispatchStart: (_, { id, parent, parentRun }) => void seen.push([id, parent, parentRun]),
    })
    bus.on('b', () => send(reporter, () => undefined))
    expect(() =>
      send(
        reporter,
        () => undefined,
        () => {
          bus.dispatch('b')
          throw new Error('stop')
        },
      ),
    ).toThrow('stop')
    const outer = (seen[0] as [number])[0]
    const inner = outer + 1
    expect(seen).toEqual([
      [outer, undefined, undefined],
      [outer, 1],
      [inner + 1, inner, 0],
    ])
    expect(bus.dispatch('c').parent).toBeUndefined()
  })

  it('is known no more after the stack has overflowed', () => {
    const reporter = new Reporter({ name: 'app' })
    reporter.observe({ runStart: () => undefined, runEnd: () => undefined })
    const listener = reporter.added('a', () => undefined)
    const again = (): void => {
      const report = reporter.begin('a', undefined, 1)
      try {
        report?.run(listener, 0, again)
      } finally {
        report?.returned()
      }
    }
    for (let time = 0; time < 20; time++) {
      // From another depth each time, so that it is another call that overflows.
      const deeper = (left: number): void => (left === 0 ? again() : deeper(left - 1))
      expect(() => deeper(time)).toThrow(RangeError)
      expect(createBus().dispatch('b').parent).toBeUndefined()
    }
  })
})

describe('an observer of a reporter', () => {
  it('hears of each listener once, also of one that is added because of it', () => {
    const reporter = new Reporter({ name: 'app' })
    const first = reporter.added('a', () => undefined, { name: 'first' })
    reporter.added('a', () => undefined, { name: 'second' })
    const heard: string[] = []
    const detach = reporter.observe({
      registered: (_, { name }) => {
        heard.push(name)
        if (name === 'first') reporter.added('a', () => undefined, { name: 'third' })
      },
      unregistered: (_, { name }) => void heard.push(`${name} removed`),
    })
    expect(heard).toEqual(['first', 'third', 'second'])
    reporter.removed(first)
    reporter.removed(first)
    reporter.end()
    reporter.end()
    expect(heard.slice(3)).toEqual(['first removed', 'second removed', 'third removed'])
    detach()
    reporter.added('a', () => undefined)
    expect(heard).toHaveLength(6)
  })

  it('hears all of a dispatch or nothing, when attached or detached in between', async () => {
    const reporter = new Reporter({ name: 'app' })
    const [early, late] = [scribe(), scribe()]
    const detach = reporter.observe(early)
    const blocked = deferred()
    send(reporter, async () => {
      reporter.observe(late)
      detach()
      await blocked.promise
    })
    reporter.end()
    expect(early.log).toEqual(['registered l0', 'start a 1', 'run l0 0', 'wait l0 0', 'return, pending'])
    blocked.resolve()
    await macrotask()
    expect(early.log.slice(5)).toEqual(['ran l0 0 ok', 'end 0'])
    expect(late.log).toEqual(['registered l0', 'unregistered l0'])
  })

  it('hears of the end when all that is held has been released', () => {
    const reporter = new Reporter({ name: 'app' })
    const log = scribe()
    reporter.observe(log)
    const report = reporter.begin('a', undefined, 0)
    report?.hold()
    report?.fail(new Error('closed'))
    report?.returned()
    expect(log.log).toEqual(['start a 0', 'return, pending'])
    report?.release()
    expect(log.log.at(-1)).toBe('end 1')
  })

  it('must be an object', () => {
    expect(() => new Reporter({ name: 'app' }).observe(undefined as never)).toThrow(TypeError)
  })
})

describe('a reporter', () => {
  it('tells that it was sent, and makes nothing of it, where nobody observes', () => {
    const reporter = new Reporter({ name: 'app' })
    expect(reporter.begin('a', 1, 0)).toBeUndefined()
    const detach = reporter.observe({})
    expect(reporter.begin('a', 1, 0)?.id).toBeGreaterThan(0)
    detach()
    expect(reporter.begin('a', 1, 0)).toBeUndefined()
  })

  it('keeps no listener that is known by it', async () => {
    const reporter = new Reporter({ name: 'app' })
    const ref = ((): WeakRef<object> => {
      const listener = (): void => undefined
      reporter.added('a', listener)
      return new WeakRef(listener)
    })()
    for (let round = 0; round < 50 && ref.deref() !== undefined; round++) {
      await macrotask()
      globalThis.gc!()
    }
    expect(ref.deref()).toBeUndefined()
  })
})
