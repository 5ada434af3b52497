/** What the benchmark asks of a page: one part of one subject. */
export interface Asked {
  /** The file in `pages/peers`, without its ending. */
  readonly module: string
  readonly subject: string
}

/** A dispatch that nobody observes. */
export interface DispatchQuestion extends Asked {
  readonly part: 'dispatch'
  readonly listeners: number
}

/** A dispatch to three listeners that leaves a record. */
export interface RecordedQuestion extends Asked {
  readonly part: 'recorded'
  readonly variant: string
  /** How many records it keeps, if it forgets any. */
  readonly kept: number
  /** How many it makes before the clock starts. */
  readonly filled?: number
}

/** A dispatch to three listeners that keeps a payload with so many fields. */
export interface CapturedQuestion extends Asked {
  readonly part: 'captured'
  readonly variant: string
  readonly fields: number
}

/** What can be timed. */
export type WorkQuestion = DispatchQuestion | RecordedQuestion | CapturedQuestion

/** Registering and removing. */
export interface RosterQuestion extends Asked {
  readonly listeners: number
}

export const ROSTER_PARTS = ['add', 'remove in order', 'remove in reverse', 'remove at random'] as const

/** Removing while the listeners are called. */
export const MID_DISPATCH_PARTS = [
  'each removes itself mid-dispatch',
  'one removes all mid-dispatch',
] as const

/** µs each; nothing about what the subject fails at. */
export type RosterAnswer = Readonly<
  Record<(typeof ROSTER_PARTS)[number], number> & Partial<Record<(typeof MID_DISPATCH_PARTS)[number], number>>
>

/** What a page of the micro benchmarks offers as `bench`. */
export interface Bench {
  /** ns that one time of the work takes. */
  time(question: WorkQuestion, quick: boolean): Promise<number>
  roster(question: RosterQuestion, quick: boolean): Promise<RosterAnswer>
  /** Makes the work, to be done with `run` while somebody outside watches. */
  hold(question: WorkQuestion): Promise<void>
  /** Does it so many times, keeping what piles up. */
  run(times: number): Promise<void>
  /** Does it so many times a second, evenly, for so many ms. */
  drive(rate: number, duration: number): Promise<void>
  /** Forgets what piled up. */
  reset(): void
}

declare global {
  var bench: Bench
}
