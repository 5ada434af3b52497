/** The last payload of one event, as one component has seen it. */
export class LastEvent {
  private seen: { readonly payload: unknown } | undefined = undefined
  private readonly subscribers = new Set<() => void>()

  constructor(
    private readonly source: object,
    private readonly event: string,
  ) {}

  isOf(source: object, event: string): boolean {
    return this.source === source && this.event === event
  }

  /** The listener. */
  readonly see = (payload: unknown): void => {
    this.seen = { payload }
    for (const subscriber of this.subscribers) subscriber()
  }

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber)
    return () => this.subscribers.delete(subscriber)
  }

  /** Reads what `select` makes of the payload, made once for each that is seen; `initial` before the first. */
  reader(select: ((payload: never) => unknown) | undefined): (initial: unknown) => unknown {
    let made: { readonly of: object; readonly value: unknown } | undefined
    return (initial) => {
      const { seen } = this
      if (seen === undefined) return initial
      if (made?.of !== seen) made = { of: seen, value: select ? select(seen.payload as never) : seen.payload }
      return made.value
    }
  }
}
