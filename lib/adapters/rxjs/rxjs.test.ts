import fc from 'fast-check'
import {
  AsyncSubject,
  BehaviorSubject,
  config,
  firstValueFrom,
  map,
  of,
  ReplaySubject,
  Subject,
  Subscriber,
} from 'rxjs'
import { afterEach, expect, it, vi } from 'vitest'
import { observeSubject } from 'eventscope/adapters/rxjs'
import { task, told } from '../dom/test-support.ts'

afterEach(() => {
  config.onUnhandledError = null
})

it('what is sent is told of with the runs of the subscribers', () => {
  const subject = new Subject<number>()
  const { lines, payloads, listeners, open } = told(observeSubject(subject, { name: 'clicks' }))
  subject.subscribe(function count() {})
  const second = subject.subscribe({ next: function show() {}, complete: () => undefined })
  subject.next(1)
  expect(listeners()).toEqual(['* count', '* show'])
  subject.complete()
  expect(lines).toEqual(['next', 'next > count', 'next > show', 'complete', 'complete > show'])
  expect(payloads).toEqual([1, undefined])
  expect(second.closed).toBe(true)
  expect([listeners(), open()]).toEqual([[], 0])
})

it('what is sent within a subscriber has its own runs, and the others go on with theirs', () => {
  const subject = new Subject<number>()
  const observation = observeSubject(subject)
  const runs: string[] = []
  observation.observe({ runStart: (_, { payload }, { name }) => runs.push(`${payload as number} ${name}`) })
  subject.subscribe(function first(value) {
    if (value === 1) subject.next(2)
  })
  subject.subscribe(function second() {})
  subject.next(1)
  expect(runs).toEqual(['1 first', '2 first', '2 second', '1 second'])
})

it('those that had subscribed before are seen, and operators', () => {
  const subject = new BehaviorSubject(1)
  const values: unknown[] = []
  subject.subscribe(function early(value) {
    values.push(value)
  })
  const observation = observeSubject(subject)
  const { lines, listeners } = told(observation)
  const piped = subject.pipe(map((value) => value * 2)).subscribe((value) => values.push(value))
  subject.next(5)
  expect(values).toEqual([1, 2, 5, 10])
  expect(lines.filter((line) => line.startsWith('next >'))).toHaveLength(2)
  expect(lines[1]).toBe('next > early')
  piped.unsubscribe()
  expect(listeners()).toHaveLength(1)
  observation.detach()
  for (const observer of [subject, ...subject.observers])
    expect(['next', 'error', 'complete', 'subscribe'].filter((key) => Object.hasOwn(observer, key))).toEqual(
      [],
    )
})

it('what a subscriber throws is told of, and thrown later, as RxJS has it', async () => {
  const subject = new Subject<void>()
  const { errors } = told(observeSubject(subject))
  const failure = new Error('broken')
  const unhandled = vi.fn<(error: unknown) => void>()
  config.onUnhandledError = unhandled
  const after = vi.fn<() => void>()
  subject.subscribe(() => {
    throw failure
  })
  subject.subscribe(after)
  subject.next()
  expect([after.mock.calls.length, unhandled.mock.calls.length, errors]).toEqual([1, 0, [failure]])
  await vi.waitFor(() => expect(unhandled).toHaveBeenCalledWith(failure))
})

it('a subject that is closed throws as ever', () => {
  const subject = new Subject<void>()
  const observation = observeSubject(subject)
  const { listeners } = told(observation)
  const failed: unknown[] = []
  observation.observe({ dispatchEnd: (_, { errors }) => failed.push(...errors.map(({ cause }) => cause)) })
  subject.subscribe(() => undefined)
  subject.unsubscribe()
  expect(listeners()).toEqual([])
  expect(() => subject.next()).toThrow('object unsubscribed')
  expect(failed).toMatchObject([{ name: 'ObjectUnsubscribedError' }])
})

it('an observer has its methods called on itself, also one that is frozen', async () => {
  const subject = new Subject<number>()
  observeSubject(subject)
  const seen: unknown[] = []
  const observer = Object.freeze({
    next(this: unknown, value: number) {
      seen.push(this === observer, value)
    },
  })
  subject.subscribe(observer)
  subject.next(1)
  const first = firstValueFrom(subject)
  subject.next(2)
  expect([seen, await first]).toEqual([[true, 1, true, 2], 2])
})

it('takes every subject of RxJS', () => {
  for (const subject of [new ReplaySubject<number>(2), new AsyncSubject<number>(), new BehaviorSubject(0)]) {
    const observation = observeSubject(subject)
    expect(observation.name).toBe(subject.constructor.name)
    const { lines } = told(observation)
    of(1, 2).subscribe(subject)
    expect(lines).toEqual(['next', 'next', 'complete'])
  }
})

it.each([
  ['no subject', {}, undefined, '`subject`'],
  ['an unknown option', new Subject(), { names: '' }, '`options.names`'],
])('throws a TypeError for %s', (_, subject, options, named) => {
  expect(() => observeSubject(subject as never, options as never)).toThrow(TypeError)
  expect(() => observeSubject(subject as never, options as never)).toThrow(named)
})

const step = fc.record({
  does: fc.constantFrom(
    'next',
    'next',
    'subscribe',
    'subscribe',
    'unsubscribe',
    'error',
    'complete',
    'close',
    'toggle',
  ),
  at: fc.integer({ min: 0, max: 4 }),
})
type Step = { readonly does: string; readonly at: number }

/** Plays the steps, each subscriber doing one within now and then. */
function play(kind: number, steps: readonly Step[], inner: readonly Step[], isObserved: boolean): unknown[] {
  const made = [() => new Subject<number>(), () => new BehaviorSubject(0), () => new ReplaySubject<number>(3)]
  const subject = made[kind]!()
  const log: unknown[] = []
  const subscriptions: { unsubscribe(): void }[] = []
  const known: unknown[] = []
  let budget = 8
  let count = 0
  let observation = isObserved ? observeSubject(subject) : undefined
  if (observation !== undefined) told(observation)
  const within = (at: number): void => {
    if (budget-- > 0) take(inner[at % inner.length]!)
    if (at === 2) throw new Error(`thrown ${at}`)
  }
  const observerOf = (at: number): unknown => {
    const name = `${at}.${count++}`
    const next = function (this: unknown, value: number): void {
      log.push(`${name} ${value} ${this === object}`)
      within(at)
    }
    const object = { next, error: (error: unknown) => log.push(`${name} ! ${String(error)}`) }
    return [
      next,
      object,
      { ...object, complete: () => log.push(`${name} .`) },
      new Subscriber(object as never),
      undefined,
    ][at]
  }
  const take = ({ does, at }: Step): void => {
    try {
      if (does === 'next') subject.next(at)
      if (does === 'error' && at === 0) subject.error(`failed ${at}`)
      if (does === 'complete' && at === 0) subject.complete()
      if (does === 'close' && at === 0) subject.unsubscribe()
      if (does === 'subscribe') {
        const subscription = subject.subscribe(observerOf(at) as never)
        known.push(subscription)
        subscriptions.push(subscription)
      }
      if (does === 'unsubscribe') subscriptions[at]?.unsubscribe()
      if (does === 'toggle' && isObserved) {
        observation?.detach()
        observation = observation === undefined ? observeSubject(subject) : undefined
        if (observation !== undefined) told(observation)
      }
    } catch (error) {
      log.push(`threw ${String(error)}`)
    }
    log.push(
      subject.observed,
      subject.observers?.map((observer) => known.indexOf(observer)),
    )
  }
  for (const next of steps) take(next)
  observation?.detach()
  return log
}

it('nobody can tell an observed subject from another', async () => {
  const unhandled: string[] = []
  config.onUnhandledError = (error) => void unhandled.push(String(error))
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 }),
      fc.array(step, { maxLength: 25 }),
      fc.array(step, { minLength: 1, maxLength: 5 }),
      (kind, steps, inner) => {
        expect(play(kind, steps, inner, true)).toEqual(play(kind, steps, inner, false))
      },
    ),
    { numRuns: 300 },
  )
  // RxJS tells of what was thrown in tasks of their own; the same twice over.
  await task()
  expect(unhandled.length).toBeGreaterThan(0)
  expect(unhandled.length % 2).toBe(0)
})
