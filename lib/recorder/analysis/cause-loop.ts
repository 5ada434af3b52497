import { DispatchDepthError } from '../../core/index.ts'
import type { RecordingColumns } from '../types.ts'
import type { CauseLoop } from './cause-types.ts'

/** Dispatches of one turn, at most, and turns from which on it is a loop. */
const MAX_PERIOD = 32
const LEAST_REPEATS = 3

interface Stretch {
  readonly period: number
  readonly start: number
  readonly length: number
}

/**
 * Recognises a loop in a chain of dispatches, each caused by the one before: the same events, each dispatched by the
 * same listener of the one before, three times or more.
 * @param nameOf the name of a listener by its registration id
 */
export function findLoop(
  columns: RecordingColumns,
  chain: readonly number[],
  nameOf: (id: number) => string | undefined,
): CauseLoop | undefined {
  const makers = chain.map((_, at) => makerAfter(columns, chain, at, nameOf))
  const stretch = longestStretch(...numbered(columns, chain, makers))
  if (stretch === undefined) return undefined
  const { period, start, length } = stretch
  const turn = chain.slice(start, start + period)
  const events = turn.map((row) => columns.event(row))
  const last = chain[start + length - 1]!
  return {
    name: [...events, events[0]].join(' → '),
    events,
    listeners: makers.slice(start, start + period),
    repeats: Math.floor(length / period),
    first: columns.id(chain[start]!),
    last: columns.id(last),
    ended: ending(columns, last, chain[start + length]),
  }
}

/** The name of the listener that dispatched the next one of the chain. */
function makerAfter(
  columns: RecordingColumns,
  chain: readonly number[],
  at: number,
  nameOf: (id: number) => string | undefined,
): string | undefined {
  const next = chain[at + 1]
  const maker = next === undefined ? undefined : columns.parentListener(next)
  return maker === undefined ? undefined : nameOf(maker)
}

/** Numbers for what is the same: for each dispatch's event, and for that with the listener that made the next. */
function numbered(
  columns: RecordingColumns,
  chain: readonly number[],
  makers: readonly (string | undefined)[],
): [events: number[], links: number[]] {
  const numbers = new Map<string, number>()
  const numberOf = (key: string): number => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
  const keys = chain.map((row) => JSON.stringify([columns.bus(row), columns.event(row)]))
  const links = keys.map((key, at) => numberOf(JSON.stringify([key, makers[at] ?? null])))
  return [keys.map(numberOf), links]
}

/** The longest part that is made of one turn again and again; of several turns as long, the shortest. */
function longestStretch(events: readonly number[], links: readonly number[]): Stretch | undefined {
  const last = links.length - 1
  let best: Stretch | undefined
  for (let period = 1; period <= Math.min(MAX_PERIOD, links.length / LEAST_REPEATS); period++) {
    let same = 0
    for (let at = period; at <= last; at++) {
      // What the last one goes on with is not of the loop, or not known.
      if (events[at] !== events[at - period]) {
        same = 0
        continue
      }
      const length = same + 1 + period
      same = links[at] === links[at - period] ? same + 1 : 0
      if (length < LEAST_REPEATS * period || length <= (best?.length ?? 0)) continue
      best = { period, start: at + 1 - length, length }
    }
  }
  return best
}

/** @param next what the last one goes on with, if it does: where the loop is refused, so is all else */
function ending(columns: RecordingColumns, last: number, next: number | undefined): CauseLoop['ended'] {
  if (isTooDeep(columns, last) || (next !== undefined && isTooDeep(columns, next))) return 'refused'
  return columns.status(last) === 'waiting' ? 'running' : 'stopped'
}

function isTooDeep(columns: RecordingColumns, row: number): boolean {
  return columns.errors(row).some(({ cause }) => cause instanceof DispatchDepthError)
}
