import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBus } from './index.ts'

type Change = { add: true; any: boolean } | { add: false; which: number }

const changes = fc.array(
  fc.oneof(
    fc.record({ add: fc.constant(true as const), any: fc.boolean() }),
    fc.record({ add: fc.constant(false as const), which: fc.nat() }),
  ),
  { maxLength: 120, size: 'max' },
)

/** Listeners of one event, and what an array of them would be. */
class Pair {
  readonly bus = createBus()
  ran: number[] = []
  private entries: { id: number; stop: () => void }[] = []
  private last = 0

  get expected(): number[] {
    return this.entries.map(({ id }) => id)
  }

  apply(change: Change): void {
    if (!change.add) {
      const [removed] = this.entries.splice(change.which % Math.max(this.entries.length, 1), 1)
      removed?.stop()
      return
    }
    const id = ++this.last
    const listener = (): unknown => this.ran.push(id)
    const stop = change.any ? this.bus.onAny(listener) : this.bus.on('a', listener)
    this.entries.push({ id, stop })
  }
}

describe('however listeners are added and removed', () => {
  it('a dispatch runs what an array would hold', () => {
    fc.assert(
      fc.property(changes, (changes) => {
        const pair = new Pair()
        for (const change of changes) {
          pair.apply(change)
          pair.ran = []
          pair.bus.dispatch('a')
          expect(pair.ran).toEqual(pair.expected)
        }
      }),
    )
  })

  it('a dispatch runs them as they were when it started', () => {
    fc.assert(
      fc.property(changes, changes, changes, (before, during, nested) => {
        const pair = new Pair()
        let outer: number[] = []
        let inner: number[] = []
        let level = 0
        pair.bus.on('a', () => {
          level++
          if (level === 1) {
            for (const change of during) pair.apply(change)
            inner = pair.expected
            pair.bus.dispatch('a')
          } else if (level === 2) {
            for (const change of nested) pair.apply(change)
          }
        })
        for (const change of before) pair.apply(change)
        outer = pair.expected
        pair.bus.dispatch('a')
        expect(pair.ran).toEqual([...inner, ...outer])
        pair.ran = []
        pair.bus.dispatch('a')
        expect(pair.ran).toEqual(pair.expected)
      }),
    )
  })

  const orders = {
    'in order': (length: number) => Array.from({ length }, (_, index) => index),
    'in reverse': (length: number) => Array.from({ length }, (_, index) => length - 1 - index),
    'in a shuffled order': (length: number) => Array.from({ length }, (_, index) => (index * 7_919) % length),
  }
  it.each(Object.entries(orders))('10 000 may be removed %s', (_, order) => {
    const bus = createBus()
    const ran: number[] = []
    const stops = Array.from({ length: 10_000 }, (_, id) => bus.on('a', () => ran.push(id)))
    const removed = order(10_000)
    expect(new Set(removed).size).toBe(10_000)
    for (const id of removed.slice(0, 9_000)) stops[id]?.()
    bus.dispatch('a')
    expect(ran).toEqual(removed.slice(9_000).sort((a, b) => a - b))
    for (const stop of stops) stop()
    expect(bus.listeners()).toEqual([])
  })

  it('10 000 once listeners are used up by one dispatch', () => {
    const bus = createBus()
    let runs = 0
    for (let count = 0; count < 10_000; count++) bus.once('a', () => runs++)
    bus.dispatch('a')
    bus.dispatch('a')
    expect(runs).toBe(10_000)
    expect(bus.listeners()).toEqual([])
  })
})
