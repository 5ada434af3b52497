import type { StructuredQuery } from './structured.ts'

/** Dispatches that one event brings about, where the page's events are chains. */
export const CHAIN_LENGTH = 5

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
  /** Every row is one that the query asks for, and the last row is the newest of them, or one newer still. */
  | { readonly kind: 'found'; readonly query: StructuredQuery }
  /** The panel says, beside the filter, how many rows the query has found of all, and the number is right. */
  | { readonly kind: 'counted'; readonly query: StructuredQuery }

/** What a user does with a view that can be zoomed and moved, with an input in each frame. */
export type Move =
  /** By the wheel with Ctrl, towards what is in the middle or away from it; a turn is 100 px. */
  | { readonly kind: 'zoom'; readonly turns: number }
  /** By a press that moves to a side, and back. */
  | { readonly kind: 'drag'; readonly px: number }
  /** By the wheel with Shift, to a side and back. */
  | { readonly kind: 'slide'; readonly px: number }

/** What the page can be told from outside, besides what a user does in its panel. */
export interface Workload {
  /** Dispatches so many events a second, by the wall clock, until `stop`. */
  start(rate: number): void
  /** @returns how many events a second it were */
  stop(): number
  /**
   * Dispatches so many events, as fast as the page can while it still paints.
   * @param perFrame how many between two frames
   * @default 10 000
   */
  fill(count: number, perFrame?: number): Promise<void>
  /** As `fill`, all with one payload and nothing pending or failing: what is retained is the recording alone. */
  fillShared(count: number): Promise<void>
  /** Dispatches so many events in one task, and waits until the newest of them is on screen. */
  burst(count: number): Promise<BurstTimes>
  /** Starts the frame meter. */
  meter(): void
  metered(): FrameStats
  /** ms from each click on the page's button to the paint that shows its result, since the last call. */
  clicks(): readonly number[]
  /** Starts to wait until these are on screen, one after the other; the clock starts at the user's next input. */
  expect(...shown: readonly Shown[]): void
  /** @returns ms from the user's input to the paint that showed what was expected, for each */
  shown(): Promise<readonly number[]>
  /** Moves, in the view of the panel that is a group of that name. */
  move(group: string, moves: readonly Move[]): Promise<void>
  /** Puts the grid's scrollbar there, as by a drag of its thumb: 0 is the top, 1 the end. */
  scrollTo(share: number): void
}

declare global {
  var workload: Workload
}
