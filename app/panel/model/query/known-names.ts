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
  /** What dispatches from elsewhere came in by. */
  readonly vias: readonly string[]
}

/** The names that a query over this recording may ask about. */
export function knownNames({ columns, listeners }: Pick<Recording, 'columns' | 'listeners'>): KnownNames {
  const set = (): Set<string> => new Set()
  const names = { events: set(), buses: set(), listeners: set(), vias: set() }
  const add = (of: Set<string>, name: string): void => {
    if (of.size < MAX_NAMES) of.add(name)
  }
  for (let row = columns.end - 1; row >= Math.max(columns.first, columns.end - MAX_ROWS); row--) {
    add(names.events, columns.event(row))
    add(names.buses, columns.bus(row))
    const origin = columns.origin(row)
    if (origin !== undefined) add(names.vias, origin.via)
  }
  for (const listener of listeners) {
    add(names.events, listener.event)
    add(names.buses, listener.bus)
    add(names.listeners, listener.name)
  }
  const sorted = (of: Set<string>): string[] => [...of].sort()
  return {
    events: sorted(names.events),
    buses: sorted(names.buses),
    listeners: sorted(names.listeners),
    vias: sorted(names.vias),
  }
}
