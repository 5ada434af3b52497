import type { Page } from '@playwright/test'
import { PanelPage } from '../../../pages/panel.ts'
import type { Lab } from '../../suite.ts'

export type ReactBuild = 'production' | 'development'

/** What a load page may be told. */
export interface LoadOptions {
  /** @default 'production' */
  readonly build?: ReactBuild
  /**
   * How the recorder keeps payloads.
   * @default 'snapshot'
   */
  readonly capture?: 'snapshot' | 'reference'
  /**
   * Whether the page has a panel besides its recorder.
   * @default true
   */
  readonly panel?: boolean
  /**
   * What is dispatched: events of a shop, or chains of events that cause each other.
   * @default 'shop'
   */
  readonly events?: 'shop' | 'chains'
}

/** How many dispatches the recorder of a load page keeps. */
export const CAPACITY = 1_000_000

const VIEWPORT = { width: 1_440, height: 900 }

/** A page of a fresh browser with a bus, a recorder and the panel; what a user does there goes through `panel`. */
export interface LoadPage {
  readonly page: Page
  readonly panel: PanelPage
  close(): Promise<void>
}

/** Opens a load page in a fresh browser. */
export async function openLoad(lab: Lab, options: LoadOptions = {}): Promise<LoadPage> {
  const { build = 'production', capture = 'snapshot', panel = true, events = 'shop' } = options
  const query = `capture=${capture}&events=${events}${panel ? '' : '&panel=none'}`
  const { page, close } = await lab.open(`load.html?${query}`, build)
  await page.setViewportSize(VIEWPORT)
  const load = loadPageOf(page, close)
  if (panel) await load.panel.grid.waitFor()
  return load
}

/** A load page that was opened otherwise. */
export function loadPageOf(page: Page, close: () => Promise<void>): LoadPage {
  return { page, panel: new PanelPage(page), close }
}

/** Opens a load page, does something with it, and closes its browser, whatever happens. */
export async function withLoad<Result>(
  lab: Lab,
  options: LoadOptions,
  use: (load: LoadPage) => Promise<Result>,
): Promise<Result> {
  const load = await openLoad(lab, options)
  try {
    return await use(load)
  } finally {
    await load.close()
  }
}

/** Fills the recording, and waits until the panel says so and nothing is pending. */
export async function fill({ page, panel }: LoadPage): Promise<void> {
  await page.evaluate((count) => workload.fill(count), CAPACITY)
  await panel.expectStat('retained', CAPACITY)
  await panel.expectStat('waiting', 0)
}

/** Lets a load run for so many seconds. */
export async function underLoad<Result>(
  { page }: LoadPage,
  rate: number,
  use: () => Promise<Result>,
): Promise<{ result: Result; rate: number }> {
  await page.evaluate((rate) => workload.start(rate), rate)
  const result = await use()
  return { result, rate: await page.evaluate(() => workload.stop()) }
}

/** Waits until the filter was compared with everything retained. */
export async function filterComplete({ panel }: LoadPage): Promise<void> {
  await panel.region.getByText(/^[\d\u202f]+ of [\d\u202f]+$/).waitFor({ timeout: 60_000 })
}
