import { machineText, type Results, suitesOf } from './results.ts'
import { tableOf, tableText } from './table.ts'
import { targetsText } from './targets.ts'

/** A whole run for the terminal: the machine, a table per suite, and how the targets went. */
export function reportText(results: Results): string {
  const suites = suitesOf(results.measures).map((suite) => {
    const measures = results.measures.filter((measure) => measure.suite === suite)
    return `${suite}\n${tableText(tableOf(measures))}`
  })
  const head = results.quick
    ? 'Quick run: one short round, so numbers are rough and verdicts no more than hints.\n'
    : ''
  return [`${head}${machineText(results.machine)}`, ...suites, targetsText(results.targets)].join('\n\n')
}
