import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'
import type { DispatchInfo, Observer } from './index.ts'
import { type Deferred, deferred } from './test-support.ts'

// Random programs of what listeners and their surroundings do, run on a bus and on a plain model of one.

type Ending = 'return' | 'throw' | 'wait' | 'reject'
type Step =
  | { do: 'on'; event: number | '*'; once: boolean; async: boolean; timeout: boolean; body: Body }
  | { do: 'off'; which: number }
  | { do: 'unregisterAll'; event: number }
  | { do: 'dispatch'; event: number }
  | { do: 'observe' }
  | { do: 'unobserve'; which: number }
  | { do: 'settle'; which: number }
  | { do: 'tick' }
interface Body {
  steps: Step[]
  ending: Ending
}

const EVENTS = ['a', 'b', 'c']

/** Steps of a listener dispatch later events only, or no program would end. */
function steps(from: number, depth: number): fc.Arbitrary<Step[]> {
  const event = fc.integer({ min: 0, max: EVENTS.length - 1 })
  const which = fc.nat(10)
  const ending = fc.constantFrom<Ending>('return', 'return', 'throw', 'wait', 'reject')
  const on = (event: number | '*'): fc.Arbitrary<Step> =>
    fc.record({
      do: fc.constant('on' as const),
      event: fc.constant(event),
      once: fc.boolean(),
      async: fc.boolean(),
      timeout: fc.boolean(),
      body: fc.record({
        steps: depth === 0 ? fc.constant([]) : steps(event === '*' ? EVENTS.length : event + 1, depth - 1),
        ending,
      }),
    })
  const later = EVENTS.flatMap((_, index) => (index < from ? [] : [index]))
  const options: fc.Arbitrary<Step>[] = [
    event.chain(on),
    on('*'),
    fc.record({ do: fc.constant('off' as const), which }),
    fc.record({ do: fc.constant('unregisterAll' as const), event }),
    fc.constant({ do: 'observe' }),
    fc.record({ do: fc.constant('unobserve' as const), which }),
    fc.record({ do: fc.constant('settle' as const), which }),
  ]
  if (later.length > 0) {
    options.push(fc.record({ do: fc.constant('dispatch' as const), event: fc.constantFrom(...later) }))
  }
  if (from === 0) options.push(fc.constant({ do: 'tick' }))
  return fc.array(fc.oneof(...options), { maxLength: from === 0 ? 25 : 4 })
}

/** What a program needs of a bus; `payload` numbers the dispatches. */
interface Subject {
  on(event: string, listener: (payload: number) => unknown, options: Options): () => void
  unregisterAll(event: string): void
  dispatch(event: string, payload: number): void
  observe(): () => void
}
interface Options {
  once: boolean
  async: boolean
  timeout: boolean
}

class Model implements Subject {
  private registrations: ({
    event: string
    listener: (payload: number) => unknown
    spent: boolean
  } & Options)[] = []

  on(event: string, listener: (payload: number) => unknown, options: Options): () => void {
    const registration = { ...options, event, listener, spent: false }
    this.registrations.push(registration)
    return () => {
      this.registrations = this.registrations.filter((other) => other !== registration)
    }
  }

  unregisterAll(event: string): void {
    this.registrations = this.registrations.filter((other) => other.event !== event)
  }

  dispatch(event: string, payload: number): void {
    for (const registration of this.registrations.filter((one) => one.event === event || one.event === '*')) {
      if (registration.spent) continue
      if (registration.once) {
        registration.spent = true
        this.registrations = this.registrations.filter((other) => other !== registration)
      }
      const run = (): void => {
        try {
          void Promise.resolve(registration.listener(payload)).catch(() => undefined)
        } catch {
          // A failing listener stops nothing.
        }
      }
      if (registration.async) queueMicrotask(run)
      else run()
    }
  }

  observe(): () => void {
    return () => undefined
  }
}

class Real implements Subject {
  readonly bus = createBus({ onError: () => undefined, maxErrors: 1e6 })
  readonly traces: Trace[] = []

  on(event: string, listener: (payload: number) => unknown, options: Options): () => void {
    const given = { once: options.once, async: options.async, timeout: options.timeout ? 1e6 : undefined }
    const called = (payload: unknown): unknown => listener(payload as number)
    return event === '*' ? this.bus.onAny(called, given) : this.bus.on(event, called, given)
  }

  unregisterAll(event: string): void {
    this.bus.unregisterAll(event)
  }

  dispatch(event: string, payload: number): void {
    this.bus.dispatch(event, payload)
  }

  observe(): () => void {
    const trace = new Trace()
    this.traces.push(trace)
    return this.bus.observe(trace)
  }
}

type Callback<Name extends keyof Observer> = NonNullable<Observer[Name]>

/** What one observer was told of each dispatch. */
class Trace implements Observer {
  readonly dispatches = new Map<DispatchInfo, string[]>()

  private note(dispatch: DispatchInfo, what: string): void {
    const notes = this.dispatches.get(dispatch) ?? []
    this.dispatches.set(dispatch, notes)
    notes.push(what)
  }
  dispatchStart: Callback<'dispatchStart'> = (_, dispatch) => this.note(dispatch, 'dispatch start')
  dispatchReturn: Callback<'dispatchReturn'> = (_, dispatch) => this.note(dispatch, 'dispatch return')
  dispatchEnd: Callback<'dispatchEnd'> = (_, dispatch) => this.note(dispatch, 'dispatch end')
  runStart: Callback<'runStart'> = (_, dispatch, __, index) => this.note(dispatch, `${index} start`)
  runWait: Callback<'runWait'> = (_, dispatch, __, index) => this.note(dispatch, `${index} wait`)
  runEnd: Callback<'runEnd'> = (_, dispatch, __, index, error) =>
    this.note(dispatch, `${index} end${error === undefined ? '' : ' failed'}`)
}

/** Runs a program; what it returns tells which listener ran for which dispatch, in order. */
async function play(program: Step[], subject: Subject): Promise<string[]> {
  const log: string[] = []
  const subscriptions: (() => void)[] = []
  const observing: (() => void)[] = []
  const waiting: (() => void)[] = []
  let listeners = 0
  let dispatches = 0

  const end = (ending: Ending): unknown => {
    if (ending === 'return') return undefined
    if (ending === 'throw') throw new Error('thrown')
    const { promise, resolve, reject }: Deferred<void> = deferred()
    waiting.push(ending === 'wait' ? resolve : () => reject(new Error('rejected')))
    return promise
  }
  const perform = (step: Step): void => {
    switch (step.do) {
      case 'on': {
        const id = listeners++
        const event = step.event === '*' ? '*' : (EVENTS[step.event] ?? '')
        const listener = (payload: number): unknown => {
          log.push(`listener ${id} for dispatch ${payload}`)
          for (const inner of step.body.steps) perform(inner)
          return end(step.body.ending)
        }
        subscriptions.push(subject.on(event, listener, step))
        break
      }
      case 'off':
        subscriptions.at(step.which % Math.max(subscriptions.length, 1))?.()
        break
      case 'unregisterAll':
        subject.unregisterAll(EVENTS[step.event] ?? '')
        break
      case 'dispatch':
        subject.dispatch(EVENTS[step.event] ?? '', dispatches++)
        break
      case 'observe':
        observing.push(subject.observe())
        break
      case 'unobserve':
        observing.at(step.which % Math.max(observing.length, 1))?.()
        break
      case 'settle':
        waiting.splice(step.which % Math.max(waiting.length, 1), 1)[0]?.()
        break
      case 'tick':
    }
  }
  // Long enough for every listener that can start to have started.
  const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  for (const step of program) {
    if (step.do === 'tick') await idle()
    else perform(step)
  }
  await idle()
  while (waiting.length > 0) {
    for (const settle of waiting.splice(0)) settle()
    await idle()
  }
  return log
}

describe('whatever a program does', () => {
  it('the listeners run in the order in which those of a plain model do', async () => {
    await fc.assert(
      fc.asyncProperty(steps(0, 2), async (program) => {
        expect(await play(program, new Real())).toEqual(await play(program, new Model()))
      }),
      { numRuns: 300 },
    )
  })

  it('each observer hears of paired starts and ends, and all observers of a dispatch hear the same', async () => {
    await fc.assert(
      fc.asyncProperty(steps(0, 2), async (program) => {
        const real = new Real()
        real.observe()
        await play(program, real)
        expect(await real.bus.wait({ timeout: 0 })).toBe(true)
        const [whole] = real.traces
        for (const trace of real.traces) {
          for (const [dispatch, notes] of trace.dispatches) {
            expect(notes).toEqual(whole?.dispatches.get(dispatch))
            expectPaired(dispatch, notes)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

function expectPaired(dispatch: DispatchInfo, notes: string[]): void {
  const [first, last] = [notes[0], notes.at(-1)]
  expect([first, last]).toEqual(['dispatch start', 'dispatch end'])
  expect(notes.filter((note) => note.startsWith('dispatch'))).toEqual([
    'dispatch start',
    'dispatch return',
    'dispatch end',
  ])
  const runs = new Map<string, string>()
  for (const note of notes) {
    const [index = '', ...what] = note.split(' ')
    if (index !== 'dispatch') runs.set(index, `${runs.get(index) ?? ''}${what.join(' ')},`)
  }
  for (const [index, course] of runs) {
    expect(Number(index)).toBeLessThan(dispatch.listenerCount)
    expect(course).toMatch(/^start,(wait,)?end( failed)?,$/)
  }
  const failed = [...runs.values()].filter((course) => course.includes('failed'))
  expect(failed).toHaveLength(dispatch.errors.length)
}
