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
  'panel, structured queries over 1 000 000': [
    'The panel: structured queries over 1 000 000',
    'Queries over several columns and the payload: from the input to the paint of the right rows, and to that of the ' +
      'right number of all rows found.',
  ],
  'panel, timeline of 100 000': [
    'The panel: timeline of 100 000',
    'Chains of dispatches, zoomed from nearly all in view to microseconds and back, and moved at three depths, with ' +
      'an input in every frame; as high as the window. Values of one browser each.',
  ],
  'panel, overview and statistics at 10 000 events/s': [
    'The panel: overview and statistics, 10 000 events/s',
    'What they add to a frame, over a full recording of a million: how much longer the main thread runs, in scripts, ' +
      'layout and painting, than with the panel collapsed. Medians of rounds in one browser.',
  ],
}

/** The real panel in a page, over a recording that is full: a suite for each thing it is put through. */
const PANEL = 'panel, '
const ONE_BROWSER = 'Values of one browser each.'

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
  const own = measures.filter((measure) => measure.suite === suite)
  const [title, explanation] = HEADINGS[suite] ?? defaultHeading(suite, own)
  const parts = [`${level} ${title}`, explanation, tableMarkdown(tableOf(own))]
  return parts.filter((part) => part !== '').join('\n\n')
}

function defaultHeading(
  suite: string,
  own: readonly Measure[],
): readonly [title: string, explanation: string] {
  if (!suite.startsWith(PANEL)) return [suite.charAt(0).toUpperCase() + suite.slice(1), '']
  const single = own.every(({ values }) => values.length === 1)
  return [`The panel: ${suite.slice(PANEL.length)}`, single ? ONE_BROWSER : '']
}
