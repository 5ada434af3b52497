import { QuerySyntaxError } from '../query/error.ts'
import { parseQuery, type Query } from '../query/query.ts'
import type { RecordingColumns } from '../types.ts'
import type { Breakpoint } from './types.ts'

/** Breakpoints there can be at once. */
export const MAX_BREAKPOINTS = 32

interface Entry {
  readonly id: number
  readonly query: Query
  enabled: boolean
  hits: number
}

/** Queries that pause the page. */
export class Breakpoints {
  private entries: Entry[] = []
  private lastId = 0

  get list(): readonly Breakpoint[] {
    return this.entries.map(describe)
  }

  get enabled(): boolean {
    return this.entries.some((entry) => entry.enabled)
  }

  add(text: string): Breakpoint {
    if (typeof text !== 'string') throw new TypeError('`query` must be a string')
    const query = parseQuery(text)
    if (query.error !== undefined) throw new QuerySyntaxError(text, query.error)
    if (query.isEmpty) throw new TypeError('`query` must not be empty: it would pause at every dispatch')
    if (this.entries.length >= MAX_BREAKPOINTS) {
      throw new RangeError(`There are ${MAX_BREAKPOINTS} breakpoints already: remove one first`)
    }
    const entry: Entry = { id: ++this.lastId, query, enabled: true, hits: 0 }
    this.entries.push(entry)
    return describe(entry)
  }

  enable(id: number, enabled: boolean): boolean {
    const entry = this.entries.find((entry) => entry.id === id)
    if (entry !== undefined) entry.enabled = enabled
    return entry !== undefined
  }

  remove(id: number): void {
    this.entries = this.entries.filter((entry) => entry.id !== id)
  }

  clear(): void {
    this.entries = []
  }

  /** Counts a hit of each that finds the row; says whether there is any. */
  hit(columns: RecordingColumns, row: number, when: Breakpoint['when']): boolean {
    let found = false
    for (const entry of this.entries) {
      if (!entry.enabled || whenOf(entry) !== when || !entry.query.matches(columns, row)) continue
      entry.hits++
      found = true
    }
    return found
  }
}

function whenOf({ query }: Entry): Breakpoint['when'] {
  return query.early ? 'start' : 'settled'
}

function describe(entry: Entry): Breakpoint {
  const { id, query, enabled, hits } = entry
  return Object.freeze({ id, query: query.text, when: whenOf(entry), enabled, hits })
}
