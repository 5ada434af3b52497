import { setTimeout as pause } from 'node:timers/promises'
import { boundTarget, type Measure } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { fill, type LoadPage, underLoad, withLoad } from './load-page.ts'
import { measuresOf, rateQuantity } from './measures.ts'
import { threadClock } from './thread-clock.ts'

const SUITE = 'panel, overview and statistics at 10 000 events/s'
const RATE = 10_000
const LIMIT_MS = 1

/** After a view was opened, before it is measured: it counts all that there is, and the engine compiles it. */
const SETTLE_MS = 1_500
/** Long enough for the statistics to be made and to rest. */
const WINDOW_MS = 6_000
const QUICK_WINDOW_MS = 1_500
const ROUNDS = 7

/** What the panel shows, from nothing to all that is measured. */
type View = 'collapsed' | 'statistics' | 'statistics and overview'
const VIEWS: readonly View[] = ['collapsed', 'statistics', 'statistics and overview']

/** How a window of time went. */
interface Window {
  /** ms that the main thread ran in a second. */
  readonly busy: number
  readonly fps: number
}

/**
 * What the overview and the statistics of listeners add to each frame, over a full recording that wraps round. One
 * page shows them, or not, in turns, and has its load all the time: what differs is how long its main thread ran.
 * That is all they do there, in scripts, styles, layout, painting and collections of garbage; what other threads do
 * with what was painted is not in it. The tabs, toolbar and status bar around them are, as part of the statistics.
 */
export async function overviewCost(lab: Lab): Promise<Findings> {
  lab.say(SUITE)
  const { rounds, rate } = await withLoad(lab, {}, async (load) => {
    await fill(load)
    await tab(load, 'Listeners').click()
    const { result, rate } = await underLoad(load, RATE, () => measureRounds(lab, load))
    return { rounds: result, rate }
  })
  const added = (from: View, to: View): number[] => rounds.map((round) => addedMs(round[from], round[to]))
  const measures: Measure[] = measuresOf(SUITE, 'Eventscope, a frame', [
    { x: 'overview', unit: 'ms', values: added('statistics', 'statistics and overview') },
    { x: 'statistics', unit: 'ms', values: added('collapsed', 'statistics') },
    { x: 'both', unit: 'ms', values: added('collapsed', 'statistics and overview') },
    { x: 'frames', unit: 'fps', values: rounds.map((round) => round['statistics and overview'].fps) },
    rateQuantity(rate),
  ])
  const [, , both, , dispatched] = measures
  return {
    measures,
    targets: [
      boundTarget(dispatched, { suite: SUITE, text: 'load', atLeast: 0.99 * RATE }),
      boundTarget(both, { suite: SUITE, text: 'overview and statistics, a frame', atMost: LIMIT_MS }),
    ],
  }
}

type Round = Readonly<Record<View, Window>>

async function measureRounds(lab: Lab, load: LoadPage): Promise<readonly Round[]> {
  const clock = await threadClock(load.page)
  const rounds: Round[] = []
  for (let left = lab.quick ? 1 : ROUNDS; left > 0; left--) {
    const round: Partial<Record<View, Window>> = {}
    for (const view of VIEWS) {
      await show(load, view)
      await pause(SETTLE_MS)
      round[view] = await measureWindow(load, clock, lab.quick ? QUICK_WINDOW_MS : WINDOW_MS)
    }
    rounds.push(round as Round)
  }
  return rounds
}

async function measureWindow({ page }: LoadPage, clock: () => Promise<number>, ms: number): Promise<Window> {
  // It asks for frames, so that a page whose panel is collapsed has as many.
  await page.evaluate(() => workload.meter())
  const began = { wall: performance.now(), thread: await clock() }
  await pause(ms)
  const thread = (await clock()) - began.thread
  const seconds = (performance.now() - began.wall) / 1_000
  const { fps } = await page.evaluate(() => workload.metered())
  return { busy: thread / seconds, fps }
}

function addedMs(from: Window, to: Window): number {
  return (to.busy - from.busy) / to.fps
}

async function show(load: LoadPage, view: View): Promise<void> {
  const { panel } = load
  if (view === 'collapsed') {
    await panel.collapse.click()
    await panel.launcher.waitFor()
    return
  }
  if (await panel.launcher.isVisible()) await panel.launcher.click()
  await tab(load, 'Listeners').waitFor()
  await showOverview(load, view === 'statistics and overview')
}

async function showOverview({ panel }: LoadPage, shown: boolean): Promise<void> {
  await panel.button('Settings').click()
  const settings = panel.page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('switch', { name: 'Overview' }).setChecked(shown)
  await settings.getByRole('button', { name: 'Close settings' }).click()
  await settings.waitFor({ state: 'hidden' })
  await panel.region
    .getByRole('group', { name: 'Overview', exact: true })
    .waitFor({ state: shown ? 'visible' : 'hidden' })
}

function tab({ panel }: LoadPage, name: string) {
  return panel.region.getByRole('tab', { name, exact: true })
}
