import { describe, expect, it } from 'vitest'
import type { ListenerStats, Recording } from '../index.ts'
import { createBus } from '../../core/index.ts'
import { flush, recordedBus } from '../test-support.ts'

const kinds = (stats: ListenerStats | undefined): string[] => stats?.marks.map(({ kind }) => kind) ?? []

const reasonOf = (stats: ListenerStats | undefined, kind: string): string | undefined =>
  stats?.marks.find((mark) => mark.kind === kind)?.reason

function named(recording: Recording, name: string): ListenerStats | undefined {
  return recording.listenerStats().find((stats) => stats.name === name)
}

describe('never called', () => {
  it('is a registered listener without a call, with the time of its registration', () => {
    const { bus, recording, clock } = recordedBus()
    clock.advance(2_345)
    const off = bus.on('a', () => undefined, { name: 'idle' })
    bus.on('b', () => undefined, { name: 'busy' })
    bus.dispatch('b')
    expect(kinds(named(recording, 'idle'))).toEqual(['never-called'])
    expect(reasonOf(named(recording, 'idle'), 'never-called')).toBe(
      'is registered since 3.3 s, and no call of it was recorded',
    )
    expect(kinds(named(recording, 'busy'))).toEqual([])
    off()
    expect(kinds(named(recording, 'idle'))).toEqual([])
  })

  it('is not told, after a clear, of what ran before', () => {
    const { bus, recorder, recording } = recordedBus()
    bus.on('a', () => undefined, { name: 'busy' })
    bus.on('b', () => undefined, { name: 'idle' })
    bus.dispatch('a')
    recorder.clear()
    expect(named(recording, 'busy')).toMatchObject({ totalCalls: 0, ran: true, marks: [] })
    expect(kinds(named(recording, 'idle'))).toEqual(['never-called'])
  })

  it('says so where the listener was there before the recorder', () => {
    const { bus, recorder, recording, detach } = recordedBus()
    detach()
    bus.on('a', () => undefined, { name: 'early' })
    recorder.attach(bus)
    expect(reasonOf(named(recording, 'early'), 'never-called')).toContain('before the recorder was attached')
  })
})

describe('slow', () => {
  it('is a listener with a run of 16 ms or more, with how many and the longest', () => {
    const { bus, recording, clock } = recordedBus()
    bus.on('a', (ms) => clock.advance(Number(ms)), { name: 'work' })
    for (const ms of [1, 2, 15.9]) bus.dispatch('a', ms)
    expect(kinds(named(recording, 'work'))).toEqual([])
    for (const ms of [16, 120]) bus.dispatch('a', ms)
    expect(named(recording, 'work')?.marks).toEqual([
      {
        kind: 'slow',
        reason: '2 of 5 calls held the page for 16 ms or more, the longest for 120 ms',
        count: 2,
      },
    ])
  })

  it('has the threshold that is asked for', () => {
    const { bus, recording, clock } = recordedBus()
    bus.on('a', () => clock.advance(10))
    bus.dispatch('a')
    expect(kinds(recording.listenerStats({ slowMs: 10 })[0])).toEqual(['slow'])
    expect(kinds(recording.listenerStats({ slowMs: 10.1 })[0])).toEqual([])
  })
})

describe('always failing', () => {
  it('is a listener of which two calls or more have ended, all failed', async () => {
    const { bus, recording } = recordedBus()
    let fails = true
    bus.on(
      'a',
      () => {
        if (fails) throw new Error('broken')
      },
      { name: 'broken' },
    )
    bus.dispatch('a')
    expect(kinds(named(recording, 'broken'))).toEqual([])
    bus.dispatch('a')
    expect(named(recording, 'broken')?.marks).toMatchObject([{ kind: 'always-failing', count: 2 }])
    fails = false
    bus.dispatch('a')
    expect(kinds(named(recording, 'broken'))).toEqual([])
  })

  it('does not mind a call that still waits', async () => {
    const { bus, recording } = recordedBus()
    let calls = 0
    bus.on('a', () => (++calls > 2 ? new Promise(() => undefined) : Promise.reject(new Error('broken'))))
    for (let count = 0; count < 3; count++) bus.dispatch('a')
    await flush()
    expect(recording.listenerStats()[0]).toMatchObject({ waiting: 1, marks: [{ kind: 'always-failing' }] })
  })
})

/** Visits a page that registers from one line, several times through the same calls. */
function setup() {
  const test = recordedBus()
  const offs: (() => void)[] = []
  const visit = (visits: number, ms: number, after: (off: () => void) => void = () => undefined): void => {
    for (let count = 0; count < visits; count++) {
      const off = test.bus.on('cart.item_added', () => undefined, { name: 'recently viewed' })
      offs.push(off)
      after(off)
      test.clock.advance(ms)
    }
  }
  const kindsOfAll = (): string[][] =>
    test.recording
      .listenerStats()
      .filter(({ active }) => active)
      .map((stats) => kinds(stats).filter((kind) => kind !== 'never-called'))
  return { ...test, offs, visit, kindsOfAll }
}

describe('leaking', () => {
  it('is each of three registrations or more from one place, with more at each of three moments', () => {
    const { visit, recording, recorder, kindsOfAll } = setup()
    visit(2, 200)
    visit(1, 200)
    expect(kindsOfAll()).toEqual([['duplicate'], ['duplicate'], []])
    for (let count = 0; count < 3; count++) visit(3, 200)
    expect(kindsOfAll().slice(3).flat()).toEqual(Array.from({ length: 9 }, () => 'leaking'))
    const reason =
      /^9 living registrations from listener-marks\.test\.ts:\d+:\d+, added at 9 moments, none known to be removed$/
    expect(reasonOf(recording.listenerStats().at(-1), 'leaking')).toMatch(reason)
    expect(recording.listenerStats().at(-1)?.marks[0]?.count).toBe(9)
    // What was cleared is not gone from the page.
    recorder.clear()
    expect(reasonOf(recording.listenerStats().at(-1), 'leaking')).toMatch(reason)
  })

  it.each(['removed at once', 'called before', 'cleared after'])(
    'is not told of what is cleaned up: %s',
    (how) => {
      const { bus, visit, recorder, offs, kindsOfAll } = setup()
      for (let count = 0; count < 103; count++) {
        visit(1, 200)
        if (count >= 100) continue
        if (how === 'called before') bus.dispatch('cart.item_added')
        offs.pop()!()
      }
      if (how === 'cleared after') recorder.clear()
      expect(kindsOfAll()).toEqual([[], [], []])
    },
  )

  it('is not told of what stays as much as it was', () => {
    const { visit, offs, kindsOfAll } = setup()
    for (const visits of [100, 1, 1, 1, 1, 1]) {
      if (visits === 1) offs.shift()!()
      visit(visits, visits === 1 ? 200 : 0)
    }
    expect(kindsOfAll().flat()).not.toContain('leaking')
  })

  it('is not told of registrations at fewer moments, from other places, or by other names', () => {
    const { bus, visit, clock, kindsOfAll } = setup()
    for (let count = 0; count < 6; count++) {
      bus.on('cart.item_added', () => undefined, { name: `listener ${count}` })
      bus.on('cart.item_added', () => undefined, { name: 'same name', owner: `component ${count}` })
      clock.advance(200)
    }
    bus.on('cart.item_added', () => undefined, { name: 'elsewhere' })
    bus.on('cart.item_added', () => undefined, { name: 'elsewhere' })
    expect(kindsOfAll().flat()).toEqual([])
    visit(3, 0)
    expect(kindsOfAll().flat()).toEqual(['duplicate', 'duplicate', 'duplicate'])
  })

  it('is told of what a listener registers, whoever dispatches', () => {
    const { bus, clock, recording } = setup()
    bus.on('page.opened', () => {
      bus.on('cart.item_added', () => undefined, { name: 'recently viewed' })
    })
    bus.dispatch('page.opened')
    clock.advance(200)
    const open = (): unknown => bus.dispatch('page.opened')
    open()
    clock.advance(200)
    bus.event('page.opened').dispatch(undefined)
    const leaked = recording.listenerStats().filter(({ name }) => name === 'recently viewed')
    expect(leaked.map((stats) => kinds(stats)[0])).toEqual(['leaking', 'leaking', 'leaking'])
  })

  it('is not told of listeners that share no more than a helper to register with', () => {
    const { bus, clock, kindsOfAll } = setup()
    const subscribe = (listener: () => void): unknown => bus.on('cart.item_added', listener)
    subscribe(() => void 'badge')
    clock.advance(200)
    subscribe(() => void 'total')
    clock.advance(200)
    subscribe(() => void 'shipping')
    clock.advance(200)
    subscribe(function listener() {})
    subscribe(function listener() {})
    expect(kindsOfAll().flat()).toEqual([])
  })

  it('of listeners without a name takes six moments, and a duplicate is not told of them', () => {
    const { bus, clock, kindsOfAll } = setup()
    const found: string[][] = []
    for (let count = 0; count < 6; count++) {
      bus.on('cart.item_added', () => undefined)
      clock.advance(200)
      found.push(kindsOfAll().flat())
    }
    expect(found).toEqual([[], [], [], [], [], Array.from({ length: 6 }, () => 'leaking')])
  })

  it('is told of one bus, and nothing of another of the same name', () => {
    const { recorder, clock, kindsOfAll } = setup()
    const buses = Array.from({ length: 5 }, () => createBus({ name: 'shop' }))
    for (const other of buses) {
      recorder.attach(other)
      other.on('cart.item_added', () => undefined, { name: 'badge' })
      clock.advance(200)
    }
    expect(kindsOfAll()).toEqual([[], [], [], [], []])
  })

  it('is not guessed without stacks', () => {
    const { bus, recording, clock } = recordedBus({ stacks: 'off' })
    for (let count = 0; count < 5; count++) {
      bus.on('a', () => undefined, { name: 'same' })
      clock.advance(200)
    }
    bus.dispatch('a')
    for (const stats of recording.listenerStats())
      expect(stats).toMatchObject({ marks: [], place: undefined })
  })
})

describe('duplicate', () => {
  it('is what one place registered twice for one event, with the place', () => {
    const { visit, offs, recording } = setup()
    visit(2, 0)
    expect(reasonOf(recording.listenerStats()[1], 'duplicate')).toMatch(
      /^registered 2 times for cart\.item_added from listener-marks\.test\.ts:\d+:\d+, at the same moment$/,
    )
    offs[1]!()
    expect(kinds(recording.listenerStats()[0])).toEqual(['never-called'])
  })

  it.each([{}, { stack: 'Error\n    at Row (http://shop/row.ts:3:5)' }])(
    'neither it nor a leak is told of managed registrations, which are several instances: %o',
    (given) => {
      const { bus, clock, recording } = recordedBus()
      for (const managed of [true, false]) {
        for (let count = 0; count < 10; count++) {
          bus.on(`managed ${managed}`, () => undefined, { name: 'row', managed, ...given })
          clock.advance(200)
        }
      }
      const worst = recording.listenerStats().map((stats) => kinds(stats)[0])
      expect(new Set(worst.slice(0, 10))).toEqual(new Set(['never-called']))
      expect(new Set(worst.slice(10))).toEqual(new Set(['leaking']))
    },
  )

  it('is told in whichever way it was registered, and not of two ways', () => {
    const { bus, recording } = recordedBus()
    const listener = (): void => undefined
    const event = bus.event('a')
    const ways: (() => unknown)[] = [
      () => bus.on('a', listener),
      () => bus.once('a', listener),
      () => bus.onAny(listener),
      () => bus.register({ event: 'a', handle: listener, options: { name: 'listener' } }),
      () => event.on(listener),
      () => event.once(listener),
    ]
    const wire = (): void => {
      for (const way of ways) way()
    }
    for (let time = 1; time <= 2; time++) {
      wire()
      const places = recording.listenerStats().map(({ place }) => place)
      expect(new Set(places).size).toBe(ways.length)
      expect(places.every((place) => place?.includes('listener-marks.test.ts'))).toBe(true)
      for (const stats of recording.listenerStats())
        expect(kinds(stats).includes('duplicate')).toBe(time === 2)
    }
  })
})
