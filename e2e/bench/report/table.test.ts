import { expect, it } from 'vitest'
import type { Measure } from './results.ts'
import { tableMarkdown, tableOf, tableText } from './table.ts'

function measure(subject: string, x: string, values: readonly number[], unit = 'ns'): Measure {
  return { suite: 'dispatch', subject, x, unit, values }
}

const listeners = [
  measure('mitt', '100', [745, 745, 745]),
  measure('mitt', '5', [48, 48, 52]),
  measure('Eventscope', '5', [36, 36, 36]),
  measure('EventTarget', '100', [34_942]),
]

it('ours is the first row, peers keep their order', () => {
  const rows = tableOf(listeners).rows.map(({ subject, ours }) => [subject, ours])
  expect(rows).toEqual([
    ['Eventscope', true],
    ['mitt', false],
    ['EventTarget', false],
  ])
})

it('columns that are numbers stand by size, others as they were measured', () => {
  expect(tableOf(listeners).headings).toEqual(['5', '100'])
  const words = [measure('a', 'sort', [1]), measure('a', '10', [1]), measure('a', 'filter', [1])]
  expect(tableOf(words).headings).toEqual(['sort', '10', 'filter'])
})

it('a unit all columns share is told once, others with their column', () => {
  expect(tableOf(listeners)).toMatchObject({ corner: 'ns', headings: ['5', '100'] })
  const frames = [measure('a', 'fps', [58.2], 'fps'), measure('a', 'p95 frame', [18], 'ms')]
  expect(tableOf(frames)).toMatchObject({ corner: '', headings: ['fps', 'p95 frame, ms'] })
})

it('the same x in two units is two columns', () => {
  const table = tableOf([measure('a', '5', [1], 'ns'), measure('a', '5', [9], 'B')])
  expect(table.headings).toEqual(['5, ns', '5, B'])
  expect(table.rows[0]?.cells.map((cell) => cell.median)).toEqual(['1', '9'])
})

it('the terminal has numbers and spreads flush right, ours marked, and a dash where nothing was measured', () => {
  expect(tableText(tableOf(listeners)).replaceAll('\u202f', ' ').split('\n')).toEqual([
    '  ns                  5           100',
    '▸ Eventscope    36 ±0 %        –',
    '  mitt          48 ±4 %      745 ±0 %',
    '  EventTarget    –        34 900',
  ])
})

it('Markdown has ours in bold, numbers right aligned, and no cell that a name could end', () => {
  const table = tableOf([measure('Eventscope', '5', [36, 36, 36]), measure('a|b', '1', [2])])
  expect(tableMarkdown(table).split('\n')).toEqual([
    '| ns | 1 | 5 |',
    '| --- | ---: | ---: |',
    '| **Eventscope** | – | **36** <sub>±0\u202f%</sub> |',
    '| a\\|b | 2 | – |',
  ])
})
