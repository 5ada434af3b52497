import type { Shown } from '../../pages/load/api.ts'
import { boundTarget, type Measure } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { fill, type LoadPage, underLoad, withLoad } from './load-page.ts'
import { quantile } from './measures.ts'

const SUITE = 'panel, 1 000 000 retained'
const LIMIT_MS = 100
const RATE = 10_000

/** One thing a user asks of a million dispatches. */
interface Query {
  readonly x: string
  readonly shown: Shown
  /** Brings the panel to where the user starts from. */
  prepare(load: LoadPage): Promise<void>
  ask(load: LoadPage): Promise<void>
}

const QUERIES: readonly Query[] = [
  filterQuery('filter by name', 'cart'),
  filterQuery('filter by payload', 'walnut'),
  sortQuery('sort by duration', 'Sync', 'sync'),
  sortQuery('sort by name', 'Event', 'event'),
  {
    x: 'jump to the middle',
    shown: { kind: 'place', share: 0.5 },
    prepare: live,
    ask: ({ page }) => page.evaluate(() => workload.scrollTo(0.5)),
  },
  {
    x: 'jump to the top',
    shown: { kind: 'place', share: 0 },
    async prepare(load) {
      await live(load)
      await load.panel.grid.focus()
    },
    ask: ({ page }) => page.keyboard.press('Home'),
  },
  {
    x: 'jump to the end',
    shown: { kind: 'place', share: 1 },
    async prepare(load) {
      await top(load)
      await load.panel.grid.focus()
    },
    ask: ({ page }) => page.keyboard.press('End'),
  },
]

/** Filters, sorts and jumps: from the input to the paint of the right rows, with and without events arriving. */
export async function queries(lab: Lab): Promise<Findings> {
  const rounds = lab.quick ? 1 : Math.min(lab.rounds, 3)
  const found = new Map<string, Map<string, number[]>>([
    ['Eventscope, nothing arriving', new Map()],
    ['Eventscope, 10 000 events/s arriving', new Map()],
  ])
  for (let round = 0; round < rounds; round++) {
    lab.say(`${SUITE}: ${round + 1} of ${rounds}`)
    await withLoad(lab, {}, async (load) => {
      await fill(load)
      const [idle, busy] = [...found.values()]
      await askAll(lab, load, idle!)
      await underLoad(load, RATE, () => askAll(lab, load, busy!))
    })
  }
  const measures: Measure[] = [...found].flatMap(([subject, taken]) =>
    [...taken].map(([x, values]) => ({ suite: SUITE, subject, x, unit: 'ms', values })),
  )
  return { measures, targets: measures.map(targetOf) }
}

function targetOf(measure: Measure) {
  const when = measure.subject.replace(/^Eventscope, /, '')
  return boundTarget(measure, { suite: SUITE, text: `${measure.x}, ${when}`, atMost: LIMIT_MS })
}

/** The slowest of some repeats is what this browser has to say. */
async function askAll(lab: Lab, load: LoadPage, found: Map<string, number[]>): Promise<void> {
  const repeats = lab.quick ? 2 : 5
  for (const query of QUERIES) {
    const taken: number[] = []
    for (let left = repeats; left > 0; left--) taken.push(await askOnce(load, query))
    found.set(query.x, [...(found.get(query.x) ?? []), quantile(taken, 1)])
  }
}

async function askOnce(load: LoadPage, query: Query): Promise<number> {
  const { page } = load
  await query.prepare(load)
  await page.evaluate((shown) => workload.expect(shown), query.shown)
  await query.ask(load)
  return page.evaluate(() => workload.shown())
}

function filterQuery(x: string, word: string): Query {
  return {
    x,
    shown: { kind: 'filtered', word },
    async prepare(load) {
      await live(load)
      await load.panel.filter.focus()
    },
    // In one go, as pasted: what is measured is one input.
    ask: ({ page }) => page.keyboard.insertText(word),
  }
}

function sortQuery(x: string, column: 'Sync' | 'Event', by: 'sync' | 'event'): Query {
  return {
    x,
    shown: { kind: 'sorted', by },
    prepare: top,
    ask: ({ panel }) => panel.sortBy(column),
  }
}

/** Following live, with nothing selected, filtered or sorted. */
async function live({ panel, page }: LoadPage): Promise<void> {
  await panel.filter.fill('')
  if ((await panel.follow.getAttribute('aria-pressed')) !== 'true') await panel.follow.click()
  await panel.grid.focus()
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    workload.expect({ kind: 'newest' })
    workload.scrollTo(1)
    return workload.shown()
  })
}

/** At the oldest row. */
async function top(load: LoadPage): Promise<void> {
  await live(load)
  await load.page.evaluate(() => {
    workload.expect({ kind: 'place', share: 0 })
    workload.scrollTo(0)
    return workload.shown()
  })
}
