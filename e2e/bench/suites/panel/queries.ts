import { boundTarget, type Measure, type Target } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { askOnce, live, paste, type Query, readyToFilter, top } from './ask.ts'
import { fill, type LoadPage, underLoad, withLoad } from './load-page.ts'
import { quantile } from './measures.ts'
import { STRUCTURED_QUERIES } from './structured-queries.ts'

const SUITE = 'panel, 1 000 000 retained'
const LIMIT_MS = 100
const RATE = 10_000

const QUERIES: readonly Query[] = [
  filterQuery('filter by name', 'cart'),
  filterQuery('filter by payload', 'walnut'),
  sortQuery('sort by duration', 'Sync', 'sync'),
  sortQuery('sort by name', 'Event', 'event'),
  jumpQuery('jump to the middle', 0.5, live, ({ page }) => page.evaluate(() => workload.scrollTo(0.5))),
  jumpQuery('jump to the top', 0, live, ({ page }) => page.keyboard.press('Home')),
  jumpQuery('jump to the end', 1, top, ({ page }) => page.keyboard.press('End')),
  ...STRUCTURED_QUERIES,
]

/** What was measured of each thing awaited: one value for each browser. */
type Taken = Map<Query['awaited'][number], number[]>

/** Filters, sorts and jumps: from the input to the paint of the right rows, with and without events arriving. */
export async function queries(lab: Lab): Promise<Findings> {
  const rounds = lab.quick ? 1 : Math.min(lab.rounds, 3)
  const idle: Taken = new Map()
  const busy: Taken = new Map()
  for (let round = 0; round < rounds; round++) {
    lab.say(`${SUITE}: ${round + 1} of ${rounds}`)
    await withLoad(lab, {}, async (load) => {
      await fill(load)
      await askAll(lab, load, idle)
      await underLoad(load, RATE, () => askAll(lab, load, busy))
    })
  }
  const found = [findingsOf('nothing arriving', idle), findingsOf('10 000 events/s arriving', busy)]
  return {
    measures: found.flatMap(({ measures }) => measures),
    targets: found.flatMap(({ targets }) => targets),
  }
}

function findingsOf(when: string, taken: Taken): Findings {
  const measures: Measure[] = []
  const targets: Target[] = []
  for (const { suite, awaited } of QUERIES) {
    for (const each of awaited) {
      const { x, atMost } = each
      const values = taken.get(each) ?? []
      const measure = { suite, subject: `Eventscope, ${when}`, x, unit: 'ms', values }
      measures.push(measure)
      targets.push(boundTarget(measure, { suite, text: `${x}, ${when}`, atMost }))
    }
  }
  return { measures, targets }
}

/** The slowest of some repeats is what this browser has to say. */
async function askAll(lab: Lab, load: LoadPage, taken: Taken): Promise<void> {
  const repeats = lab.quick ? 1 : 5
  for (const query of QUERIES) {
    const answers: (readonly number[])[] = []
    for (let left = repeats; left > 0; left--) answers.push(await askOnce(load, query))
    for (const [at, each] of query.awaited.entries()) {
      const slowest = quantile(
        answers.map((times) => times[at]!),
        1,
      )
      taken.set(each, [...(taken.get(each) ?? []), slowest])
    }
  }
}

function filterQuery(x: string, word: string): Query {
  return {
    suite: SUITE,
    awaited: [{ x, shown: { kind: 'filtered', word }, atMost: LIMIT_MS }],
    prepare: readyToFilter,
    ask: paste(word),
  }
}

function sortQuery(x: string, column: 'Sync' | 'Event', by: 'sync' | 'event'): Query {
  return {
    suite: SUITE,
    awaited: [{ x, shown: { kind: 'sorted', by }, atMost: LIMIT_MS }],
    prepare: top,
    ask: ({ panel }) => panel.sortBy(column),
  }
}

function jumpQuery(x: string, share: number, from: Query['prepare'], ask: Query['ask']): Query {
  return {
    suite: SUITE,
    awaited: [{ x, shown: { kind: 'place', share }, atMost: LIMIT_MS }],
    async prepare(load) {
      await from(load)
      await load.panel.grid.focus()
    },
    ask,
  }
}
