import { ListenerTally, type Recording } from 'eventscope/recorder'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Range, sameRange } from '../range.ts'
import type { ListenerFilter, ListenerSort } from './rows.ts'

/** What is shown of the listeners. */
export interface ListenersState extends ListenerFilter {
  readonly sort: ListenerSort | undefined
  /** The registration whose details are open. */
  readonly selectedId: number | undefined
}

/** The view of one panel: it is left and come back to, and goes on where it was. */
export class ListenersModel {
  readonly store: StoreApi<ListenersState> = createStore<ListenersState>(() => ({
    text: '',
    markedOnly: false,
    hideRemoved: false,
    sort: undefined,
    selectedId: undefined,
  }))
  private made: { tally: ListenerTally; range: Range | undefined; slowMs: number } | undefined

  constructor(private readonly recording: Recording) {}

  /** What is counted of a range; the same object until another range or threshold is asked for. */
  tally(range: Range | undefined, slowMs: number): ListenerTally {
    const { made } = this
    if (made !== undefined && made.slowMs === slowMs && sameRange(made.range, range)) return made.tally
    const tally = new ListenerTally(this.recording, { range, slowMs })
    this.made = { tally, range, slowMs }
    return tally
  }
}
