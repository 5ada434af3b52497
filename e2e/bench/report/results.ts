/** Where the numbers come from: absolute times mean nothing without it. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memory: string
  readonly os: string
  readonly browser: string
  readonly node: string
}

/** One thing measured: one value per fresh browser. */
export interface Measure {
  readonly suite: string
  /** Who was measured; our own subjects start with `Eventscope`. */
  readonly subject: string
  /** What was varied, such as the number of listeners, or which quantity this is. */
  readonly x: string
  readonly unit: string
  readonly values: readonly number[]
}

/** A promise of ours, as a ratio to peers in the same run or as a bound. */
export interface Target {
  readonly suite: string
  readonly text: string
  /** NaN, which JSON writes as null, where it was not measured. */
  readonly value: number
  readonly limit: number
  /** @default false: `limit` is the most it may be */
  readonly atLeast?: boolean
  /** `×` for a ratio. */
  readonly unit: string
  readonly met: boolean
}

/** What `e2e/bench/results.json` holds. */
export interface Results {
  /** ISO 8601. */
  readonly date: string
  readonly machine: Machine
  readonly quick: boolean
  readonly rounds: number
  readonly measures: readonly Measure[]
  readonly targets: readonly Target[]
}

/** The machine in one line. */
export function machineText({ cpu, cores, memory, os, browser, node }: Machine): string {
  return `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${memory}, ${os}, ${browser}, Node ${node}`
}

/** Whether a subject is ours, for the marks in tables and charts. */
export function isOurs(subject: string): boolean {
  return /^eventscope\b/i.test(subject)
}

/** The suites of a run, in the order they were measured. */
export function suitesOf(entries: readonly { readonly suite: string }[]): string[] {
  return [...new Set(entries.map(({ suite }) => suite))]
}

/** The measure of one subject at one x; undefined where it was not measured. */
export function findMeasure(
  measures: readonly Measure[],
  wanted: Pick<Measure, 'suite' | 'subject' | 'x'>,
): Measure | undefined {
  return measures.find(
    ({ suite, subject, x }) => suite === wanted.suite && subject === wanted.subject && x === wanted.x,
  )
}
