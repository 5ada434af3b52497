import Emittery from 'emittery'
import { observeEmitter } from 'eventscope/adapters/emittery'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownOf, recorded, recorderOf, registered } from '../test-support.ts'

const setup = (emitter = new Emittery()) => {
  const observation = observeEmitter(emitter, { name: 'app' })
  return { emitter, observation, recorder: recorderOf(observation) }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('tells of each run with its listener, its event and the data', async () => {
  const { emitter, recorder } = setup()
  emitter.on(['saved', 'closed'], function badge() {})
  emitter.onAny(function log() {})
  await emitter.emit('saved', 'a')
  await emitter.emitSerial(Symbol('secret'), 'b')
  expect(registered(recorder)).toEqual(['saved badge', 'closed badge', '* log'])
  expect(recorded(recorder)).toEqual([
    ['saved', 'a', ['badge ok', 'log ok']],
    ['secret', 'b', ['log ok']],
  ])
})

it('tells emissions apart that are under way at the same time', async () => {
  const { emitter, recorder } = setup()
  emitter.on('saved', async function badge() {
    await turn()
  })
  emitter.on('saved', function list() {})
  await Promise.all([
    emitter.emit('saved', 1),
    emitter.emitSerial('saved', 2),
    emitter.emit('saved', 3),
    emitter.emitSerial('saved', 4),
  ])
  expect(recorded(recorder)).toEqual([1, 2, 3, 4].map((data) => ['saved', data, ['badge ok', 'list ok']]))
})

it('rejects with what a listener throws, and tells that it failed', async () => {
  const { emitter, recorder } = setup()
  const failure = new Error('of a listener')
  emitter.on('saved', function breaks() {
    throw failure
  })
  await expect(emitter.emit('saved')).rejects.toBe(failure)
  expect(recorded(recorder)).toEqual([['saved', undefined, ['breaks failed']]])
})

it('an event that is emitted in a listener is caused by it', async () => {
  const { emitter, recorder } = setup()
  emitter.on('outer', function relay() {
    void emitter.emit('inner')
  })
  await emitter.emit('outer')
  const [outer, inner] = [recorder.recording.at(0)!, recorder.recording.at(1)!]
  expect([inner.event, inner.parent, inner.parentListener]).toEqual(['inner', outer.id, 'relay'])
})

it('its own events name the very listeners', async () => {
  const { emitter } = setup()
  const seen: unknown[] = []
  emitter.on([Emittery.listenerAdded, Emittery.listenerRemoved], ({ listener }) => void seen.push(listener))
  const badge = (): void => undefined
  emitter.on('saved', badge)()
  await turn()
  expect(seen).toEqual([badge, badge])
})

it('a listener that was there before is not called twice when it is added again', async () => {
  const emitter = new Emittery()
  let calls = 0
  const early = (): void => void calls++
  emitter.on('saved', early)
  setup(emitter)
  emitter.on('saved', early)
  expect(emitter.listenerCount('saved')).toBe(1)
  await emitter.emit('saved')
  expect(calls).toBe(1)
  emitter.off('saved', early)
  expect(emitter.listenerCount()).toBe(0)
})

it('leaves it as it was, with its listeners in their order', async () => {
  const emitter = new Emittery()
  const calls: string[] = []
  emitter.on('saved', () => void calls.push('early'))
  const before = ownOf(emitter)
  const { observation, recorder } = setup(emitter)
  const badge = (): void => void calls.push('badge')
  emitter.on('saved', badge)
  emitter.on('saved', () => void calls.push('list'))
  observation.detach()
  expect(ownOf(emitter)).toEqual(before)
  await emitter.emit('saved')
  emitter.off('saved', badge)
  await emitter.emit('saved')
  expect(calls).toEqual(['early', 'badge', 'list', 'early', 'list'])
  expect([recorder.recording.size, registered(recorder)]).toEqual([0, []])
})

it('what was added while it was observed can be removed afterwards, by its function and by its signal', () => {
  const emitter = new Emittery()
  const { observation } = setup(emitter)
  const controller = new AbortController()
  const off = emitter.on('saved', () => undefined)
  emitter.on('saved', () => undefined, { signal: controller.signal })
  emitter.on('saved', () => undefined, { signal: AbortSignal.abort() })
  observation.detach()
  expect(emitter.listenerCount()).toBe(2)
  off()
  controller.abort()
  expect(emitter.listenerCount()).toBe(0)
})

it.each(['emit', 'emitSerial'] as const)(
  'loses no listener of an %s that is under way when it detaches',
  async (key) => {
    const emitter = new Emittery()
    const before = ownOf(emitter)
    const { observation } = setup(emitter)
    const calls: string[] = []
    emitter.on('saved', async () => {
      calls.push('first')
      await turn()
    })
    emitter.on('saved', () => void calls.push('second'))
    const emitted = emitter[key]('saved')
    observation.detach()
    await emitted
    expect(calls).toEqual(['first', 'second'])
    expect(ownOf(emitter)).toEqual(before)
  },
)

it('observes an object that has the methods by a mixin', async () => {
  class Shop {
    readonly name = 'a shop'
  }
  Emittery.mixin('emitter')(Shop as never)
  const shop = new Shop() as Shop & Emittery
  const recorder = recorderOf(observeEmitter(shop))
  shop.on('saved', function badge() {})
  await shop.emit('saved', 1)
  expect(recorded(recorder)).toEqual([['saved', 1, ['badge ok']]])
})

it.each([undefined, null, 1, {}, () => undefined])('refuses what is no Emittery: %s', (wrong) => {
  expect(() => observeEmitter(wrong as never)).toThrow('`emitter` must be an Emittery')
})

const CALLS = [
  'on',
  'onBoth',
  'onAny',
  'once',
  'off',
  'offAny',
  'unsubscribe',
  'clear',
  'emit',
  'emit',
  'emitSerial',
  'attach',
  'detach',
  'turn',
] as const

it('cannot be told from one that is not observed', async () => {
  const step = fc.record({
    call: fc.constantFrom(...CALLS),
    event: fc.constantFrom('saved', 'closed'),
    at: fc.nat(3),
  })
  type Step = { readonly call: (typeof CALLS)[number]; readonly event: string; readonly at: number }
  const run = async (
    steps: readonly Step[],
    within: readonly Step[],
    isObserved: boolean,
  ): Promise<unknown[]> => {
    const log: unknown[] = []
    const outcomes: unknown[] = []
    const emitter = new Emittery()
    const attached: { detach(): void }[] = []
    const offs: (() => void)[] = []
    /** Calls of emitSerial() under way that are not observed: to observe it then can be told, as it says. */
    let unseen = 0
    let depth = 0
    const listeners = [0, 1, 2, 3].map((at) => {
      const body = (...args: unknown[]): void => {
        log.push([at, ...args])
        if (depth++ < 4) for (const one of within) perform(one)
        if (at === 3) throw new Error('of a listener')
      }
      return at % 2
        ? async (...args: unknown[]) => {
            await Promise.resolve()
            body(...args)
          }
        : body
    })
    emitter.on(
      [Emittery.listenerAdded, Emittery.listenerRemoved],
      ({ eventName, listener }) =>
        void log.push(['changed', eventName, listeners.indexOf(listener as never)]),
    )
    function perform({ call, event, at }: Step): void {
      const listener = listeners[at]!
      if (call === 'on') offs.push(emitter.on(event, listener))
      else if (call === 'onBoth') offs.push(emitter.on(['saved', 'closed'], listener))
      else if (call === 'onAny') offs.push(emitter.onAny(listener))
      else if (call === 'once') void emitter.once(event).then((data) => log.push(['once', data]))
      else if (call === 'off') emitter.off(event, listener)
      else if (call === 'offAny') emitter.offAny(listener)
      else if (call === 'unsubscribe') offs.shift()?.()
      else if (call === 'clear') emitter.clearListeners(at === 0 ? undefined : event)
      else if (call === 'attach') {
        if (isObserved && unseen === 0) attached.push(setup(emitter).observation)
      } else if (call === 'detach') attached.shift()?.detach()
      else if (call !== 'turn') {
        // Not by the order of microtasks: the promise of emitSerial() takes one more.
        const outcome = { call, is: 'pending' }
        outcomes.push(outcome)
        const isUnseen = call === 'emitSerial' && attached.length === 0
        if (isUnseen) unseen++
        void emitter[call](event, at)
          .then(
            () => (outcome.is = 'done'),
            (error: unknown) => (outcome.is = String(error)),
          )
          .finally(() => isUnseen && unseen--)
      }
      log.push(emitter.listenerCount(), emitter.listenerCount('saved'))
    }
    for (const one of steps) {
      perform(one)
      if (one.call === 'turn') await turn()
    }
    await turn()
    for (const one of attached.splice(0)) one.detach()
    perform({ call: 'emit', event: 'saved', at: 0 })
    await turn()
    for (const one of attached) one.detach()
    await turn()
    log.push(Reflect.ownKeys(emitter), outcomes)
    return log
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 20 }),
      fc.array(step, { maxLength: 2 }),
      async (steps, within) => {
        expect(await run(steps, within, true)).toEqual(await run(steps, within, false))
      },
    ),
    { numRuns: 80 },
  )
})
