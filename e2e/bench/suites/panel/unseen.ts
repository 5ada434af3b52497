import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { boundTarget, type Measure, type Target } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { openHiddenTabs } from './hidden-tabs.ts'
import { CAPACITY, fill, loadPageOf, openLoad } from './load-page.ts'
import { threadClock } from './thread-clock.ts'

const SUITE = 'panel, out of sight'
const RATE = 10_000
const WINDOW_MS = 2_000
const WINDOWS = 15

interface Shares {
  /** % of a core, for each window. */
  readonly shares: readonly number[]
  /** Events a second, in the slower of both pages. */
  readonly rates: readonly number[]
}

/** What a panel that nobody sees takes of the page's thread, beyond what the recorder takes without any panel. */
export async function unseen(lab: Lab): Promise<Findings> {
  const measures: Measure[] = []
  const targets: Target[] = []
  const cases = { collapsed, 'page hidden': hidden }
  for (const [x, shares] of Object.entries(cases)) {
    lab.say(`${SUITE}: ${x}`)
    const found = await shares(lab)
    const of = (x: string, unit: string, values: readonly number[]): Measure => {
      return { suite: SUITE, subject: 'Eventscope', x, unit, values }
    }
    const [share, rate] = [of(x, '%', found.shares), of(`${x}, dispatched`, 'events/s', found.rates)]
    measures.push(share, rate)
    targets.push(
      // Pages that do nothing differ by nothing.
      boundTarget(rate, { suite: SUITE, text: `load, ${x}`, atLeast: 0.99 * RATE }),
      boundTarget(share, { suite: SUITE, text: `${x}: share of a core beyond the recorder`, atMost: 1 }),
    )
  }
  return { measures, targets }
}

/** In two browsers, for both pages have to be visible. */
async function collapsed(lab: Lab): Promise<Shares> {
  const seen = await openLoad(lab)
  const bare = await openLoad(lab, { panel: false })
  try {
    await fill(seen)
    await fillUnseen(bare.page)
    await seen.panel.collapse.click()
    await seen.panel.launcher.waitFor()
    return await sharesBeyond(seen.page, bare.page)
  } finally {
    await seen.close()
    await bare.close()
  }
}

/** In two tabs behind a third. */
async function hidden(lab: Lab): Promise<Shares> {
  // Opened to learn where the lab serves them: these tabs are in a browser of their own.
  const urls: string[] = []
  for (const panel of [true, false]) {
    const { page, close } = await openLoad(lab, { panel })
    urls.push(page.url())
    await close()
  }
  const tabs = await openHiddenTabs(urls)
  try {
    const [seen, bare] = tabs.pages
    if (seen === undefined || bare === undefined) throw new Error('A tab is missing')
    // Frames go to the tab in front only.
    await bare.bringToFront()
    await fillUnseen(bare)
    await seen.bringToFront()
    await fill(loadPageOf(seen, tabs.close))
    await tabs.hide()
    return await sharesBeyond(seen, bare)
  } finally {
    await tabs.close()
  }
}

async function fillUnseen(page: Page): Promise<void> {
  await page.evaluate((count) => workload.fill(count), CAPACITY)
}

/**
 * By how many % of a core the first page's thread is busier, for each of some short windows. The pages take turns,
 * so that what else the machine does hits both alike; what counts is the time the thread ran, not what it waited.
 */
async function sharesBeyond(seen: Page, bare: Page): Promise<Shares> {
  const clocks = { seen: await threadClock(seen), bare: await threadClock(bare) }
  const shares: number[] = []
  const rates: number[] = []
  for (let window = 0; window <= WINDOWS; window++) {
    const withPanel = await shareOf(seen, clocks.seen)
    const without = await shareOf(bare, clocks.bare)
    // In the first, the engine still compiles.
    if (window === 0) continue
    shares.push((withPanel.share - without.share) * 100)
    rates.push(Math.min(withPanel.rate, without.rate))
  }
  return { shares, rates }
}

async function shareOf(page: Page, clock: () => Promise<number>): Promise<{ share: number; rate: number }> {
  await page.evaluate((rate) => workload.start(rate), RATE)
  const began = { wall: performance.now(), thread: await clock() }
  await pause(WINDOW_MS)
  const share = (await clock()) - began.thread
  const wall = performance.now() - began.wall
  const rate = await page.evaluate(() => workload.stop())
  return { share: share / wall, rate }
}
