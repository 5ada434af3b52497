import type { Browser, Page } from '@playwright/test'
import type { Measure, Target } from './report/index.ts'

/** What a suite measures with. */
export interface Lab {
  /** A page of the bench in a browser that was just started; `close` ends the browser. `build` picks React's build. */
  open(
    path: string,
    build?: 'production' | 'development',
  ): Promise<{ page: Page; browser: Browser; close(): Promise<void> }>
  readonly rounds: number
  readonly quick: boolean
  /** One line of progress. */
  say(line: string): void
}

export interface Findings {
  readonly measures: readonly Measure[]
  readonly targets: readonly Target[]
}

/** A part of the benchmark: what it measured, and what was promised about it. */
export interface Suite {
  readonly name: string
  run(lab: Lab): Promise<Findings>
}
