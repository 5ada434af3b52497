import { chromium, type Page } from '@playwright/test'
import { findBrowser, launchOptions } from '../../../../.ci/browser.mjs'
import { freePort } from '../../../../.ci/port.mjs'

interface HiddenTabs {
  readonly pages: readonly Page[]
  /** Puts the tabs into the background. */
  hide(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens tabs of a browser that can be truly hidden. In a page of Playwright's own contexts `document.hidden` is
 * always false, whichever tab is in front, for Playwright emulates focus; in the browser's default context, reached
 * through its debugging port, it can be told not to.
 */
export async function openHiddenTabs(urls: readonly string[]): Promise<HiddenTabs> {
  const port = freePort()
  const { args, ...options } = launchOptions(findBrowser())
  const browser = await chromium.launch({ ...options, args: [...args, `--remote-debugging-port=${port}`] })
  const attached = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
  const context = attached.contexts()[0]!
  const pages: Page[] = []
  for (const url of urls) {
    const page = await context.newPage()
    await page.goto(url)
    pages.push(page)
  }
  return {
    pages,
    async hide() {
      const front = await context.newPage()
      await front.bringToFront()
      for (const page of pages) await page.waitForFunction(() => document.hidden, undefined, { polling: 50 })
    },
    async close() {
      await attached.close()
      await browser.close()
    },
  }
}
