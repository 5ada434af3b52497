import { ListenerTally, type ListenerStats, type Recording } from 'eventscope/recorder'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Range, sameRange } from '../range.ts'
import { Lasting } from './lasting.ts'
import type { ListenerFilter, ListenerSort } from './rows.ts'

/** What is shown of the listeners. */
export interface ListenersState extends Omit<ListenerFilter, 'ranOnly'> {
  /** With a query, those without a run that counts are shown as well. */
  readonly showIdle: boolean
  readonly sort: ListenerSort | undefined
  /** The row whose details are open. */
  readonly selectedKey: string | undefined
}

const NONE: readonly ListenerStats[] = []

/** The view of one panel: it is left and come back to, and goes on where it was. */
export class ListenersModel {
  readonly store: StoreApi<ListenersState> = createStore<ListenersState>(() => ({
    text: '',
    markedOnly: false,
    hideRemoved: false,
    grouped: true,
    open: new Set(),
    showIdle: false,
    sort: undefined,
    selectedKey: undefined,
  }))
  private made: { tally: ListenerTally; range: Range | undefined; slowMs: number; query: string } | undefined
  private readonly lasting: Lasting<readonly ListenerStats[]>

  constructor(private readonly recording: Recording) {
    this.lasting = new Lasting(recording)
  }

  /**
   * What is counted of a range, for dispatches that a query finds; the same object until something else is asked for.
   * @param query one that can be understood
   */
  tally(range: Range | undefined, slowMs: number, query: string): ListenerTally {
    const { made } = this
    if (made !== undefined && made.slowMs === slowMs && made.query === query && sameRange(made.range, range))
      return made.tally
    const tally = new ListenerTally(this.recording, { range, slowMs, query })
    this.made = { tally, range, slowMs, query }
    this.lasting.follow(() => tally.stats)
    return tally
  }

  /** What was counted last; a new tally does not take it away before it has something. */
  get stats(): readonly ListenerStats[] {
    return this.lasting.value() ?? NONE
  }

  /** Shows the registrations of a group one by one, or as one row again. */
  toggleGroup(group: number): void {
    const open = new Set(this.store.getState().open)
    if (!open.delete(group)) open.add(group)
    this.store.setState({ open })
  }
}
