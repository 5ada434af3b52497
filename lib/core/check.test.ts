import { describe, expect, it } from 'vitest'
import { createBus, type DispatchCheck, EventError, type Observer } from './index.ts'

const silent = { onError: () => undefined }

function check(refuses: boolean, test: DispatchCheck['test']): DispatchCheck {
  return { refuses, test }
}

describe('a check of a bus', () => {
  it('is given the name and the payload of each dispatch, before the listeners run', () => {
    const log: unknown[] = []
    const bus = createBus({ checks: [check(true, (event, payload) => void log.push([event, payload]))] })
    bus.on('a', () => log.push('listener'))
    bus.dispatch('a', 1)
    bus.dispatch('b')
    expect(log).toEqual([['a', 1], 'listener', ['b', undefined]])
  })

  it('that refuses keeps the listeners from running; its failure is the error of the handle', () => {
    const failure = new TypeError('qty must be a number')
    const bus = createBus({ ...silent, checks: [check(true, () => failure)] })
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const handle = bus.dispatch('a', 1)
    expect(seen).toEqual([])
    expect(handle.settled).toBe(true)
    expect(handle.errors).toMatchObject([{ event: 'a', listener: '', cause: failure, dispatchId: handle.id }])
    expect(handle.errors[0]).toBeInstanceOf(EventError)
    expect(bus.errors).toEqual(handle.errors)
  })

  it('that does not refuse adds its failure, and the listeners run', () => {
    const failure = new Error('unusual name')
    const bus = createBus({ ...silent, checks: [check(false, () => failure)] })
    const seen: unknown[] = []
    bus.on('a', (payload) => seen.push(payload))
    const handle = bus.dispatch('a', 1)
    expect(seen).toEqual([1])
    expect(handle.errors.map(({ cause }) => cause)).toEqual([failure])
  })

  it('that throws has failed with what it threw', () => {
    const bus = createBus({
      ...silent,
      checks: [
        check(true, () => {
          throw 'no Error'
        }),
      ],
    })
    expect(bus.dispatch('a').errors.map(({ cause }) => cause)).toEqual(['no Error'])
  })

  it('runs in order with others, up to the one that refuses', () => {
    const ran: number[] = []
    const nth = (number: number, refuses: boolean): DispatchCheck =>
      check(refuses, () => {
        ran.push(number)
        return new Error(`check ${number}`)
      })
    const bus = createBus({ ...silent, checks: [nth(1, false), nth(2, true), nth(3, true)] })
    const handle = bus.dispatch('a')
    expect(ran).toEqual([1, 2])
    expect(handle.errors.map(({ cause }) => (cause as Error).message)).toEqual(['check 1', 'check 2'])
  })

  it('holds for what is dispatched in a listener and for what comes from elsewhere', () => {
    const failure = new Error('no')
    const bus = createBus({
      ...silent,
      checks: [check(true, (event) => (event === 'b' ? failure : undefined))],
    })
    let nested: readonly EventError[] = []
    bus.on('a', (_, dispatch) => {
      nested = dispatch.dispatch('b').errors
    })
    bus.dispatch('a')
    const received = bus.receive('b', 1, { via: 'test', sender: 's', id: 's:1' })
    expect([nested, received.errors].map((errors) => errors[0]?.cause)).toEqual([failure, failure])
  })

  it('shows to observers: a refused dispatch starts and ends, and has no run', () => {
    const log: unknown[] = []
    const observer: Observer = {
      dispatchStart: (_, dispatch) => log.push(['start', dispatch.event]),
      dispatchReturn: () => log.push('return'),
      dispatchEnd: (_, dispatch) => log.push(['end', dispatch.errors.length]),
      runStart: () => log.push('run'),
    }
    const bus = createBus({ ...silent, observers: [observer], checks: [check(true, () => new Error('no'))] })
    bus.on('a', () => undefined)
    bus.dispatch('a')
    expect(log).toEqual([
      ['start', 'a'],
      ['end', 1],
    ])
  })

  it('must be an object with a function `test`', () => {
    expect(() => createBus({ checks: [{ refuses: true } as DispatchCheck] })).toThrow(
      '`options.checks[0].test`',
    )
    expect(() => createBus({ checks: {} as DispatchCheck[] })).toThrow('`options.checks` must be an array')
  })
})
