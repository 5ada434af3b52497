import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '@playwright/test'
import { boundTarget, findMeasure, type Measure, type Target } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { fill, filterComplete, type LoadPage, type ReactBuild, underLoad, withLoad } from './load-page.ts'
import { frameQuantities, measuresOf, quantile, rateQuantity } from './measures.ts'
import { threadClock } from './thread-clock.ts'

/** Before the frames count: the engine compiles what it has not yet, and the load comes up to speed. */
const WARM_UP_MS = 1_500
const CLICK_EVERY_MS = 200
const MIN_ROWS = 3

interface Case {
  readonly build: ReactBuild
  readonly follow: boolean
  readonly filter: string
}

interface Promised {
  readonly fps: number
  readonly p95?: number
  readonly longest?: number
  readonly click?: number
}

interface Scenario {
  readonly suite: string
  readonly rate: number
  readonly seconds: number
  readonly cases: readonly Case[]
  readonly promised: Promised
}

/** 10 000 events/s, over a full recording that wraps round, with a dispatch in the details. */
export function steady(lab: Lab): Promise<Findings> {
  const seconds = lab.quick ? 4 : 60
  return measure(lab, {
    suite: `panel, 10 000 events/s for ${seconds} s`,
    rate: 10_000,
    seconds,
    cases: lab.quick ? [{ build: 'production', follow: true, filter: '' }] : allCases(['', 'cart']),
    promised: { fps: 58, p95: 20, longest: 50 },
  })
}

/** 100 000 events/s, while the page is clicked. */
export function flood(lab: Lab): Promise<Findings> {
  const seconds = lab.quick ? 4 : 20
  return measure(lab, {
    suite: `panel, 100 000 events/s for ${seconds} s`,
    rate: 100_000,
    seconds,
    cases: lab.quick ? [{ build: 'production', follow: true, filter: '' }] : allCases(['']),
    promised: { fps: 50, click: 100 },
  })
}

function allCases(filters: readonly string[]): Case[] {
  const builds = ['production', 'development'] as const
  return builds.flatMap((build) =>
    filters.flatMap((filter) => [true, false].map((follow) => ({ build, follow, filter }))),
  )
}

/** Each case in one browser: what a minute at 60 Hz says is said by 3 600 frames. */
async function measure(lab: Lab, scenario: Scenario): Promise<Findings> {
  const measures: Measure[] = []
  const targets: Target[] = []
  for (const each of scenario.cases) {
    const subject = subjectOf(each)
    lab.say(`${scenario.suite}: ${subject}`)
    const found = await withLoad(lab, { build: each.build }, (load) => runCase(load, scenario, each))
    measures.push(...found)
    targets.push(...targetsOf(scenario, subject, found))
  }
  return { measures, targets }
}

function subjectOf({ build, follow, filter }: Case): string {
  const place = follow ? 'following live' : 'scrolled away'
  const filtered = filter === '' ? '' : ', filtered'
  return `Eventscope, ${place}${filtered}${build === 'production' ? '' : ', React in development'}`
}

async function runCase(load: LoadPage, scenario: Scenario, each: Case): Promise<Measure[]> {
  await fill(load)
  await arrange(load, each)
  const { page } = load
  const clock = await threadClock(page)
  const { result, rate } = await underLoad(load, scenario.rate, async () => {
    await pause(WARM_UP_MS)
    const began = { wall: performance.now(), thread: await clock() }
    await page.evaluate(() => {
      workload.clicks()
      workload.meter()
    })
    if (scenario.promised.click === undefined) await pause(scenario.seconds * 1_000)
    else await clickUntil(load, began.wall + scenario.seconds * 1_000)
    const stats = await page.evaluate(() => workload.metered())
    const busy = ((await clock()) - began.thread) / (performance.now() - began.wall)
    await expectAlive(load, each.follow)
    return { stats, busy, clicks: await page.evaluate(() => workload.clicks()) }
  })
  return measuresOf(scenario.suite, subjectOf(each), [
    ...frameQuantities(result.stats),
    rateQuantity(rate),
    ...(result.clicks.length === 0
      ? []
      : [
          { x: 'click to paint, p95', unit: 'ms', values: [quantile(result.clicks, 0.95)] },
          { x: 'click to paint, slowest', unit: 'ms', values: [quantile(result.clicks, 1)] },
        ]),
    { x: 'main thread', unit: '% busy', values: [result.busy * 100] },
  ])
}

/** A page is smooth, too, whose panel has given up: the grid has rows, and the newest while it follows. */
async function expectAlive({ panel }: LoadPage, follow: boolean): Promise<void> {
  await expect(panel.region.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => panel.rows.count()).toBeGreaterThan(MIN_ROWS)
  if (!follow) return
  const before = await panel.rows.allTextContents()
  await expect.poll(() => panel.rows.allTextContents()).not.toEqual(before)
}

/** As a user who looks at one dispatch: selects it, filters, and follows on or scrolls away. */
async function arrange(load: LoadPage, { follow, filter }: Case): Promise<void> {
  const { panel, page } = load
  await panel.rows.nth(3).click()
  await panel.details.waitFor()
  if (filter !== '') {
    await panel.filter.fill(filter)
    await filterComplete(load)
  }
  const following = (await panel.follow.getAttribute('aria-pressed')) === 'true'
  if (follow && !following) await panel.follow.click()
  if (!follow) await page.evaluate(() => workload.scrollTo(0.5))
}

async function clickUntil({ page }: LoadPage, until: number): Promise<void> {
  const box = await page.getByRole('button', { name: 'Count', exact: true }).boundingBox()
  if (box === null) throw new Error('The button of the page is not in view')
  while (performance.now() < until) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await pause(CLICK_EVERY_MS)
  }
}

function targetsOf(
  { suite, rate, promised }: Scenario,
  subject: string,
  measures: readonly Measure[],
): Target[] {
  const of = (x: string): Measure | undefined => findMeasure(measures, { suite, subject, x })
  const what = subject.replace(/^Eventscope, /, '')
  const { fps, p95, longest, click } = promised
  return [
    // A page that does not get its load has no merit in being smooth.
    boundTarget(of('dispatched'), { suite, text: `load, ${what}`, atLeast: 0.99 * rate }),
    boundTarget(of('frames'), { suite, text: `frames, ${what}`, atLeast: fps }),
    ...(p95 === undefined
      ? []
      : [boundTarget(of('p95 frame'), { suite, text: `p95 frame, ${what}`, atMost: p95 })]),
    ...(longest === undefined
      ? []
      : [boundTarget(of('longest frame'), { suite, text: `longest frame, ${what}`, atMost: longest })]),
    ...(click === undefined
      ? []
      : [
          boundTarget(of('click to paint, slowest'), {
            suite,
            text: `slowest click to paint, ${what}`,
            atMost: click,
          }),
        ]),
  ]
}
