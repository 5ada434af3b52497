import { ErrorTally, type Recording } from 'eventscope/recorder'
import { createStore, type StoreApi } from 'zustand/vanilla'
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
  private made: { tally: ErrorTally; range: Range | undefined } | undefined

  constructor(private readonly recording: Recording) {}

  /** What is counted of a range; the same object until another range is asked for. */
  tally(range: Range | undefined): ErrorTally {
    const { made } = this
    if (made !== undefined && sameRange(made.range, range)) return made.tally
    const tally = new ErrorTally(this.recording, { range })
    this.made = { tally, range }
    return tally
  }
}
