import { DispatchDepthError } from '../../core/index.ts'
import type { RecordingColumns } from '../types.ts'
import type { CauseLoop } from './cause-types.ts'
import { type Pass, STEP } from './refreshed.ts'

/** Dispatches of one turn, at most, and turns from which on it is a loop. */
const MAX_PERIOD = 32
const LEAST_REPEATS = 3
/** Links that are looked at in a step: for each, it is searched who made it. */
const LINK_STEP = STEP / 4

interface Stretch {
  readonly period: number
  readonly start: number
  readonly length: number
}

/** Who dispatched the next one of a chain. */
export interface Maker {
  readonly name: string
  /** The same for the same listener, and for one that was registered again in the same way. */
  readonly key: string
}

/**
 * Recognises a loop in a chain of dispatches, each caused by the one before: the same events, each dispatched by the
 * same listener of the one before, three times or more. A link that is not known is no part of a loop.
 * @param makerOf who has a registration id
 * @param isKept whether the rows are there still; a pass that finds that they are not ends with undefined
 */
export function* findLoop(
  columns: RecordingColumns,
  chain: readonly number[],
  makerOf: (id: number) => Maker | undefined,
  isKept: () => boolean,
): Pass<CauseLoop | undefined> {
  const events: number[] = []
  const links: number[] = []
  const makers: (Maker | undefined)[] = []
  const numbers = new Numbers()
  for (const [at, row] of chain.entries()) {
    if (at % LINK_STEP === 0) {
      yield
      if (!isKept()) return undefined
    }
    const next = chain[at + 1]
    const id = next === undefined ? undefined : columns.parentListener(next)
    const maker = id === undefined ? undefined : makerOf(id)
    const event = numbers.of(`${columns.busId(row)} ${columns.event(row)}`)
    makers.push(maker)
    events.push(event)
    // What is not known is like nothing else.
    links.push(maker === undefined ? -1 - at : numbers.of(`${event} by ${maker.key}`))
  }
  const stretch = yield* longestStretch(events, links)
  if (stretch === undefined || !isKept()) return undefined
  const { period, start, length } = stretch
  const turn = chain.slice(start, start + period).map((row) => columns.event(row))
  const last = chain[start + length - 1]!
  return {
    name: [...turn, turn[0]].join(' → '),
    events: turn,
    listeners: makers.slice(start, start + period).map((maker) => maker!.name),
    repeats: Math.floor(length / period),
    first: columns.id(chain[start]!),
    last: columns.id(last),
    ended: ending(columns, last, chain[start + length]),
  }
}

/** Numbers for what is the same. */
class Numbers {
  private readonly known = new Map<string, number>()

  of(key: string): number {
    const known = this.known.get(key)
    if (known !== undefined) return known
    this.known.set(key, this.known.size)
    return this.known.size - 1
  }
}

/** The longest part that is made of one turn again and again; of several turns as long, the shortest. */
function* longestStretch(events: readonly number[], links: readonly number[]): Pass<Stretch | undefined> {
  const last = links.length - 1
  let best: Stretch | undefined
  for (let period = 1; period <= Math.min(MAX_PERIOD, links.length / LEAST_REPEATS); period++) {
    yield
    let same = 0
    for (let at = period; at <= last; at++) {
      // What the last one goes on with need not be of the loop.
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
