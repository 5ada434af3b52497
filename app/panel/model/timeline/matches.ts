import type { Query, Recording } from 'eventscope/recorder'
import { FilteredRows } from '../filtered-rows.ts'
import type { RowList } from '../row-list.ts'

/** Which dispatches a query is about: the others are dimmed, not left out, so that what is around them stays. */
export class Matches {
  private query: Query | undefined
  private generation = -1
  private filtered: FilteredRows | undefined

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Goes on looking until that time.
   * @returns whether every row was looked at
   */
  update(query: Query, until: number): boolean {
    const { recording } = this
    if (query !== this.query || recording.generation !== this.generation) {
      this.query = query
      this.generation = recording.generation
      this.filtered = query.isEmpty ? undefined : new FilteredRows(recording, query, this.clock)
    }
    return this.filtered?.update(until) ?? true
  }

  /** The rows found so far; undefined without a query. */
  get found(): RowList | undefined {
    return this.filtered?.found
  }

  isMatch(row: number): boolean {
    return this.filtered === undefined || this.filtered.found.indexOf(row) >= 0
  }
}
