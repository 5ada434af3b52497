import type { Recording } from 'eventscope/recorder'

/** The newest dispatches that are asked for their names. */
const MAX_ROWS = 5_000
/** Names of a kind that are offered. */
const MAX_NAMES = 1_000

/** What a recording knows by name, each list in the order of the alphabet. */
export interface KnownNames {
  readonly events: readonly string[]
  readonly buses: readonly string[]
  readonly listeners: readonly string[]
}

/** The names that a query over this recording may ask about. */
export function knownNames({ columns, listeners }: Pick<Recording, 'columns' | 'listeners'>): KnownNames {
  const names = { events: new Set<string>(), buses: new Set<string>(), listeners: new Set<string>() }
  const add = (set: Set<string>, name: string): void => {
    if (set.size < MAX_NAMES) set.add(name)
  }
  for (let row = columns.end - 1; row >= Math.max(columns.first, columns.end - MAX_ROWS); row--) {
    add(names.events, columns.event(row))
    add(names.buses, columns.bus(row))
  }
  for (const listener of listeners) {
    add(names.events, listener.event)
    add(names.buses, listener.bus)
    add(names.listeners, listener.name)
  }
  const sorted = (set: Set<string>): string[] => [...set].sort()
  return { events: sorted(names.events), buses: sorted(names.buses), listeners: sorted(names.listeners) }
}
