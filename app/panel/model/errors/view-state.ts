import { type ErrorGroups, ErrorTally, type Recording } from 'eventscope/recorder'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { Lasting } from '../listeners/lasting.ts'
import { type Range, sameRange } from '../range.ts'
import type { ErrorSort } from './groups.ts'

/** What is shown of the errors. */
export interface ErrorsState {
  readonly sort: ErrorSort | undefined
  /** The group whose details are open. */
  readonly selectedKey: string | undefined
}

/** The view of one panel: it is left and come back to, and goes on where it was. */
export class ErrorsModel {
  readonly store: StoreApi<ErrorsState> = createStore<ErrorsState>(() => ({
    sort: undefined,
    selectedKey: undefined,
  }))
  private made: { tally: ErrorTally; range: Range | undefined; query: string } | undefined
  private readonly lasting: Lasting<ErrorGroups>

  constructor(private readonly recording: Recording) {
    this.lasting = new Lasting(recording)
  }

  /**
   * What is counted of a range, of dispatches that a query finds; the same object until something else is asked for.
   * @param query one that can be understood
   */
  tally(range: Range | undefined, query: string): ErrorTally {
    const { made } = this
    if (made !== undefined && made.query === query && sameRange(made.range, range)) return made.tally
    const tally = new ErrorTally(this.recording, { range, query })
    this.made = { tally, range, query }
    this.lasting.follow(() => tally.result)
    return tally
  }

  /** What was found last for a tally; a new one does not take it away before it has something. */
  resultOf(tally: ErrorTally): ErrorGroups {
    return this.lasting.value() ?? tally.result
  }
}
