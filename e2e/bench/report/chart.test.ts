import { expect, it } from 'vitest'
import type { Panel, Series } from './chart-panel.ts'
import { chartSvg, panelOf } from './chart.ts'
import type { Measure } from './results.ts'

const words = { title: 'Listeners', xLabel: 'listeners', yLabel: 'ns a dispatch' }

function series(subject: string, ...points: Series['points'][number][]): Series {
  return { subject, ours: subject === 'Eventscope', points }
}

function draw(...panels: Panel[]): string {
  return chartSvg(panels, { title: 'How cost grows' })
}

/** The labels at the ends of the lines, and their height. */
function labelsIn(svg: string): { subject: string; y: number }[] {
  const labels = svg.matchAll(/<text class="label[^"]*" x="[\d.]+" y="([\d.]+)">([^<]*)</g)
  return [...labels].map(([, y, subject]) => ({ subject: subject!, y: Number(y) }))
}

it('a suite becomes lines of medians over the x that are numbers', () => {
  const measure = (subject: string, x: string, values: number[]): Measure => {
    return { suite: 'dispatch', subject, x, unit: 'ns', values }
  }
  const measures = [
    measure('Eventscope', '1', [20, 10, 90]),
    measure('Eventscope', '1000', [700]),
    measure('mitt', '1', [30]),
    measure('mitt', 'once', [5]),
  ]
  expect(panelOf(measures, words)).toEqual({
    ...words,
    series: [
      {
        subject: 'Eventscope',
        ours: true,
        points: [
          [1, 20],
          [1_000, 700],
        ],
      },
      { subject: 'mitt', ours: false, points: [[1, 30]] },
    ],
  })
})

it('each line is drawn in its panel and labelled once, ours last and so on top', () => {
  const svg = draw({
    ...words,
    series: [series('Eventscope', [1, 18], [10, 40]), series('mitt', [1, 25], [10, 60])],
  })
  expect(labelsIn(svg).map(({ subject }) => subject)).toEqual(['mitt', 'Eventscope'])
  expect([...svg.matchAll(/class="line (\w+)"/g)].map(([, tone]) => tone)).toEqual(['peer0', 'ours'])
  for (const text of Object.values(words)) expect(svg).toContain(`>${text}<`)
})

it('more costly is higher, and ten times as much is as far everywhere', () => {
  const svg = draw({ ...words, series: [series('mitt', [1, 10], [10, 100], [100, 1_000])] })
  const [first, second, third] = [...svg.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y))
  expect(first! - second!).toBeGreaterThan(0)
  expect(first! - second!).toBeCloseTo(second! - third!, 0)
})

it('the points of a line are joined by size of x, in whatever order they come', () => {
  const sorted = draw({ ...words, series: [series('mitt', [1, 10], [10, 100])] })
  expect(draw({ ...words, series: [series('mitt', [10, 100], [1, 10])] })).toBe(sorted)
})

it('lines that end at the same height have labels that do not overlap, however many', () => {
  const subjects = Array.from({ length: 30 }, (_, index) => series(`peer ${index}`, [1, 10], [10, 100]))
  const heights = labelsIn(draw({ ...words, series: subjects }))
    .map(({ y }) => y)
    .sort((a, b) => a - b)
  expect(heights).toHaveLength(30)
  heights.slice(1).forEach((y, index) => expect(y - heights[index]!).toBeGreaterThanOrEqual(14.8))
})

it('a line that ends early has a dotted leader to its label', () => {
  const svg = draw({ ...words, series: [series('long', [1, 5], [100, 5]), series('short', [1, 9], [10, 9])] })
  expect([...svg.matchAll(/class="(leader[^"]*)"/g)].map(([, kind]) => kind)).toEqual([
    'leader peer0',
    'leader early peer1',
  ])
})

it('points a logarithmic axis cannot show are left out, and a line of none is not labelled', () => {
  const svg = draw({ ...words, series: [series('mitt', [1, 0], [10, 20], [20, 30]), series('idle', [1, 0])] })
  expect(svg).not.toContain('NaN')
  expect(svg.match(/<circle/g)).toHaveLength(2)
  expect(labelsIn(svg).map(({ subject }) => subject)).toEqual(['mitt'])
})

it('a peer has the same tone in every panel', () => {
  const panels = [
    { ...words, series: [series('mitt', [1, 2]), series('tseep', [1, 3])] },
    { ...words, series: [series('tseep', [1, 3])] },
  ]
  expect([...draw(...panels).matchAll(/class="line (\w+)"/g)].map(([, tone]) => tone)).toEqual([
    'peer0',
    'peer1',
    'peer1',
  ])
})

it('four panels stand two by two', () => {
  const svg = draw(
    ...['a', 'b', 'c', 'd'].map((title) => ({ ...words, title, series: [series('mitt', [1, 2])] })),
  )
  const titles = [...svg.matchAll(/class="title" x="([\d.]+)" y="([\d.]+)"/g)]
  const [a, b, c, d] = titles.map(([, x, y]) => ({ x, y }))
  expect([a!.y, c!.y]).toEqual([b!.y, d!.y])
  expect([a!.x, b!.x]).toEqual([c!.x, d!.x])
  expect(Number(b!.x)).toBeGreaterThan(Number(a!.x))
  expect(Number(c!.y)).toBeGreaterThan(Number(a!.y))
})

it('names cannot break the markup, and long ones are shortened', () => {
  const svg = draw({
    ...words,
    title: 'a < b & c',
    series: [series('<performance.measure> & friends', [1, 2])],
  })
  expect(svg).toContain('>a &lt; b &amp; c<')
  expect(labelsIn(svg)[0]?.subject).toBe('&lt;performance.measure&gt; &amp;…')
})

it('the picture has colours for a dark page', () => {
  const svg = draw({ ...words, series: [] })
  expect(svg).toMatch(/@media \(prefers-color-scheme: dark\) \{[^@]*\.card \{ fill: #0d1117/)
})
