import type { Locator, Page } from '@playwright/test'

/** The list of what is recorded, with drivers and queues, that the status bar opens. */
export class SourcesPopover {
  readonly button: Locator
  readonly popover: Locator
  readonly news: Locator
  readonly closeButton: Locator

  constructor(page: Page, region: Locator) {
    this.button = region
      .getByRole('status', { name: 'Recorder status' })
      .getByRole('button', { name: /^Sources/ })
    this.popover = page.getByRole('dialog', { name: 'Sources' })
    this.news = region.getByRole('status', { name: 'Drivers' })
    this.closeButton = this.popover.getByRole('button', { name: 'Close sources' })
  }

  async open(): Promise<void> {
    await this.button.click()
    await this.popover.waitFor()
  }

  /** One of them, as `shop, bus`. */
  source(name: string): Locator {
    return this.popover.getByRole('listitem', { name, exact: true })
  }

  /** A count of the driver of a source. */
  count(source: string, label: 'Sent' | 'Received' | 'Failed' | 'Refused'): Locator {
    const term = this.popover.page().getByRole('term').filter({ hasText: label })
    return this.source(source).locator('dl > div').filter({ has: term }).getByRole('definition')
  }

  /** The states that a driver was in before, the newest first. */
  earlier(driver: string): Locator {
    return this.popover.getByRole('list', { name: `Earlier states of ${driver}` }).getByRole('listitem')
  }

  /** How full a queue is. */
  queue(name: string): Locator {
    return this.popover.getByRole('meter', { name })
  }
}
