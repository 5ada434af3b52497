import { describe, expect, it } from 'vitest'
import { createBus, type DispatchHandle, type Observer } from 'eventscope'
import { deferred } from './test-support.ts'

/** Writes down which run of its parent each dispatch says it was made by. */
function causes(): Observer & { readonly runs: Map<string, number | undefined> } {
  const runs = new Map<string, number | undefined>()
  return { runs, dispatchStart: (_, { event, parentRun }) => void runs.set(event, parentRun) }
}

describe('the run that made a dispatch', () => {
  it('is known while its listener runs, whatever it dispatches through', () => {
    const bus = createBus()
    const observer = causes()
    bus.observe(observer)
    bus.on('a', () => undefined)
    bus.on('a', () => void bus.dispatch('by bus'))
    bus.on('a', (_, dispatch) => void dispatch.dispatch('by context'))
    bus.on('a', (...[, dispatch]) => void dispatch.dispatch('by rest parameters'))
    bus.dispatch('a')
    expect([...observer.runs]).toEqual([
      ['a', undefined],
      ['by bus', 1],
      ['by context', 2],
      ['by rest parameters', 3],
    ])
  })

  it('is known after an await, through the context of the listener', async () => {
    const bus = createBus()
    const observer = causes()
    bus.observe(observer)
    bus.on('a', async (_, dispatch) => {
      await undefined
      dispatch.dispatch('inline')
    })
    bus.on('a', () => undefined)
    const late = async (_: unknown, dispatch: { dispatch(name: string): unknown }): Promise<void> => {
      await undefined
      dispatch.dispatch('async')
    }
    bus.on('a', late, { async: true })
    bus.on('a', async (_, dispatch) => void (await undefined, dispatch.dispatch('timed')), {
      timeout: 60_000,
    })
    await bus.dispatch('a').wait()
    expect(observer.runs.get('inline')).toBe(0)
    expect(observer.runs.get('async')).toBe(2)
    expect(observer.runs.get('timed')).toBe(3)
  })

  it('is that of the inner dispatch while one is nested, and of the outer one again afterwards', () => {
    const bus = createBus()
    const observer = causes()
    bus.observe(observer)
    bus.on('a', () => undefined)
    bus.on('a', () => {
      bus.dispatch('b')
      bus.dispatch('after b')
    })
    bus.on('b', () => undefined)
    bus.on('b', () => undefined)
    bus.on('b', () => void bus.dispatch('in b'))
    bus.dispatch('a')
    expect([...observer.runs]).toEqual([
      ['a', undefined],
      ['b', 1],
      ['in b', 2],
      ['after b', 1],
    ])
  })

  it('is known where the bus is another one', () => {
    const [outer, inner] = [createBus(), createBus()]
    const observer = causes()
    outer.observe(observer)
    inner.observe(observer)
    outer.on('a', () => void inner.dispatch('b'))
    outer.dispatch('a')
    expect(observer.runs.get('b')).toBe(0)
  })

  it('is never guessed', async () => {
    const bus = createBus()
    const observer = causes()
    bus.observe(observer)
    const waits = deferred()
    let kept: { dispatch(name: string): unknown } | undefined
    bus.on('a', (...[, dispatch]) => {
      kept = dispatch
      return waits.promise
    })
    const handle: DispatchHandle = bus.dispatch('a')
    handle.dispatch('through the handle')
    kept?.dispatch('through a context that all share')
    waits.resolve()
    await handle.wait()
    expect(observer.runs.get('through the handle')).toBeUndefined()
    expect(observer.runs.get('through a context that all share')).toBeUndefined()
  })

  it('is not known where the run that made it was not observed', () => {
    const [outer, inner] = [createBus(), createBus()]
    const observer = causes()
    inner.observe(observer)
    outer.on('a', () => void inner.dispatch('b'))
    inner.on('wrap', () => void outer.dispatch('a'))
    inner.dispatch('wrap')
    expect(observer.runs.get('b')).toBeUndefined()
  })

  it('is not known through the context of a run with a timeout that was not observed', async () => {
    const bus = createBus()
    const observer = causes()
    bus.on(
      'a',
      async (_, dispatch) => {
        await undefined
        dispatch.dispatch('b')
      },
      { timeout: 60_000 },
    )
    const handle = bus.dispatch('a')
    bus.observe(observer)
    await handle.wait()
    expect(observer.runs.has('b')).toBe(true)
    expect(observer.runs.get('b')).toBeUndefined()
  })

  it('is known of a dispatch that was refused', () => {
    const bus = createBus({ onError: () => undefined })
    const refused: (number | undefined)[] = []
    bus.observe({
      dispatchStart: (_, { parentRun }) => refused.push(parentRun),
      dispatchEnd: (_, { errors, parentRun }) => errors.length > 0 && refused.push(parentRun),
    })
    bus.on('a', () => undefined)
    bus.on('a', () => void bus.dispatch('a'))
    bus.dispatch('a')
    expect(refused.at(-1)).toBe(1)
  })

  it('leaves the context of a listener as it was: the same facts, and a signal that aborts', async () => {
    const bus = createBus()
    bus.observe({})
    const payload = { qty: 1 }
    let seen: unknown
    let copied: unknown
    let signal: AbortSignal | undefined
    bus.on('a', (_, dispatch) => {
      const { id, event, payload, parent } = dispatch
      seen = { id, event, payload, parent }
      copied = { ...dispatch }
      ;({ signal } = dispatch)
      return new Promise(() => undefined)
    })
    const { id } = bus.dispatch('a', payload)
    expect(seen).toEqual({ id, event: 'a', payload, parent: undefined })
    expect(copied).toEqual({ id, event: 'a', payload })
    await bus.close({ timeout: 0 })
    expect(signal?.aborted).toBe(true)
  })
})
