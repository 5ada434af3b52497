import { describe, expect, it } from 'vitest'
import type { ListenerStats, Recording } from '../index.ts'
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
    expect(named(recording, 'idle')).toBeUndefined()
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

/** Registers from one line, whoever calls. */
function setup() {
  const test = recordedBus()
  const open = (name = 'recently viewed', owner?: string) =>
    test.bus.on('cart.item_added', () => undefined, { name, owner })
  const kindsOfAll = (): string[][] =>
    test.recording.listenerStats().map((stats) => kinds(stats).filter((kind) => kind !== 'never-called'))
  return { ...test, open, kindsOfAll }
}

describe('leaking', () => {
  it('is each of three registrations or more from one place, added at three moments', () => {
    const { open, clock, recording, kindsOfAll } = setup()
    const visitLamp = (): unknown => open()
    const visitMug = (): unknown => open()
    visitLamp()
    clock.advance(200)
    visitMug()
    expect(kindsOfAll()).toEqual([['duplicate'], ['duplicate']])
    clock.advance(200)
    visitLamp()
    expect(kindsOfAll()).toEqual([['leaking'], ['leaking'], ['leaking']])
    expect(reasonOf(recording.listenerStats()[0], 'leaking')).toMatch(
      /^3 living registrations from listener-marks\.test\.ts:\d+:\d+, added at 3 moments, none known to be removed$/,
    )
    expect(recording.listenerStats()[0]?.marks[0]?.count).toBe(3)
  })

  it('is not told of registrations at fewer moments, from other places, or by other names', () => {
    const { bus, open, clock, kindsOfAll } = setup()
    for (let count = 0; count < 6; count++) {
      open(`listener ${count}`)
      open('same name', `component ${count}`)
      clock.advance(200)
    }
    bus.on('cart.item_added', () => undefined, { name: 'elsewhere' })
    bus.on('cart.item_added', () => undefined, { name: 'elsewhere' })
    expect(kindsOfAll().flat()).toEqual([])
    for (let count = 0; count < 3; count++) open('at once')
    expect(kindsOfAll().flat()).toEqual(['duplicate', 'duplicate', 'duplicate'])
  })

  it('is not told where many of them are removed', () => {
    const { bus, open, clock, kindsOfAll } = setup()
    for (let count = 0; count < 6; count++) {
      const off = open()
      bus.dispatch('cart.item_added')
      if (count % 2 === 0) off()
      clock.advance(200)
    }
    expect(kindsOfAll().flat()).toEqual(['duplicate', 'duplicate', 'duplicate'])
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
    const { open, recording } = setup()
    open()
    const off = open()
    expect(reasonOf(recording.listenerStats()[1], 'duplicate')).toMatch(
      /^registered 2 times for cart\.item_added from listener-marks\.test\.ts:\d+:\d+, at the same moment$/,
    )
    off()
    expect(kinds(recording.listenerStats()[0])).toEqual(['never-called'])
  })

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
    const callers = [(way: () => unknown) => way(), (way: () => unknown) => way()]
    for (const way of ways) callers[0]!(way)
    const places = recording.listenerStats().map(({ place }) => place)
    expect(new Set(places).size).toBe(ways.length)
    expect(places.every((place) => place?.includes('listener-marks.test.ts'))).toBe(true)
    expect(recording.listenerStats().flatMap(kinds)).not.toContain('duplicate')
    for (const way of ways) callers[1]!(way)
    for (const stats of recording.listenerStats()) expect(kinds(stats)).toContain('duplicate')
  })
})
