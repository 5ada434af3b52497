import { expect, type Locator, type Page } from '@playwright/test'
import { factIn } from './facts.ts'

const COLUMNS = ['Listener', 'Event', 'Registered at', 'Calls', 'Errors', 'Waiting', 'Share'] as const
type Column = (typeof COLUMNS)[number]
type Action = 'Mute' | 'Solo' | 'Break on next run'

/** The tab `Listeners`, and what is said in all tabs of what is muted, soloed or set to break. */
export class ListenersPage {
  readonly tab: Locator
  readonly view: Locator
  readonly grid: Locator
  readonly filter: Locator
  readonly details: Locator
  readonly marks: Locator
  /** What is said of a filter that decides what counts. */
  readonly counting: Locator
  readonly control: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.tab = region.getByRole('tab', { name: 'Listeners', exact: true })
    this.view = region.getByRole('tabpanel', { name: 'Listeners' })
    this.grid = this.view.getByRole('grid', { name: 'Listeners' })
    this.filter = this.view.getByRole('searchbox', { name: 'Filter listeners' })
    this.details = this.view.getByRole('complementary', { name: 'Listener details' })
    this.marks = this.details.getByRole('list', { name: 'Marks' })
    this.counting = this.view.getByRole('note').filter({ hasText: 'match the filter' })
    this.control = region.getByRole('region', { name: 'What is muted, soloed or set to break' })
  }

  async open(): Promise<void> {
    await this.tab.click()
    await expect(this.grid).toBeVisible()
  }

  button(name: 'Marked only' | 'Hide removed' | 'Group alike'): Locator {
    return this.view.getByRole('button', { name, exact: true })
  }

  /** The rows in view that hold a registration. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  /** Rows in view of listeners of that name. */
  row(listener: string): Locator {
    return this.rows.filter({ has: this.page.getByText(listener, { exact: true }) })
  }

  cell(row: Locator, column: Column): Locator {
    return row.getByRole('gridcell').nth(COLUMNS.indexOf(column))
  }

  async sortBy(column: string): Promise<void> {
    await this.grid.getByRole('button', { name: column, exact: true }).click()
  }

  /** Shows the listeners that the text finds, and opens the first. */
  async select(text: string): Promise<void> {
    await this.filter.fill(text)
    await this.cell(this.row(text).first(), 'Listener').click()
    await expect(this.details.getByRole('heading', { level: 3 })).toHaveText(text)
  }

  /** Shows the registrations of a group one by one, or no more. */
  group(listener: string): Locator {
    return this.grid.getByRole('button', { name: `Registrations of ${listener}` })
  }

  fact(term: string): Locator {
    return factIn(this.details, term)
  }

  /** In the details of the listener that is selected. */
  action(name: Action): Locator {
    return this.details.getByRole('button', { name, exact: true })
  }
}
