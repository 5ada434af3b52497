import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type DurationStats,
  ListenerTally,
  type ListenerStats,
  QuerySyntaxError,
  type Recording,
  QUANTILE_ERROR,
  type RunView,
} from '../index.ts'
import { deferred, type Deferred, flush, recordedBus } from '../test-support.ts'

function statsOf(recording: Recording, name: string): ListenerStats {
  return recording.listenerStats().find((stats) => stats.name === name)!
}

const rankOf = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(1, Math.floor((percent * sorted.length + 99) / 100)) - 1]!

/** `found`, where each quantile that is within its error is as exact as the others. */
function asExpected(found: DurationStats | undefined, exact: readonly number[]): unknown {
  if (exact.length === 0) return undefined
  const sorted = exact.toSorted((a, b) => a - b)
  const near = (percent: number): number => {
    const rank = rankOf(sorted, percent)
    const told = percent === 50 ? found?.p50 : found?.p95
    return told !== undefined && Math.abs(told - rank) <= rank * (QUANTILE_ERROR + 2e-7) ? told : rank
  }
  return {
    count: exact.length,
    p50: near(50),
    p95: near(95),
    max: sorted.at(-1),
    sum: expect.closeTo(exact.reduce((sum, ms) => sum + ms, 0)),
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('quick', 'slow', 'bad'), ms: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle'), ms: fc.nat(500) }) },
)

it('of any program, the statistics are those of the recorded runs', async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 60 }),
    fc.integer({ min: 1, max: 30 }),
    fc.option(fc.record({ from: fc.integer({ min: 1_000, max: 1_500 }), length: fc.nat(800) }), {
      nil: undefined,
    }),
    async (steps, capacity, within) => {
      const { bus, recording, clock } = recordedBus({ capacity })
      const gates: Deferred<void>[] = []
      bus.on('quick', (ms) => clock.advance(Number(ms)), { name: 'quick' })
      bus.on(
        'slow',
        (ms) => {
          clock.advance(Number(ms))
          gates.push(deferred())
          return gates.at(-1)!.promise
        },
        { name: 'slow' },
      )
      bus.on('bad', () => Promise.reject(new Error('late')), { name: 'bad', async: true })
      bus.on('bad', () => {
        clock.advance(1)
        throw new Error('now')
      })
      for (const { do: what, ms } of steps) {
        if (what === 'settle') {
          clock.advance(ms)
          gates.shift()?.resolve()
        } else bus.dispatch(what, ms)
        await flush()
      }
      const range = within && { from: within.from, to: within.from + within.length }
      const views = recording
        .find('')
        .filter(({ time }) => range === undefined || (time >= range.from && time < range.to))
      const all = views.flatMap(({ runs }) => runs)
      const syncOf = (runs: readonly RunView[]): number => runs.reduce((sum, run) => sum + run.sync, 0)
      const stats = recording.listenerStats({ range })
      expect(stats.map(({ id }) => id)).toEqual(recording.listeners.map(({ id }) => id))
      for (const one of stats) {
        const runs = all.filter((run) => run.listenerId === one.id)
        expect(one).toMatchObject({
          calls: runs.length,
          failed: runs.filter((run) => run.status === 'failed').length,
          waiting: runs.filter((run) => run.status === 'waiting').length,
          lastFailure: runs.findLast((run) => run.error !== undefined)?.error,
        })
        expect(one.lastRun).toBe(runs.length === 0 ? undefined : Math.max(...runs.map((run) => run.start)))
        expect(one.share).toBeCloseTo(syncOf(all) === 0 ? 0 : syncOf(runs) / syncOf(all))
        for (const key of ['sync', 'wait'] as const) {
          const durations = runs.flatMap((run) => run[key] ?? [])
          const { bars = [], slowest, ...found } = one[key] ?? {}
          const whole = one[key] === undefined ? undefined : found
          expect(whole).toEqual(asExpected(one[key], durations))
          expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length)
          const ofSlowest = views.find(({ id }) => id === slowest)?.runs ?? []
          const longest = ofSlowest.flatMap((run) => (run.listenerId === one.id ? (run[key] ?? []) : []))
          expect(longest.length === 0 ? undefined : Math.max(...longest)).toBe(one[key]?.max)
        }
      }
    },
  )
  await expect(fc.assert(property, { numRuns: 150 })).resolves.toBeUndefined()
})

it('totals count what was dropped, calls what is kept', () => {
  const { bus, recording } = recordedBus({ capacity: 2 })
  bus.on('a', () => {
    throw new Error('broken')
  })
  for (let count = 0; count < 5; count++) bus.dispatch('a')
  expect(recording.listenerStats()).toMatchObject([
    { calls: 2, failed: 2, totalCalls: 5, totalFailed: 5, share: 0 },
  ])
})

it('the last run is the one that started last, also where its dispatch is the older one', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('a', (depth) => {
    if (depth !== 2) bus.dispatch('a', 2)
    clock.advance(10)
  })
  bus.on('a', () => undefined, { name: 'last' })
  bus.dispatch('a', 1)
  expect(statsOf(recording, 'last').lastRun).toBe(1_020)
})

it('a tally shows a result when it is complete, and the one before until then', () => {
  const { bus, recording } = recordedBus()
  bus.on('a', () => undefined)
  for (let count = 0; count < 5_000; count++) bus.dispatch('a')
  let time = 0
  const clock = (): number => time++
  const tally = new ListenerTally(recording)
  expect(tally.update(0, clock)).toBe(false)
  expect(tally.stats).toEqual([])
  expect(tally.progress).toBeGreaterThan(0)
  expect(tally.progress).toBeLessThan(1)
  while (!tally.update(time, clock));
  expect(tally.stats).toMatchObject([{ calls: 5_000 }])
  expect(tally.progress).toBe(1)
  const { stats } = tally
  bus.dispatch('a')
  time += 1_000_000
  expect(tally.update(0, clock)).toBe(false)
  expect(tally.stats).toBe(stats)
  while (!tally.update(time, clock));
  expect(tally.stats).toMatchObject([{ calls: 5_001 }])
})

it('a tally rests after a pass, at least 250 ms and twenty times as long as it took', () => {
  const { bus, recording } = recordedBus()
  bus.on('a', () => undefined)
  const tally = new ListenerTally(recording)
  const restAfter = (spent: number): number => {
    bus.dispatch('a')
    let time = 0
    // The pass begins at one reading of the clock and ends at another.
    const readings = [0, spent, spent]
    tally.update(Infinity, () => readings.shift() ?? spent)
    bus.dispatch('a')
    const before = tally.stats
    for (time = spent; tally.stats === before; time++) tally.update(Infinity, () => time)
    return time - 1 - spent
  }
  expect(restAfter(1)).toBe(250)
  const other = new ListenerTally(recording)
  const readings = [0, 40, 40]
  other.update(Infinity, () => readings.shift() ?? 40)
  bus.dispatch('a')
  expect(other.update(Infinity, () => 839)).toBe(false)
  expect(other.update(Infinity, () => 840)).toBe(true)
})

it('rows that are dropped while a pass is under way are not asked for, and a clear ends it', () => {
  const { bus, recorder, recording } = recordedBus({ capacity: 4_000 })
  const fill = (): void => {
    for (let count = 0; count < 4_000; count++) bus.dispatch('a')
  }
  bus.on('a', () => undefined, { name: 'old' })
  fill()
  let time = 0
  const clock = (): number => time++
  const tally = new ListenerTally(recording)
  tally.update(0, clock)
  fill()
  for (let count = 0; count < 30; count++) tally.update(0, clock)
  const [{ calls } = { calls: -1 }] = tally.stats
  // What it counted before the rest was dropped.
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThan(4_000)
  recorder.clear()
  fill()
  expect(tally.update(0, clock)).toBe(false)
  expect(tally.stats).toEqual([])
  tally.update(Infinity, clock)
  expect(tally.stats).toMatchObject([{ calls: 4_000 }])
})

it('fields of the registration are there, and its place without frames of the library', () => {
  const { bus, recording } = recordedBus()
  function wireTheBadge(): void {
    bus.on('a', () => undefined, { name: 'badge', owner: 'CartBadge', timeout: 50 })
  }
  wireTheBadge()
  const stats = statsOf(recording, 'badge')
  expect(stats).toMatchObject({ event: 'a', bus: 'shop', owner: 'CartBadge', timeout: 50, active: true })
  expect(stats.place).toContain('wireTheBadge')
  expect(stats.place).toContain('listener-stats.test.ts')
})

it('the place is the first frame of the stack that a registration was given, however an engine writes it', () => {
  const { bus, recording } = recordedBus()
  const stacks = {
    V8: 'Error\n    at Row (http://shop/row.ts:3:5)\n    at List (http://shop/list.ts:9:1)',
    'V8, one frame': 'Error\n    at Row (http://shop/row.ts:3:5)',
    Firefox: 'Row@http://shop/row.ts:3:5\nList@http://shop/list.ts:9:1\n',
    'Safari, one frame': 'Row@http://shop/row.ts:3:5',
  }
  for (const [name, stack] of Object.entries(stacks)) bus.on('a', () => undefined, { name, stack })
  expect(recording.listenerStats().map(({ stack, stackGiven, place }) => [stack, stackGiven, place])).toEqual(
    [
      [stacks.V8, true, 'at Row (http://shop/row.ts:3:5)'],
      [stacks['V8, one frame'], true, 'at Row (http://shop/row.ts:3:5)'],
      [stacks.Firefox, true, 'Row@http://shop/row.ts:3:5'],
      [stacks['Safari, one frame'], true, 'Row@http://shop/row.ts:3:5'],
    ],
  )
})

it('with a query, only the runs of dispatches that it finds count', () => {
  const { bus, recording } = recordedBus()
  bus.onAny(() => undefined, { name: 'all' })
  bus.on('a', () => undefined, { name: 'of a' })
  bus.on('b', () => undefined, { name: 'of b' })
  for (let times = 0; times < 3; times++) bus.dispatch('a', { times })
  bus.dispatch('b', { times: 0 })
  const calls = (query: string): unknown =>
    Object.fromEntries(recording.listenerStats({ query }).map((one) => [one.name, one.calls]))
  expect(calls('name=a')).toEqual({ all: 3, 'of a': 3, 'of b': 0 })
  expect(calls('payload.times=0')).toEqual({ all: 2, 'of a': 1, 'of b': 1 })
  expect(calls(' ')).toEqual({ all: 4, 'of a': 3, 'of b': 1 })
})

it('its own time is the same with a query that leaves out what was dispatched inside', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('inner', () => clock.advance(30), { name: 'inner' })
  bus.on(
    'outer',
    (_, context) => {
      clock.advance(10)
      context.dispatch('inner', undefined)
    },
    { name: 'outer' },
  )
  bus.dispatch('outer')
  const own = (query: string): unknown =>
    recording.listenerStats({ query }).map(({ name, selfTime, share }) => [name, selfTime, share])
  expect(own('name=outer')).toEqual([
    ['inner', 0, 0],
    ['outer', 10, 1],
  ])
  expect(own('name=inner')).toEqual([
    ['inner', 30, 1],
    ['outer', 0, 0],
  ])
})

it('a query that is none is refused', () => {
  expect(() => recordedBus().recording.listenerStats({ query: 'dur>' })).toThrow(QuerySyntaxError)
})

it.each([
  { slowMs: -1 },
  { query: 5 as never },
  { slowMs: 'fast' as never },
  { range: { from: 2, to: 1 } },
  { range: null as never },
  { slow: 3 } as never,
])('the options %j are refused', (options) => {
  expect(() => recordedBus().recording.listenerStats(options)).toThrow(TypeError)
})

it('the share of the time is of their own: what a listener dispatched counts for those that ran', () => {
  const { bus, recording, clock } = recordedBus()
  for (let at = 0; at < 10; at++) {
    bus.on(`e${at}`, () => (at < 9 ? void bus.dispatch(`e${at + 1}`) : clock.advance(50)), { name: `l${at}` })
  }
  bus.dispatch('e0')
  const stats = recording.listenerStats()
  expect(stats.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(stats.map(({ selfTime }) => selfTime)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 50])
  expect(stats.map(({ sync }) => sync?.max)).toEqual(Array.from({ length: 10 }, () => 50))
})

it('what is dispatched after an await, or from async listeners, takes nothing off', async () => {
  const { bus, recording, clock } = recordedBus()
  bus.on(
    'a',
    async (_, dispatch) => {
      clock.advance(10)
      dispatch.dispatch('later')
      await undefined
      dispatch.dispatch('now')
      clock.advance(1)
    },
    { name: 'outer' },
  )
  bus.on('now', () => clock.advance(20), { name: 'inner' })
  bus.on('later', () => clock.advance(5), { name: 'async', async: true })
  bus.dispatch('a')
  await flush()
  const selfOf = (name: string): number => statsOf(recording, name).selfTime
  expect(['outer', 'inner', 'async'].map(selfOf)).toEqual([10, 20, 5])
})

it('what was dispatched inside a run of the range, after it, is no part of its own time', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('outer', () => {
    clock.advance(10)
    for (let count = 0; count < 200; count++) bus.dispatch('inner')
  })
  bus.on('inner', () => clock.advance(1), { name: 'inner' })
  bus.dispatch('outer')
  bus.dispatch('inner')
  const [outer, inner] = recording.listenerStats({ range: { from: 1_000, to: 1_005 } })
  expect(outer).toMatchObject({ calls: 1, selfTime: 10, share: 1 })
  expect(inner).toMatchObject({ calls: 0, selfTime: 0, share: 0 })
  const after = recording.listenerStats({ range: { from: 1_005, to: 2_000 } })
  expect(after).toMatchObject([{ selfTime: 0 }, { calls: 201, selfTime: 201, share: 1 }])
})

interface Nest {
  readonly ms: number
  readonly then: readonly Nest[]
}

const { nest } = fc.letrec<{ nest: Nest }>((tie) => ({
  nest: fc.record({
    ms: fc.nat(99),
    then: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'nest' },
      fc.constant([]),
      fc.array(tie('nest'), { maxLength: 3, depthIdentifier: 'nest' }),
    ),
  }),
}))

it('the own times of any nesting are the time that the page was held, by a clock of tenths', () => {
  const property = fc.property(fc.array(nest, { maxLength: 4 }), (nests) => {
    const { bus, recording, clock } = recordedBus()
    let held = 0
    const own = new Map<number, number>()
    const work = (ms: number, listener: number): void => {
      clock.advance(ms / 10)
      held += ms / 10
      own.set(listener, (own.get(listener) ?? 0) + ms / 10)
    }
    for (const at of [0, 1]) {
      bus.on('nest', (payload) => {
        const { ms, then } = payload as Nest
        work(ms, at)
        if (at === 0) for (const next of then) bus.dispatch('nest', next)
        work(1, at)
      })
    }
    for (const next of nests) bus.dispatch('nest', next)
    const stats = recording.listenerStats()
    expect(stats.map(({ selfTime }) => selfTime)).toEqual(
      [0, 1].map((at) => expect.closeTo(own.get(at) ?? 0, 2)),
    )
    expect(stats.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(held > 0 ? 1 : 0)
  })
  expect(() => fc.assert(property, { numRuns: 200 })).not.toThrow()
})

it('no step of a tally looks at many listeners, and none copies all of them', () => {
  const { bus, recording } = recordedBus({ stacks: 'off' })
  for (let count = 0; count < 20_000; count++) bus.on(`event ${count}`, () => undefined)
  let looks = 0
  const watched: Recording = Object.create(recording, {
    listeners: { get: () => (looks += recording.listeners.length) && recording.listeners },
    listener: { value: (id: number) => ++looks && recording.listener(id) },
    listenerIds: {
      *value(): Generator<number, void> {
        for (const id of recording.listenerIds()) {
          looks++
          yield id
        }
      },
    },
  })
  const tally = new ListenerTally(watched)
  let time = 0
  let most = 0
  for (let done = false; !done; most = Math.max(most, looks)) {
    looks = 0
    done = tally.update(0, () => time++)
  }
  expect(tally.stats.length).toBe(20_000)
  expect(most).toBeLessThanOrEqual(512)
})
