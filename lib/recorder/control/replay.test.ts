import { describe, expect, it, vi } from 'vitest'
import { createBus } from '../../core/index.ts'
import { createRecorder } from '../index.ts'
import { deferred, recordedBus } from '../test-support.ts'

/** The last registered listener's id. */
const lastId = ({ recording }: { recording: ReturnType<typeof recordedBus>['recording'] }): number =>
  recording.listeners.at(-1)!.id

describe('dispatch again', () => {
  it('makes the dispatch on its bus, with its payload restored, and says which it repeats', () => {
    const { bus, recorder, recording } = recordedBus()
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const payload = { sku: 'A1', tags: new Set(['x']) }
    const { id } = bus.dispatch('a', payload)
    const result = recorder.replay(id)
    expect(result).toEqual({ id: id + 1, lost: [], reason: undefined })
    expect(seen[1]).toEqual(payload)
    expect(seen[1]).not.toBe(payload)
    expect(recording.at(1)).toMatchObject({ event: 'a', replayOf: id, parent: undefined })
    expect(recording.at(0)).toMatchObject({ replayOf: undefined })
    expect(recording.columns.replayOf(1)).toBe(id)
  })

  it('takes another payload, undefined included', () => {
    const { bus, recorder } = recordedBus()
    const listener = vi.fn()
    bus.on('a', (payload) => listener(payload))
    const { id } = bus.dispatch('a', 1)
    recorder.replay(id, { payload: { sku: 'B2' } })
    recorder.replay(id, { payload: undefined })
    expect(listener.mock.calls).toEqual([[1], [{ sku: 'B2' }], [undefined]])
  })

  it('tells what of the payload could not be restored', () => {
    const { bus, recorder } = recordedBus({ redact: ['password'] })
    const { id } = bus.dispatch('login', { user: 'ada', password: 'x' })
    expect(recorder.replay(id)).toMatchObject({ lost: [{ path: 'password', why: 'redacted' }] })
  })

  it('takes a payload kept by reference as it is', () => {
    const { bus, recorder } = recordedBus({ capture: 'reference' })
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const payload = { act: () => 1 }
    const { id } = bus.dispatch('a', payload)
    expect(recorder.replay(id)).toMatchObject({ lost: [] })
    expect(seen[1]).toBe(payload)
  })

  it('finds the bus among others of the same name', () => {
    const { bus, recorder } = recordedBus()
    const twin = createBus({ name: 'shop' })
    recorder.attach(twin)
    const [onBus, onTwin] = [vi.fn(), vi.fn()]
    bus.on('a', onBus)
    twin.on('a', onTwin)
    const { id } = twin.dispatch('a')
    recorder.replay(id)
    expect(onBus).not.toHaveBeenCalled()
    expect(onTwin).toHaveBeenCalledTimes(2)
  })

  it('of a replay says what that one repeats', () => {
    const { bus, recorder, recording } = recordedBus()
    const { id } = bus.dispatch('a')
    const again = recorder.replay(id)
    const third = recorder.replay(again.id!)
    expect(recording.byId(third.id!)?.replayOf).toBe(again.id)
  })
})

describe('dispatch again is refused', () => {
  it('when the dispatch was dropped', () => {
    const { bus, recorder } = recordedBus({ capacity: 1 })
    const { id } = bus.dispatch('a')
    bus.dispatch('a')
    expect(recorder.replay(id)).toMatchObject({ id: undefined, reason: 'gone' })
  })

  it('when its bus was detached or closed, or can only be observed', async () => {
    const { bus, recorder, detach } = recordedBus()
    const { id } = bus.dispatch('a')
    detach()
    expect(recorder.replay(id)).toMatchObject({ reason: 'no bus' })
    recorder.attach(bus)
    expect(recorder.replay(id)).toMatchObject({ reason: undefined })
    await bus.close()
    expect(recorder.replay(id)).toMatchObject({ reason: 'no bus' })
    const other = createBus()
    recorder.attach({ observe: (observer) => other.observe(observer) })
    expect(recorder.replay(other.dispatch('a').id)).toMatchObject({ reason: 'no bus' })
  })

  it('when its payload was not kept, unless there is another', () => {
    const { bus, recorder } = recordedBus({ capture: 'none' })
    const { id } = bus.dispatch('a', 1)
    expect(recorder.replay(id)).toMatchObject({ reason: 'no payload' })
    expect(recorder.replay(id, { payload: 2 })).toMatchObject({ reason: undefined })
  })

  it('when the only listener is registered no more, or was never for that event', () => {
    const { bus, recorder, recording } = recordedBus()
    const off = bus.on('a', () => undefined)
    const only = lastId({ recording })
    bus.on('b', () => undefined)
    const other = lastId({ recording })
    const { id } = bus.dispatch('a')
    expect(recorder.replay(id, { only: other })).toMatchObject({ reason: 'listener removed' })
    const twin = createBus({ name: 'shop' })
    recorder.attach(twin)
    twin.on('a', () => undefined)
    expect(recorder.replay(id, { only: lastId({ recording }) })).toMatchObject({ reason: 'listener removed' })
    off()
    expect(recorder.replay(id, { only })).toMatchObject({ reason: 'listener removed' })
  })

  it('with a TypeError for options that are wrong', () => {
    const { bus, recorder } = recordedBus()
    const { id } = bus.dispatch('a')
    expect(() => recorder.replay(id, { paylod: 1 } as never)).toThrow('`options.paylod` is unknown')
    expect(() => recorder.replay(id, { only: 'one' as never })).toThrow('`options.only`')
  })
})

describe('re-running one listener', () => {
  it('passes over the others, and runs nested dispatches whole', () => {
    const { bus, recorder, recording } = recordedBus()
    const ran: string[] = []
    bus.on('a', () => ran.push('one'))
    bus.on('a', (payload, dispatch) => {
      ran.push('two')
      // Nested dispatches of the same event and payload are not the one meant.
      if (ran.length < 6) dispatch.dispatch('a', payload)
    })
    const only = lastId({ recording })
    const { id } = bus.dispatch('a', 1)
    ran.length = 0
    const { id: again } = recorder.replay(id, { only })
    expect(ran).toEqual(['two', 'one', 'two', 'one', 'two', 'one', 'two'])
    expect(recording.byId(again!)?.runs).toHaveLength(1)
    bus.dispatch('a', 1)
    expect(ran.slice(7)).toEqual(['one', 'two'])
  })

  it('works for a failing, an async and a muted listener', async () => {
    const { bus, recorder, recording } = recordedBus()
    const paid = deferred()
    const others = vi.fn()
    bus.on('a', others, { async: true })
    bus.on('a', () => paid.promise, { async: true, name: 'pay' })
    const only = lastId({ recording })
    const { id } = bus.dispatch('a')
    await Promise.resolve()
    others.mockClear()
    recorder.control.mute(only)
    const { id: again } = recorder.replay(id, { only })
    recorder.control.unmute(only)
    await Promise.resolve()
    expect(recording.byId(again!)).toMatchObject({ status: 'waiting', runs: [{ listener: 'pay' }] })
    paid.reject(new Error('declined'))
    await bus.wait()
    expect(recording.byId(again!)).toMatchObject({ status: 'failed' })
    expect(others).not.toHaveBeenCalled()
    expect(recorder.control.state).toMatchObject({ passedOver: 0, active: false })
  })

  it('uses up a once listener, and leaves the others registered', () => {
    const { bus, recorder, recording } = recordedBus()
    const { id } = bus.dispatch('a')
    const ran: string[] = []
    bus.once('a', () => ran.push('one'))
    const only = lastId({ recording })
    bus.once('a', () => ran.push('two'))
    recorder.replay(id, { only })
    bus.dispatch('a')
    expect(ran).toEqual(['one', 'two'])
  })

  it('is not misled by observers that dispatch the same when it starts', () => {
    let left = 0
    const bus = createBus({
      observers: [
        {
          dispatchStart: () => {
            if (left-- > 0) bus.dispatch('a', 1)
          },
        },
      ],
    })
    const recorder = createRecorder()
    recorder.attach(bus)
    const ran: string[] = []
    bus.on('a', () => ran.push('one'))
    bus.on('a', () => ran.push('two'))
    const { id } = bus.dispatch('a', 1)
    ran.length = 0
    left = 1
    const { id: again } = recorder.replay(id, { only: lastId(recorder) })
    expect(ran).toEqual(['one', 'two', 'two'])
    expect(recorder.recording.byId(again!)?.runs).toHaveLength(1)
  })

  it('is not misled by a payload that dispatches the same event when it is captured', () => {
    const { bus, recorder, recording } = recordedBus()
    const ran: unknown[] = []
    bus.on('a', (payload) => ran.push(['one', typeof payload]))
    bus.on('a', (payload) => ran.push(['two', typeof payload]))
    const only = lastId({ recording })
    const { id } = bus.dispatch('a', 'text')
    ran.length = 0
    let left = 1
    const payload = new Proxy(
      {},
      {
        ownKeys: () => {
          if (left-- > 0) bus.dispatch('a', 7)
          return []
        },
      },
    )
    recorder.replay(id, { only, payload })
    expect(ran).toEqual([
      ['one', 'number'],
      ['two', 'number'],
      ['two', 'object'],
    ])
  })
})
