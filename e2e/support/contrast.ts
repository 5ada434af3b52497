import type { Page } from '@playwright/test'

/**
 * Lets axe measure contrast in the panel. That is a child of the root element, and axe knows what is behind a text in the
 * body alone: elsewhere it says that it can't tell, which is no violation. Before anything else is done with the panel.
 */
export async function letMeasureContrast(page: Page): Promise<void> {
  await page.locator('eventscope-dock').evaluate((host: HTMLElement) => {
    document.body.append(host)
    host.showPopover()
  })
}
