import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { createBus } from 'eventscope'
import { observeTarget } from 'eventscope/adapters/dom'
import { task, told } from './test-support.ts'

const uncaught = vi.fn<(error: unknown) => void>()

afterEach(() => {
  uncaught.mockReset()
})

/** What Node does with what a listener throws: as in a page, `dispatchEvent` returns all the same. */
async function catching(run: () => void | Promise<void>): Promise<void> {
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', uncaught)
  await run()
  await task()
  process.removeAllListeners('uncaughtException')
  for (const listener of before) process.on('uncaughtException', listener)
}

/** A target with an `on…` property, as platforms make them. */
class Player extends EventTarget {
  #handler: EventListener | null = null
  #added = false
  readonly #call = (event: Event): unknown => this.#handler && Reflect.apply(this.#handler, this, [event])

  get onplay(): EventListener | null {
    return this.#handler
  }
  set onplay(handler: EventListener | null) {
    this.#handler = handler
    if (handler !== null && !this.#added)
      Reflect.apply(EventTarget.prototype.addEventListener, this, ['play', this.#call])
    if (handler === null) Reflect.apply(EventTarget.prototype.removeEventListener, this, ['play', this.#call])
    this.#added = handler !== null
  }
}

it('an event is told of with the runs of its listeners', () => {
  const target = new EventTarget()
  const { lines, payloads, listeners, open } = told(observeTarget(target, { name: 'cart' }))
  target.addEventListener('add', function count() {})
  target.addEventListener('add', { handleEvent: () => undefined })
  target.dispatchEvent(new CustomEvent('add', { detail: { sku: 'A1' } }))
  expect(lines).toEqual(['add', 'add > count', 'add > anonymous'])
  expect(payloads).toMatchObject([{ target: 'EventTarget', detail: { sku: 'A1' } }])
  expect(listeners()).toEqual(['add count', 'add anonymous'])
  expect(open()).toBe(0)
})

it('what a listener dispatches on a bus has the event as its parent', () => {
  const target = new EventTarget()
  const observation = observeTarget(target)
  const bus = createBus()
  const parents: unknown[] = []
  const ids: number[] = []
  observation.observe({ dispatchStart: (_, { id }) => ids.push(id) })
  bus.observe({ dispatchStart: (_, { parent }) => parents.push(parent) })
  target.addEventListener('add', () => bus.dispatch('added'))
  target.dispatchEvent(new Event('add'))
  expect(parents).toEqual(ids)
  expect(ids).toHaveLength(1)
})

it('what a listener throws goes where it always went, and is told of', async () => {
  const target = new EventTarget()
  const { errors } = told(observeTarget(target))
  const failure = new Error('broken')
  const after = vi.fn<() => void>()
  await catching(() => {
    target.addEventListener('add', () => {
      throw failure
    })
    target.addEventListener('add', after)
    expect(target.dispatchEvent(new Event('add'))).toBe(true)
  })
  expect(uncaught.mock.calls.map(([error]) => error)).toEqual([failure])
  expect(errors).toEqual([failure])
  expect(after).toHaveBeenCalledOnce()
})

it('an `on…` property has what was put there, and its runs are told of', () => {
  const player = new Player()
  const first = vi.fn<EventListener>()
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is what is tested
  player.onplay = first
  const observation = observeTarget(player)
  const { lines } = told(observation)
  expect(player.onplay).toBe(first)
  player.dispatchEvent(new Event('play'))
  function second(): void {}
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is what is tested
  player.onplay = second
  expect(player.onplay).toBe(second)
  player.dispatchEvent(new Event('play'))
  expect(first).toHaveBeenCalledOnce()
  expect(lines).toEqual(['play', `play > ${first.name}`, 'play', 'play > second'])
  observation.detach()
  expect(player.onplay).toBe(second)
  expect(Object.keys(Object.getOwnPropertyDescriptors(player))).toEqual([])
})

it('detaching puts the listeners themselves back, in their order', async () => {
  const target = new EventTarget()
  const log: string[] = []
  const [first, second, third] = ['first', 'second', 'third'].map((name) => () => void log.push(name))
  target.addEventListener('add', first!)
  const observation = observeTarget(target)
  target.addEventListener('add', second!)
  target.addEventListener('add', third!)
  observation.detach()
  expect(Reflect.ownKeys(target).filter((key) => typeof key === 'string')).toEqual([])
  target.dispatchEvent(new Event('add'))
  expect(log.splice(0)).toEqual(['first', 'second', 'third'])
  target.addEventListener('add', second!)
  target.removeEventListener('add', third!)
  target.dispatchEvent(new Event('add'))
  expect(log).toEqual(['first', 'second'])
})

it('who detaches within a listener keeps no other from hearing of the event', async () => {
  const target = new EventTarget()
  const observation = observeTarget(target)
  const other = vi.fn<() => void>()
  target.addEventListener('add', () => observation.detach())
  target.addEventListener('add', other)
  target.dispatchEvent(new Event('add'))
  expect(other).toHaveBeenCalledOnce()
  await task()
  expect(Reflect.ownKeys(target).filter((key) => typeof key === 'string')).toEqual([])
  target.dispatchEvent(new Event('add'))
  expect(other).toHaveBeenCalledTimes(2)
})

it('attached twice, it is one source, until both have detached', () => {
  const target = new EventTarget()
  const [first, second] = [observeTarget(target), observeTarget(target)]
  expect(first.id).toBe(second.id)
  const { lines } = told(first)
  target.addEventListener('add', function count() {})
  first.detach()
  first.detach()
  target.dispatchEvent(new Event('add'))
  expect(lines).toEqual(['add', 'add > count'])
  second.detach()
  expect(Reflect.ownKeys(target).filter((key) => typeof key === 'string')).toEqual([])
})

it('a listener is known for as long as it is there: `once`, `signal` and removal end it', () => {
  const target = new EventTarget()
  const { listeners } = told(observeTarget(target))
  const stop = new AbortController()
  function removed(): void {}
  target.addEventListener('a', function once() {}, { once: true })
  target.addEventListener('a', function aborted() {}, { signal: stop.signal })
  target.addEventListener('a', removed, true)
  target.addEventListener('a', removed, { capture: true })
  expect(listeners()).toEqual(['a once', 'a aborted', 'a removed'])
  target.dispatchEvent(new Event('a'))
  stop.abort()
  target.removeEventListener('a', removed)
  expect(listeners()).toEqual(['a removed'])
  target.removeEventListener('a', removed, true)
  expect(listeners()).toEqual([])
})

it.each([
  ['nothing', undefined, undefined, '`target`'],
  ['an unknown option', new EventTarget(), { types: ['a'] }, '`options.types`'],
  ['a name that is none', new EventTarget(), { name: 1 }, '`options.name`'],
])('throws a TypeError for %s', (_, target, options, named) => {
  expect(() => observeTarget(target as never, options as never)).toThrow(TypeError)
  expect(() => observeTarget(target as never, options as never)).toThrow(named)
})

type Step =
  | { readonly does: 'add' | 'remove'; readonly at: number; readonly type: string; readonly options: unknown }
  | { readonly does: 'dispatch'; readonly type: string }
  | { readonly does: 'abort' | 'attach' | 'detach' }
  | { readonly does: 'handle'; readonly at: number }

const types = fc.constantFrom('play', 'stop')
const options = fc.constantFrom<unknown>(
  undefined,
  // Not as a boolean: Node takes it for no capture where a listener is removed.
  { once: true },
  { capture: true },
  { passive: true },
  'signal',
)
const at = fc.integer({ min: 0, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('add' as const, 'remove' as const), at, type: types, options }),
  fc.record({ does: fc.constant('dispatch' as const), type: types }),
  fc.record({ does: fc.constant('handle' as const), at }),
  fc.record({ does: fc.constantFrom('abort' as const, 'attach' as const, 'detach' as const) }),
)

/** Plays the steps; the listeners themselves do some within. */
function play(steps: readonly Step[], inner: readonly Step[], isObserved: boolean): string[] {
  const target = new Player()
  const log: string[] = []
  let observation: ReturnType<typeof observeTarget> | undefined
  let stop = new AbortController()
  let budget = 12
  const listeners: (EventListener | EventListenerObject)[] = [0, 1, 2, 3].map((at) => {
    const handle = function (this: unknown, event: Event): void {
      log.push(`${at} ${event.type} ${this === target} ${event.eventPhase} ${event.defaultPrevented}`)
      if (at === 1) event.preventDefault()
      if (at === 3) event.stopImmediatePropagation()
      const next = inner[at]
      // Attaching within would be no difference that counts: what runs already was there before.
      if (next !== undefined && budget-- > 0 && next.does !== 'attach') take(next)
    }
    return at === 2 ? { handleEvent: handle } : handle
  })
  const take = (next: Step): void => {
    switch (next.does) {
      case 'add':
      case 'remove': {
        const given = next.options === 'signal' ? { signal: stop.signal } : next.options
        const method = next.does === 'add' ? 'addEventListener' : 'removeEventListener'
        const args = given === undefined ? [] : [given]
        log.push(String(Reflect.apply(target[method], target, [next.type, listeners[next.at]!, ...args])))
        return
      }
      case 'dispatch':
        log.push(String(target.dispatchEvent(new Event(next.type, { cancelable: true }))))
        return
      case 'handle': {
        const handler = next.at === 0 ? null : (listeners[1] as EventListener)
        // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is what is tested
        target.onplay = handler
        log.push(String(target.onplay === handler))
        return
      }
      case 'abort':
        stop.abort()
        stop = new AbortController()
        return
      case 'attach':
        if (isObserved) {
          observation ??= observeTarget(target)
          told(observation)
        }
        return
      case 'detach':
        observation?.detach()
        observation = undefined
    }
  }
  if (isObserved) told((observation = observeTarget(target)))
  for (const next of steps) take(next)
  observation?.detach()
  return log
}

it('nobody can tell an observed target from another', () => {
  fc.assert(
    fc.property(
      fc.array(
        step.filter(({ does }) => does !== 'attach' && does !== 'detach'),
        { maxLength: 30 },
      ),
      fc.array(step, { minLength: 4, maxLength: 4 }),
      (steps, inner) => {
        expect(play(steps, inner, true)).toEqual(play(steps, inner, false))
      },
    ),
    { numRuns: 300 },
  )
})

it('nor one that is no more observed', () => {
  const quiet: Step[] = [0, 1, 2, 3].map(() => ({ does: 'abort' }))
  // No signals: in Node, one that is given with a second addition ends the first, unlike in pages.
  const steps = fc.array(
    step.filter((step) => !('options' in step && step.options === 'signal') && !/tach/.test(step.does)),
    { maxLength: 15 },
  )
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const steps: Step[] = [...before, { does: 'detach' }, ...after]
      expect(play(steps, quiet, true)).toEqual(play(steps, quiet, false))
    }),
    { numRuns: 200 },
  )
})

it('an event of the page’s own class, that has no details to tell, is heard as ever', () => {
  class Shy extends Event {
    get detail(): never {
      throw new Error('none of yours')
    }
  }
  const target = new EventTarget()
  told(observeTarget(target))
  const heard: string[] = []
  target.addEventListener('a', ({ type }) => heard.push(type))
  expect(target.dispatchEvent(new Shy('a'))).toBe(true)
  expect(heard).toEqual(['a'])
})

it('a listener that was there before and is added a second time runs once, and can be removed', () => {
  const target = new EventTarget()
  const calls: string[] = []
  const early = (): void => void calls.push('early')
  target.addEventListener('a', early)
  target.addEventListener('a', () => calls.push('other'))
  const { lines } = told(observeTarget(target))
  target.addEventListener('a', early)
  target.dispatchEvent(new Event('a'))
  expect(calls).toEqual(['other', 'early'])
  expect(lines).toEqual(['a', 'a > early'])
  target.removeEventListener('a', early)
  target.dispatchEvent(new Event('a'))
  expect(calls).toEqual(['other', 'early', 'other'])
})
