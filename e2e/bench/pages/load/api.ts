/** How smooth the page was. Times in ms. */
export interface FrameStats {
  readonly fps: number
  readonly p50: number
  readonly p95: number
  readonly longest: number
  /** Tasks of more than 50 ms. */
  readonly longTasks: number
  /** The longest that a thread with nothing else to do waited for a core: a hint at how far to trust the rest. */
  readonly stall: number
}

/** How long a burst took, in ms. */
export interface BurstTimes {
  /** The task itself. */
  readonly task: number
  /** From its end until all of it was shown. */
  readonly shown: number
}

/** What the grid has to show, to be right. */
export type Shown =
  /** Following live: the newest dispatch is in the last row. */
  | { readonly kind: 'newest' }
  /** Every row matches the word, and the last row is the newest match, or one newer still. */
  | { readonly kind: 'filtered'; readonly word: string }
  /** The first row has the longest synchronous part, or the first name in the alphabet; the others follow in order. */
  | { readonly kind: 'sorted'; readonly by: 'sync' | 'event' }
  /** The rows around the place, in the order of recording; 0 is the top and 1 the end. */
  | { readonly kind: 'place'; readonly share: number }

/** What the page can be told from outside, besides what a user does in its panel. */
export interface Workload {
  /** Dispatches so many events a second, by the wall clock, until `stop`. */
  start(rate: number): void
  /** @returns how many events a second it were */
  stop(): number
  /** Dispatches so many events, as fast as the page can while it still paints. */
  fill(count: number): Promise<void>
  /** As `fill`, all with one payload and nothing pending or failing: what is retained is the recording alone. */
  fillShared(count: number): Promise<void>
  /** Dispatches so many events in one task, and waits until the newest of them is on screen. */
  burst(count: number): Promise<BurstTimes>
  /** Starts the frame meter. */
  meter(): void
  metered(): FrameStats
  /** ms from each click on the page's button to the paint that shows its result, since the last call. */
  clicks(): readonly number[]
  /** Starts to wait until that is on screen; the clock starts at the user's next input. */
  expect(shown: Shown): void
  /** @returns ms from the user's input to the paint that showed what was expected */
  shown(): Promise<number>
  /** Puts the grid's scrollbar there, as by a drag of its thumb: 0 is the top, 1 the end. */
  scrollTo(share: number): void
}

declare global {
  var workload: Workload
}
