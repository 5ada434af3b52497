/**
 * The recorder's own time, so that it is not taken for that of the listeners in whose runs it is spent: theirs are the
 * dispatches nested in them that it captures and watches.
 */
export class OwnTime {
  /** So far, in ms. What is spent outside of runs may be left out. */
  spent = 0
  /** The runs in their synchronous parts, innermost last: of which dispatch, and what had been spent before. */
  private readonly dispatches: number[] = []
  private readonly before: number[] = []

  /** Whether what is spent now is spent in a listener's run. */
  get isInRun(): boolean {
    return this.dispatches.length > 0
  }

  enterRun(dispatch: number): void {
    this.dispatches.push(dispatch)
    this.before.push(this.spent)
  }

  /** The synchronous part of the dispatch's run is over; returns what was spent in it. */
  leaveRun(dispatch: number): number {
    const { dispatches, before } = this
    if (dispatches.at(-1) !== dispatch) return 0
    dispatches.pop()
    return this.spent - before.pop()!
  }
}
