import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBus } from '../../core/index.ts'
import { ERROR_BINS, type ErrorGroup, ErrorTally, QuerySyntaxError, type Recording } from '../index.ts'
import { deferred, flush, recordedBus } from '../test-support.ts'

/** A bus whose listener `charge card` fails with the message it is sent, or is fine without. */
function setup(capacity?: number) {
  const test = recordedBus(capacity === undefined ? {} : { capacity })
  const pay = (message: unknown): void => {
    if (message !== undefined) throw new Error(String(message))
  }
  const off = test.bus.on('order.placed', pay, { name: 'charge card' })
  const place = (message?: string): number => test.bus.dispatch('order.placed', message).id
  return { ...test, pay, off, place }
}

const groupsOf = (recording: Recording): readonly ErrorGroup[] => recording.errorGroups().groups

/** What a group is told apart by, and how many there are. */
const brief = ({ bus, event, listener, message, count }: ErrorGroup) => [bus, event, listener, message, count]

describe('groups', () => {
  it('are by event, listener and message, never by message alone; the last failure first', () => {
    const { bus, pay, place, recording } = setup()
    bus.on('order.placed', pay, { name: 'send receipt' })
    bus.on('order.cancelled', pay, { name: 'charge card' })
    place('declined')
    bus.dispatch('order.cancelled', 'declined')
    place('expired')
    place('declined')
    expect(groupsOf(recording).map(brief)).toEqual([
      ['shop', 'order.placed', 'send receipt', 'declined', 2],
      ['shop', 'order.placed', 'charge card', 'declined', 2],
      ['shop', 'order.placed', 'send receipt', 'expired', 1],
      ['shop', 'order.placed', 'charge card', 'expired', 1],
      ['shop', 'order.cancelled', 'charge card', 'declined', 1],
    ])
    expect(recording.errorGroups()).toMatchObject({ total: 7, omitted: 0 })
  })

  it('are those of one bus, also where another has its name: each has a state of its own', () => {
    const { recorder, bus, recording, place } = setup()
    const other = createBus({ name: 'shop', onError: () => undefined })
    recorder.attach(other)
    let fails = true
    other.on(
      'order.placed',
      () => {
        if (fails) throw new Error('declined')
      },
      { name: 'charge card' },
    )
    const refused = other.dispatch('order.placed')
    fails = false
    place('declined')
    other.dispatch('order.placed')
    place('declined')
    expect(groupsOf(recording)).toMatchObject([
      { bus: 'shop', busId: bus.id, count: 2, state: 'failing', okSince: 0 },
      { bus: 'shop', busId: other.id, dispatches: [refused.id], state: 'recovered', okSince: 1 },
    ])
    expect(new Set(groupsOf(recording).map(({ key }) => key)).size).toBe(2)
  })

  it('name their dispatches from the newest, first and last time, and the newest error', () => {
    const { place, recording, clock } = setup()
    const first = place('declined')
    clock.advance(100)
    place()
    const last = place('declined')
    expect(groupsOf(recording)).toMatchObject([
      { dispatches: [last, first], first: 1_000, last: 1_100, latest: recording.byId(last)!.errors[0] },
    ])
  })

  it('count registrations, and say whether any is registered still', () => {
    const { bus, pay, off, place, recording } = setup()
    const other = bus.on('order.placed', pay, { name: 'charge card' })
    const id = place('declined')
    const ids = recording.listeners.map((listener) => listener.id)
    expect(groupsOf(recording)).toMatchObject([
      { count: 2, dispatches: [id], registrations: 2, active: true },
    ])
    expect(groupsOf(recording)[0]?.listenerIds.toSorted()).toEqual(ids)
    off()
    expect(groupsOf(recording)[0]?.active).toBe(true)
    other()
    expect(groupsOf(recording)[0]?.active).toBe(false)
  })

  it('hold what no listener did, apart from what listeners did', async () => {
    const { bus, place, recording } = setup()
    place('declined')
    await bus.close()
    place()
    expect(groupsOf(recording).map(brief)).toEqual([
      [
        'shop',
        'order.placed',
        undefined,
        'bus "shop" is closed. Dispatch before close(), or create another bus.',
        1,
      ],
      ['shop', 'order.placed', 'charge card', 'declined', 1],
    ])
    expect(groupsOf(recording)[0]).toMatchObject({ registrations: 0, active: false, state: 'not-run-since' })
    place()
    expect(groupsOf(recording)[0]).toMatchObject({ count: 2, state: 'failing' })
  })

  it('show whatever was thrown, without asking it again', () => {
    const { bus, recording } = recordedBus()
    let asked = 0
    const hostile = {
      toString(): string {
        asked++
        throw new Error('no')
      },
    }
    const thrown = ['text', undefined, hostile, new TypeError(''), new Error('x'.repeat(2_000))]
    bus.on('a', (at) => {
      throw thrown[Number(at)]
    })
    thrown.forEach((_, at) => bus.dispatch('a', at))
    expect(groupsOf(recording).map(({ message }) => message.slice(0, 40))).toEqual([
      'x'.repeat(40),
      'TypeError',
      'a value that cannot be shown',
      'undefined',
      'text',
    ])
    expect(groupsOf(recording)[0]?.message.length).toBe(500)
    expect(asked).toBe(1)
  })

  it('are bounded: the newest stay, and the errors of others are counted', () => {
    const { place, recording } = setup()
    for (let count = 0; count < 700; count++) place(`order ${count} declined`)
    const { groups, total, omitted } = recording.errorGroups()
    expect([groups.length, total, omitted]).toEqual([500, 700, 200])
    expect(groups[0]?.message).toBe('order 699 declined')
    for (let count = 0; count < 1_500; count++) place('declined')
    expect(groupsOf(recording)[0]).toMatchObject({ count: 1_500 })
    expect(groupsOf(recording)[0]?.dispatches.length).toBe(1_000)
  })
})

describe('with a query', () => {
  it('only errors of dispatches that it finds count', () => {
    const { place, recording } = setup()
    const [first, , third] = [place('declined'), place('expired'), place('declined')]
    const counted = (query: string): unknown =>
      recording.errorGroups({ query }).groups.map(({ message, count }) => [message, count])
    expect(counted('error:expired')).toEqual([['expired', 1]])
    expect(counted(`id:${first}|${third}`)).toEqual([['declined', 2]])
    expect(recording.errorGroups({ query: `id:${first}` }).total).toBe(1)
    expect(() => recording.errorGroups({ query: 'status:' })).toThrow(QuerySyntaxError)
  })

  it('whether something still fails is told by dispatches that it does not find, too', () => {
    const { place, recording } = setup()
    place('declined')
    place()
    expect(recording.errorGroups({ query: 'status:failed' }).groups).toMatchObject([
      { state: 'recovered', okSince: 1 },
    ])
  })
})

describe('the state', () => {
  it.each([
    ['failing', 0, ['declined', 'declined']],
    ['failing', 0, ['', 'declined', 'declined']],
    ['failing', 1, ['declined', '', 'expired']],
    ['failing', 0, ['declined', 'expired']],
    ['failing', 0, ['expired', 'declined']],
    ['recovered', 1, ['declined', '']],
    ['recovered', 3, ['declined', '', 'expired', '', '']],
    ['not-run-since', 0, ['declined']],
    ['not-run-since', 0, ['', 'declined']],
  ] as const)('is %s, fine %i times since, after %j', (state, okSince, messages) => {
    const { bus, place, recording } = setup()
    for (const message of messages) {
      place(message || undefined)
      // What other events and listeners do is of no account.
      bus.dispatch('order.seen')
    }
    const group = groupsOf(recording).find(({ message }) => message === 'declined')
    expect(group).toMatchObject({ state, okSince })
  })

  it('does not change by a run that still waits, or by another listener', async () => {
    const { bus, recording } = recordedBus()
    const gate = deferred()
    const answers = [Promise.reject(new Error('declined')), gate.promise]
    bus.on('a', () => answers.shift(), { name: 'ask' })
    bus.on('a', () => undefined, { name: 'other' })
    bus.dispatch('a')
    await flush()
    bus.dispatch('a')
    await flush()
    expect(groupsOf(recording)[0]).toMatchObject({ state: 'not-run-since', okSince: 0 })
    gate.resolve()
    await flush()
    expect(groupsOf(recording)[0]).toMatchObject({ state: 'recovered', okSince: 1 })
  })
})

const program = fc.array(
  fc.record({
    event: fc.constantFrom('a', 'b'),
    message: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    ms: fc.nat(50),
  }),
  { maxLength: 60 },
)

it('of any program, groups hold each recorded error once, in its part of the time', () => {
  const property = fc.property(
    program,
    fc.integer({ min: 1, max: 40 }),
    fc.boolean(),
    (steps, capacity, part) => {
      const { bus, recording, clock } = recordedBus({ capacity })
      for (const name of ['first', 'second']) {
        for (const event of ['a', 'b']) {
          bus.on(
            event,
            (message) => {
              if (message !== undefined) throw new Error(`${String(message)}`)
            },
            { name },
          )
        }
      }
      for (const { event, message, ms } of steps) {
        bus.dispatch(event, message)
        clock.advance(ms)
      }
      const range = part ? { from: 1_200, to: 2_000 } : undefined
      const views = recording.find('').filter(({ time }) => !range || (time >= range.from && time < range.to))
      const expected = new Map<string, number[]>()
      for (const { event, errors, time } of views) {
        for (const { listener, cause } of errors) {
          const key = JSON.stringify([event, listener, (cause as Error).message])
          expected.set(key, [...(expected.get(key) ?? []), time])
        }
      }
      const { groups, from, to, total } = recording.errorGroups({ range })
      expect(total).toBe(views.reduce((sum, { errors }) => sum + errors.length, 0))
      expect(groups.length).toBe(expected.size)
      const binOf = (time: number): number =>
        to > from ? Math.min(ERROR_BINS - 1, Math.floor(((time - from) / (to - from)) * ERROR_BINS)) : 0
      for (const { event, listener, message, count, perBin, first, last } of groups) {
        const times = expected.get(JSON.stringify([event, listener, message]))!
        const bins = Array.from(
          { length: ERROR_BINS },
          (_, at) => times.filter((time) => binOf(time) === at).length,
        )
        expect([count, first, last, perBin]).toEqual([times.length, times[0], times.at(-1), bins])
      }
    },
  )
  expect(() => fc.assert(property, { numRuns: 200 })).not.toThrow()
})

it('a tally keeps its result until the next is complete, also while rows are dropped', () => {
  const { place, recording, recorder } = setup(3_000)
  for (let count = 0; count < 3_000; count++) place(count < 10 ? 'declined' : undefined)
  let time = 0
  const clock = (): number => time++
  const tally = new ErrorTally(recording)
  expect(tally.update(0, clock)).toBe(false)
  expect(tally.result).toMatchObject({ groups: [], total: 0 })
  expect(tally.progress).toBeLessThan(1)
  while (!tally.update(time, clock));
  expect(tally.result.groups).toMatchObject([{ count: 10, okSince: 2_990, state: 'recovered' }])
  time += 1_000_000
  place('expired')
  place('expired')
  tally.update(0, clock)
  // The failures it is about to find are dropped.
  for (let count = 0; count < 3_000; count++) place()
  expect(tally.result).toMatchObject({ total: 10 })
  for (let count = 0; count < 100; count++) tally.update(0, clock)
  expect(tally.result.groups).toMatchObject([{ message: 'expired', count: 2 }])
  time += 1_000_000
  while (!tally.update(time, clock));
  expect(tally.result).toMatchObject({ groups: [], total: 0 })
  place('expired')
  recorder.clear()
  tally.update(time, clock)
  expect(tally.result.total).toBe(0)
})

it('a failure that is dropped after it was found has what is known of its time since', () => {
  let found = 0
  for (let steps = 0; steps < 30; steps++) {
    const { place, recording } = setup(3_000)
    place('declined')
    for (let count = 1; count < 3_000; count++) place()
    let time = 0
    const clock = (): number => time++
    const tally = new ErrorTally(recording)
    for (let step = 0; step < steps; step++) tally.update(0, clock)
    for (let count = 0; count < 10; count++) place()
    while (tally.result.to === 0) tally.update(0, clock)
    found += tally.result.groups.length
    for (const { state, okSince } of tally.result.groups) {
      expect(state).toBe('recovered')
      expect(okSince).toBeGreaterThan(0)
    }
  }
  expect(found).toBeGreaterThan(0)
})

it('unknown options are refused', () => {
  expect(() => setup().recording.errorGroups({ slowMs: 3 } as never)).toThrow(/`options.slowMs` is unknown/)
})
