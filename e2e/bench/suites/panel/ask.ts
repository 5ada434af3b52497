import type { Shown } from '../../pages/load/api.ts'
import type { LoadPage } from './load-page.ts'

/** One thing a user asks of a million dispatches. */
export interface Query {
  readonly suite: string
  /** What is waited for, in the order in which it comes, each with the most ms that it may take. */
  readonly awaited: readonly { readonly x: string; readonly shown: Shown; readonly atMost: number }[]
  /** Brings the panel to where the user starts from. */
  prepare(load: LoadPage): Promise<void>
  ask(load: LoadPage): Promise<void>
}

/** @returns ms from the input until each of what is awaited was painted */
export async function askOnce(load: LoadPage, { awaited, prepare, ask }: Query): Promise<readonly number[]> {
  const { page } = load
  await prepare(load)
  await page.evaluate(
    (wanted) => workload.expect(...wanted),
    awaited.map(({ shown }) => shown),
  )
  await ask(load)
  return page.evaluate(() => workload.shown())
}

/** Following live, with nothing selected, filtered or sorted. */
export async function live({ panel, page }: LoadPage): Promise<void> {
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
export async function top(load: LoadPage): Promise<void> {
  await live(load)
  await load.page.evaluate(() => {
    workload.expect({ kind: 'place', share: 0 })
    workload.scrollTo(0)
    return workload.shown()
  })
}

/** Following live, about to write a filter. */
export async function readyToFilter(load: LoadPage): Promise<void> {
  await live(load)
  await load.panel.filter.focus()
}

/** Writes a filter in one go, as pasted: what is measured is one input. */
export function paste(text: string): Query['ask'] {
  return ({ page }) => page.keyboard.insertText(text)
}
