import type { DurationStats, ListenerStats } from 'eventscope/recorder'

/**
 * Several registrations as if they were one: counts and shares are summed up. Of quantiles, the highest is there:
 * what they are of all runs together, they do not tell.
 */
export function together(members: readonly ListenerStats[]): ListenerStats {
  const first = members[0]!
  return {
    ...first,
    ...sums(members),
    // Since the last of them was made.
    time: highestBy(members, ({ time }) => time)?.time,
    removed: highestBy(members, ({ removed }) => removed)?.removed,
    ran: members.some(({ ran }) => ran),
    sync: durations(members.flatMap(({ sync }) => sync ?? [])),
    wait: durations(members.flatMap(({ wait }) => wait ?? [])),
    lastRun: highestBy(members, ({ lastRun }) => lastRun)?.lastRun,
    lastFailure: highestBy(members, ({ lastFailure }) => lastFailure?.dispatchId)?.lastFailure,
    marks: marks(members),
  }
}

const SUMMED = ['calls', 'failed', 'waiting', 'totalCalls', 'totalFailed', 'selfTime', 'share'] as const

function sums(members: readonly ListenerStats[]): Record<(typeof SUMMED)[number], number> {
  const sum = (key: (typeof SUMMED)[number]): number =>
    members.reduce((total, member) => total + member[key], 0)
  return Object.fromEntries(SUMMED.map((key) => [key, sum(key)])) as ReturnType<typeof sums>
}

function durations(all: readonly DurationStats[]): DurationStats | undefined {
  const longest = highestBy(all, ({ max }) => max)
  const most = highestBy(all, ({ count }) => count)
  if (longest === undefined || most === undefined) return undefined
  const highest = (key: 'p50' | 'p95'): number => Math.max(...all.map((stats) => stats[key]))
  const sum = (key: 'count' | 'sum'): number => all.reduce((total, stats) => total + stats[key], 0)
  return {
    count: sum('count'),
    sum: sum('sum'),
    p50: highest('p50'),
    p95: highest('p95'),
    max: longest.max,
    slowest: longest.slowest,
    bars: most.bars,
  }
}

/** Each kind once, as the first that has it says it; as long as one of them is called, they are. */
function marks(members: readonly ListenerStats[]): ListenerStats['marks'] {
  const byKind = new Map<string, ListenerStats['marks'][number]>()
  for (const mark of members.flatMap((member) => member.marks)) {
    if (!byKind.has(mark.kind)) byKind.set(mark.kind, mark)
  }
  if (members.some(({ ran }) => ran)) byKind.delete('never-called')
  return [...byKind.values()]
}

/** The one with the highest value; undefined where none has one. */
function highestBy<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => number | undefined,
): Item | undefined {
  let found: Item | undefined
  let highest = -Infinity
  for (const item of items) {
    const value = valueOf(item)
    if (value === undefined || value <= highest) continue
    found = item
    highest = value
  }
  return found
}
