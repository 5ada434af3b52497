import { expect, it } from 'vitest'
import { blockOf, withBlock } from './readme.ts'
import type { Results } from './results.ts'
import { reportText } from './terminal.ts'

const results: Results = {
  date: '2026-11-21T16:06:13Z',
  machine: { cpu: 'Xeon', cores: 2, memory: '8 GB', os: 'Linux', browser: 'Chromium 156', node: 'v20.20.2' },
  quick: false,
  rounds: 7,
  measures: [
    { suite: 'Dispatch', subject: 'Eventscope', x: '5', unit: 'ns', values: [36] },
    { suite: 'Registering', subject: 'mitt', x: 'add', unit: 'µs', values: [0.4] },
  ],
  targets: [
    { suite: 'Dispatch', text: 'against mitt', value: 0.9, limit: 0.8, unit: '×', met: false },
    { suite: 'Dispatch', text: 'against eventemitter3', value: 0.9, limit: 1, unit: '×', met: true },
  ],
}
const panel = { title: 'Listeners', xLabel: '1 to 1000', yLabel: 'ns', series: [], note: 'Calling them.' }
const options = { command: 'npm run bench', chart: '.docs/bench.svg', panels: [panel] }

it('the block replaces what was between the markers and touches nothing else', () => {
  const readme = '# A\n<!-- bench:start -->\nold $& numbers\n<!-- bench:end -->\nrest\n'
  const written = withBlock(readme, '\nnew $& $1\n')
  expect(written).toBe('# A\n<!-- bench:start -->\n\nnew $& $1\n\n<!-- bench:end -->\nrest\n')
  expect(withBlock(written, 'new $& $1')).toBe(written)
})

it.each([
  ['', 'needs the lines'],
  ['<!-- bench:start -->', 'needs the lines'],
  ['<!-- bench:end -->', 'needs the lines'],
  ['<!-- bench:end --> <!-- bench:start -->', 'before'],
  ['<!-- bench:start --> <!-- bench:start --> <!-- bench:end -->', 'only once'],
])('a README with the markers %j is refused', (readme, why) => {
  expect(() => withBlock(readme, 'new')).toThrow(why)
})

it('the block says when, where and how it was measured', () => {
  const block = blockOf(results, options)
  expect(block).toContain(
    'by `npm run bench` on 2026-11-21: Xeon, 2 cores, 8 GB, Linux, Chromium 156, Node v20.20.2.',
  )
  expect(block).toContain('Medians of 7 fresh browsers')
  expect(block).not.toContain('quick')
})

it('a quick run says that it is one, in the README and in the terminal', () => {
  expect(blockOf({ ...results, quick: true }, options)).toContain('**A quick run')
  expect(reportText({ ...results, quick: true })).toMatch(/^Quick run/)
})

it('the block has the chart with its notes, and a table for each suite', () => {
  const block = blockOf(results, options)
  expect(block).toMatch(/^!\[Cost against listeners.*\]\(\.docs\/bench\.svg\)$/m)
  expect(block).toContain('- **Listeners**: Calling them.')
  expect(block).toContain('### Dispatch\n\n| ns | 5 |\n| --- | ---: |\n| **Eventscope** | **36** |')
  expect(block).toContain('### Registering\n\n| µs | add |\n| --- | ---: |\n| mitt | 0.400 |')
})

it('a suite has its title and what it is about; the numbers of the chart are behind a fold', () => {
  const measures = [
    { suite: 'dispatch', subject: 'Eventscope', x: '5', unit: 'ns', values: [36] },
    { suite: 'panel, memory', subject: 'Eventscope', x: 'a million', unit: 'MB', values: [98] },
    { suite: 'growth by rate', subject: 'Eventscope', x: '100', unit: '%', values: [2] },
  ]
  const block = blockOf({ ...results, measures }, options)
  expect(block).toMatch(/### Dispatching, nobody observing\n\nOne dispatch, .*\n\n\| ns \| 5 \|/)
  expect(block).toMatch(/### The panel: memory\n\nValues of one browser/)
  expect(block).toMatch(/<details>\n\n<summary>The numbers of the chart<\/summary>\n\n#### Growth by rate\n/)
})

it('without panels there is no picture', () => {
  expect(blockOf(results, { ...options, panels: [] })).not.toContain('![')
})

it('every target is listed, and a missed one is told plainly', () => {
  const block = blockOf(results, options).replaceAll('\u202f', ' ')
  expect(block).toContain('1 of 2 targets MISSED.')
  const missed = '| Dispatch | against mitt | ≤ 0.800 × | 0.900 × | **MISSED by 13 %** |'
  expect(block.indexOf(missed)).toBeLessThan(block.indexOf('<summary>All targets</summary>'))
  expect(block.lastIndexOf(missed)).toBeGreaterThan(block.indexOf('<summary>All targets</summary>'))
  expect(block).toContain('| Dispatch | against eventemitter3 | ≤ 1 × | 0.900 × | met |')
})

it('the terminal has the machine, each suite under its name, and the targets at the end', () => {
  const text = reportText(results)
  expect(text).toMatch(/^Xeon, 2 cores/)
  expect(text).toContain('\n\nDispatch\n  ns            5\n▸ Eventscope   36\n\nRegistering\n')
  expect(text).toMatch(/1 of 2 targets MISSED\.$/)
})
