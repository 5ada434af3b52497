import { describe, expect, it, vi } from 'vitest'
import { Arrivals, type Observer, Reporter, Sending } from '../index.ts'

/** A reporter with what an observer is told of it, as text. */
function watched() {
  const reporter = new Reporter({ name: 'app' })
  const log: string[] = []
  const observer: Observer = {
    dispatchStart: (_, { event }) => void log.push(`start ${event}`),
    dispatchEnd: (_, { event, errors }) =>
      void log.push([`end ${event}`, ...errors.map(({ message }) => message)].join(': ')),
    runStart: (_, { event }, { name }, index) => void log.push(`${event} ${index} ${name}`),
  }
  reporter.observe(observer)
  const listener = reporter.added('a', () => undefined, { name: 'badge' })
  return { reporter, log, listener }
}

describe('a sending', () => {
  it('tells of no more runs than there were listeners, and calls all', () => {
    const { reporter, log, listener } = watched()
    const sending = new Sending(reporter, 'a', undefined, 1)
    const results = sending.during(() => [1, 2].map((result) => sending.run(listener, () => result)))
    expect(results).toEqual([1, 2])
    expect(log).toEqual(['start a', 'a 0 badge', 'end a'])
  })

  it('fails by what it throws, and by what a listener throws only once', () => {
    const { reporter, log, listener } = watched()
    const failure = new Error('no')
    const fail = (): never => {
      throw failure
    }
    expect(() => new Sending(reporter, 'a', undefined, 1).during(fail)).toThrow(failure)
    const sending = new Sending(reporter, 'b', undefined, 1)
    expect(() => sending.during(() => sending.run(listener, fail))).toThrow(failure)
    expect(log).toEqual([
      'start a',
      'end a: "a" failed: no',
      'start b',
      'b 0 badge',
      'end b: listener "badge" of "b" failed: no',
    ])
  })

  it('has ended once and for all: what is called later is only called', async () => {
    const { reporter, log } = watched()
    const later = async (): Promise<number> => 5
    const listener = reporter.added('a', later)
    const sending = new Sending(reporter, 'a', undefined, 1)
    sending.during(() => undefined)
    sending.end()
    await expect(sending.run(listener, later)).resolves.toBe(5)
    expect(log).toEqual(['start a', 'end a'])
  })

  it('only calls where nobody observes', () => {
    const reporter = new Reporter({ name: 'app' })
    const listener = reporter.added('a', () => undefined)
    const sending = new Sending(reporter, 'a', undefined, 1)
    expect(sending.during(() => sending.run(listener, () => 5))).toBe(5)
  })
})

describe('what arrives', () => {
  it('is one for its key, until the task of the page is over', async () => {
    const { reporter, log, listener } = watched()
    const arrivals = new Arrivals()
    const key = {}
    const run = (): void => {
      const sending = arrivals.get(key) ?? arrivals.start(key, new Sending(reporter, 'a', undefined, 2))
      sending.run(listener, () => undefined)
    }
    run()
    await Promise.resolve()
    run()
    expect([log, arrivals.open]).toEqual([['start a', 'a 0 badge', 'a 1 badge'], 1])
    await vi.waitFor(() => expect(log.at(-1)).toBe('end a'))
    expect([arrivals.get(key), arrivals.open]).toEqual([undefined, 0])
  })

  it('is, while something is sent with its key, that; and then what it was before', () => {
    const { reporter } = watched()
    const arrivals = new Arrivals()
    const [outer, inner] = [1, 2].map((payload) => new Sending(reporter, 'a', payload, 0))
    const seen: unknown[] = []
    arrivals.during('key', outer!, () => {
      arrivals.during('key', inner!, () => seen.push(arrivals.get('key') === inner))
      seen.push(arrivals.get('key') === outer, arrivals.open)
    })
    expect([...seen, arrivals.get('key'), arrivals.open]).toEqual([true, true, 1, undefined, 0])
  })
})
