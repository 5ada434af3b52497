import type { Page } from '@playwright/test'

/** Reads how long a page's main thread has run, in ms: other than on the wall, it doesn't matter who else ran. */
export async function threadClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value
    if (seconds === undefined) throw new Error('This browser does not tell the time of its threads')
    return seconds * 1_000
  }
}
