import { expect, type Locator, type Page } from '@playwright/test'
import { factIn } from './facts.ts'

const COLUMNS = ['Message', 'Event', 'Listener', 'Count', 'Over time', 'Still failing?'] as const
type Column = (typeof COLUMNS)[number]

/** The tab `Errors`. */
export class ErrorsPage {
  readonly tab: Locator
  readonly view: Locator
  readonly grid: Locator
  readonly details: Locator
  readonly occurrences: Locator
  readonly stack: Locator
  readonly runAgain: Locator
  /** How running a listener again went. */
  readonly outcome: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.tab = region.getByRole('tab', { name: 'Errors', exact: true })
    this.view = region.getByRole('tabpanel', { name: 'Errors' })
    this.grid = this.view.getByRole('grid', { name: 'Errors' })
    this.details = this.view.getByRole('complementary', { name: 'Error details' })
    this.occurrences = this.details.getByRole('region', { name: 'Occurrences' }).getByRole('listitem')
    this.stack = this.details.getByRole('region', { name: 'Stack of the error' })
    this.runAgain = this.details.getByRole('button', { name: 'Re-run this listener' })
    this.outcome = this.details.getByRole('status').filter({ hasText: /^With the payload of #/ })
  }

  async open(): Promise<void> {
    await this.tab.click()
    await expect(this.grid).toBeVisible()
  }

  /** The rows in view that hold a group. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  row(message: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('gridcell', { name: message, exact: true }) })
  }

  cell(row: Locator, column: Column): Locator {
    return row.getByRole('gridcell').nth(COLUMNS.indexOf(column))
  }

  async select(message: string): Promise<void> {
    await this.row(message).click()
    await expect(this.details.getByRole('heading', { level: 3 })).toHaveText(message)
  }

  fact(term: string): Locator {
    return factIn(this.details, term)
  }

  /** Numbers like `4 812`, and no number where nothing failed. */
  async count(): Promise<number> {
    const text = (await this.tab.textContent()) ?? ''
    const [, digits = '0'] = /([\d\u202f]+)(?: failed runs?)?$/.exec(text) ?? []
    return Number(digits.replaceAll('\u202f', ''))
  }
}
