import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delivery } from './entry.ts'
import { Merger } from './merge.ts'

/** What one sender has sent: of which event, and in which ms it came to Redis, in order. */
const sent = fc
  .array(fc.record({ event: fc.constantFrom('a', 'b', 'c'), later: fc.nat({ max: 2 }) }), { maxLength: 60 })
  .map((steps) => {
    let time = 0
    return steps.map(({ event, later }, n) => {
      time += later
      return deliveryOf(event, `${time}-${n}`, n)
    })
  })

function deliveryOf(event: string, id: string, n: number): Delivery {
  return {
    entry: { event, id, text: '', ranIn: undefined },
    arrival: { event, payload: n, origin: { via: 'redis', sender: 's', id: `s:${n}` } },
    tries: 1,
  }
}

/** Reads as a group does: at most `count` of each stream that is asked for, each once; gives `most` of it. */
function read(
  merger: Merger,
  streams: ReadonlyMap<string, Delivery[]>,
  count: number,
  most: number,
): readonly Delivery[] {
  const batches = [...streams]
    .filter(([event]) => merger.wants(event))
    .map(([event, left]) => {
      const deliveries = left.splice(0, count)
      return { event, deliveries, full: deliveries.length >= count }
    })
  return merger.merge(batches, most)
}

describe('what is read from several streams', () => {
  it('comes in the order in which it was sent, all of it, and no more than one read of each is held', () => {
    fc.assert(
      fc.property(
        sent,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 30 }),
        (deliveries, count, most) => {
          const streams = grouped(deliveries)
          const merger = new Merger()
          const got: unknown[] = []
          for (let turn = 0; got.length < deliveries.length && turn < 1_000; turn++) {
            const given = read(merger, streams, count, most)
            expect(given.length).toBeLessThanOrEqual(most)
            got.push(...given.map(({ arrival }) => arrival.payload))
            expect(merger.size).toBeLessThanOrEqual(count * streams.size)
          }
          expect(got).toEqual(deliveries.map((_, n) => n))
          expect(merger.size).toBe(0)
        },
      ),
    )
  })

  it('gives up what it holds of a stream that is read no more', () => {
    const merger = new Merger()
    const [first, second, third] = [
      deliveryOf('a', '1-0', 0),
      deliveryOf('b', '2-0', 1),
      deliveryOf('b', '3-0', 2),
    ]
    const due = merger.merge([
      { event: 'a', deliveries: [first], full: true },
      { event: 'b', deliveries: [second, third], full: false },
    ])
    expect(due).toEqual([first])
    expect([...merger.ids()]).toEqual([['b', ['2-0', '3-0']]])
    expect([first, second].map(({ entry }) => merger.holds(entry))).toEqual([false, true])
    expect(merger.drop('a')).toEqual([])
    expect(merger.drop('b')).toEqual([second, third])
    expect(merger.size).toBe(0)
  })
})

function grouped(deliveries: readonly Delivery[]): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>()
  for (const delivery of deliveries) {
    const { event } = delivery.entry
    groups.set(event, [...(groups.get(event) ?? []), delivery])
  }
  return groups
}
