import type { RosterAnswer } from '../protocol.ts'
import type { Roster } from './subject.ts'

const TIMES = 15
const QUICK_TIMES = 3

/** Where all removals together take quadratic time, there would be no end to it. */
const ENOUGH_MS = 2_000
const QUICK_ENOUGH_MS = 200
const SEED = 42

const WARM_TIMES = 60
const WARM_LISTENERS = 500

type Removers = readonly (() => void)[]
type Order = (removers: Removers) => Removers

const asAdded: Order = (removers) => removers
const reversed: Order = (removers) => removers.toReversed()

/** µs that adding and removing one of so many listeners takes: medians of some rosters, each a new one. */
export function measureRoster(make: () => Roster, listeners: number, quick: boolean): RosterAnswer {
  warmUp(make)
  const adding: number[] = []
  const removing = (order: Order): number =>
    medianOf(quick, () => {
      const { add, remove } = fillAndEmpty(make(), listeners, order)
      adding.push(add / listeners)
      return remove / listeners
    })
  const inOrder = removing(asAdded)
  const inReverse = removing(reversed)
  const atRandom = removing(shuffled)
  return {
    add: middle(adding),
    'remove in order': inOrder,
    'remove in reverse': inReverse,
    'remove at random': atRandom,
    ...(make().failsMidDispatch
      ? {}
      : {
          'each removes itself mid-dispatch': medianOf(quick, () =>
            midDispatch(make(), listeners, removeSelf),
          ),
          'one removes all mid-dispatch': medianOf(quick, () => midDispatch(make(), listeners, removeAll)),
        }),
  }
}

/** Small rosters, so that what is measured first is compiled as well as what is measured last. */
function warmUp(make: () => Roster): void {
  for (let at = 0; at < WARM_TIMES; at++) {
    for (const order of [asAdded, reversed, shuffled]) fillAndEmpty(make(), WARM_LISTENERS, order)
  }
}

/** µs for all. */
function fillAndEmpty(roster: Roster, listeners: number, order: Order): { add: number; remove: number } {
  // Never called, so one source for all of them changes nothing; each is a function of its own all the same.
  const functions = Array.from({ length: listeners }, () => () => mustNotBeCalled())
  const removers: (() => void)[] = []
  const add = time(() => {
    for (const listener of functions) removers.push(roster.add(listener))
  })
  const ordered = order(removers)
  const remove = time(() => {
    for (const remove of ordered) remove()
  })
  // Throws where one is left.
  roster.dispatch()
  return { add, remove }
}

function mustNotBeCalled(): never {
  throw new Error('A removed listener was called')
}

type Removal = (removers: Removers, self: number) => number

/** µs a removal. Who is still called after a removal differs by emitter, so the removals are counted. */
function midDispatch(roster: Roster, listeners: number, remove: Removal): number {
  const removers: (() => void)[] = []
  let removed = 0
  for (let self = 0; self < listeners; self++) {
    removers.push(
      roster.add(() => {
        removed += remove(removers, self)
      }),
    )
  }
  const took = time(() => roster.dispatch())
  if (removed === 0) throw new Error('No listener was called')
  return took / removed
}

const removeSelf: Removal = (removers, self) => {
  removers[self]!()
  return 1
}

const removeAll: Removal = (removers, self) => {
  if (self > 0) return 0
  for (const remove of removers) remove()
  return removers.length
}

/** The same order every time (mulberry32, Fisher–Yates). */
function shuffled(removers: Removers): Removers {
  const result = [...removers]
  let state = SEED
  for (let at = result.length - 1; at > 0; at--) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (at + 1)
    ;[result[at], result[other]] = [result[other]!, result[at]!]
  }
  return result
}

/** µs. */
function time(work: () => void): number {
  const began = performance.now()
  work()
  return (performance.now() - began) * 1_000
}

function medianOf(quick: boolean, sample: () => number): number {
  const began = performance.now()
  const samples: number[] = []
  const times = quick ? QUICK_TIMES : TIMES
  const enough = quick ? QUICK_ENOUGH_MS : ENOUGH_MS
  // The first ones warm up and are outvoted.
  while (samples.length < times && performance.now() - began < enough) samples.push(sample())
  return middle(samples)
}

function middle(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1]!
}
