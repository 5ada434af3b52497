import type { Measure } from './results.ts'
import { suitesOf } from './results.ts'
import { tableMarkdown, tableOf } from './table.ts'

/** What stands above a suite's table. */
const HEADINGS: Readonly<Record<string, readonly [title: string, explanation: string]>> = {
  dispatch: ['Dispatching, nobody observing', 'One dispatch, by number of listeners of the event.'],
  registration: ['Adding and removing 10 000 listeners of one event', 'Each, by the order of removal.'],
  recorded: [
    'Recording',
    'An event with three listeners, each timed; what is kept of it besides its payload; what recording it ' +
      'allocates; what the recorder takes while nothing happens.',
  ],
}

/** The suites that the chart shows: their numbers are there for who wants them. */
const CHARTED = 'growth'

/** The tables of a run, by suite; those of the chart, and of parts of the panel, behind a fold. */
export function sectionsOf(measures: readonly Measure[]): string[] {
  const suites = suitesOf(measures)
  const shown = suites.filter((suite) => !suite.startsWith(CHARTED)).map((suite) => section(suite, measures))
  const charted = suites
    .filter((suite) => suite.startsWith(CHARTED))
    .map((suite) => section(suite, measures, '####'))
  return charted.length === 0 ? shown : [...shown, fold('The numbers of the chart', charted)]
}

/** Something that GitHub shows when it is asked to. */
export function fold(summary: string, parts: readonly string[]): string {
  return ['<details>', `<summary>${summary}</summary>`, ...parts, '</details>'].join('\n\n')
}

function section(suite: string, measures: readonly Measure[], level = '###'): string {
  const [title, explanation] = HEADINGS[suite] ?? [suite.charAt(0).toUpperCase() + suite.slice(1), undefined]
  const table = tableMarkdown(tableOf(measures.filter((measure) => measure.suite === suite)))
  return [`${level} ${title}`, ...(explanation === undefined ? [] : [explanation]), table].join('\n\n')
}
