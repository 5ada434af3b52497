import { expect, type Locator, type Page } from '@playwright/test'

/** The columns of the grid, in the order they start in. */
const COLUMNS = ['Time', 'Event', 'Source', 'Listeners', 'Sync', 'Wait', 'Status', 'Parent'] as const
type Column = (typeof COLUMNS)[number]
type Stat = 'retained' | 'dropped' | 'waiting' | 'errors'

/** The devtools panel, by what a screen reader would call its parts. */
export class PanelPage {
  readonly region: Locator
  readonly grid: Locator
  readonly details: Locator
  readonly filter: Locator
  readonly status: Locator
  readonly runs: Locator
  readonly payload: Locator
  readonly record: Locator
  readonly clear: Locator
  readonly follow: Locator
  readonly pill: Locator
  readonly theme: Locator
  readonly columnsButton: Locator
  readonly collapse: Locator
  readonly launcher: Locator
  readonly splitter: Locator

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Eventscope', exact: true })
    this.grid = this.region.getByRole('grid', { name: 'Events' })
    this.details = this.region.getByRole('complementary', { name: 'Dispatch details' })
    this.filter = this.region.getByRole('searchbox', { name: 'Filter events' })
    this.status = this.region.getByRole('status', { name: 'Recorder status' })
    this.runs = this.details.getByRole('list', { name: 'Runs' })
    this.payload = this.details.getByRole('tree', { name: 'Payload' })
    this.record = this.button('Record')
    this.clear = this.button('Clear')
    this.follow = this.button('Follow live')
    this.pill = this.region.getByRole('button', { name: / new ↓$/ })
    this.theme = this.region.getByRole('button', { name: /^Theme: / })
    this.columnsButton = this.button('Columns')
    this.collapse = this.button('Collapse Eventscope')
    this.launcher = this.region.getByRole('button', { name: /^Open Eventscope/ })
    this.splitter = page.getByRole('separator', { name: 'Height of Eventscope' })
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }

  /** The rows in view that hold a dispatch. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  /** The rows in view of an event. */
  row(event: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('gridcell', { name: event, exact: true }) })
  }

  /** A cell of a row, while every column is shown. */
  cell(row: Locator, column: Column): Locator {
    return row.getByRole('gridcell').nth(COLUMNS.indexOf(column))
  }

  header(column: Column): Locator {
    const button = this.page.getByRole('button', { name: column, exact: true })
    return this.grid.getByRole('columnheader').filter({ has: button })
  }

  async sortBy(column: Column): Promise<void> {
    await this.header(column).getByRole('button', { name: column, exact: true }).click()
  }

  tab(name: 'Payload' | 'Runs'): Locator {
    return this.details.getByRole('tab', { name, exact: true })
  }

  get title(): Locator {
    return this.details.getByRole('heading', { level: 3 })
  }

  /** A fact in the head of the details. */
  fact(term: string): Locator {
    const name = this.page.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) })
    return this.details.locator('div').filter({ has: name }).last().getByRole('definition')
  }

  /** The button in the details that selects the dispatch's parent. */
  parentLink(event: string): Locator {
    return this.fact('Parent').getByRole('button', { name: event })
  }

  run(listener: string): Locator {
    return this.runs.getByRole('listitem', { name: new RegExp(`^${listener}: `) })
  }

  /** What is shown of a listener's error, in its run. */
  failure(listener: string): Locator {
    return this.run(listener).getByRole('group', { name: `Error of ${listener}` })
  }

  /** A line of the payload, as `sku: "lamp"`. */
  line(text: string): Locator {
    return this.payload.getByRole('treeitem', { name: text, exact: true })
  }

  /** A number of the status bar. */
  async stat(name: Stat): Promise<number> {
    const text = (await this.status.textContent()) ?? ''
    const digits = new RegExp(`${name}\\s+([\\d\\u202f]+)`).exec(text)?.[1]
    return digits === undefined ? Number.NaN : Number(digits.replaceAll('\u202f', ''))
  }

  async expectStat(name: Stat, expected: number): Promise<void> {
    await expect.poll(() => this.stat(name), { message: `${name} in the status bar` }).toBe(expected)
  }

  /** How many rows the grid has in and out of view, without its header. */
  async expectRowCount(expected: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(expected + 1))
  }

  /** Filters to an event's name, and selects its only dispatch. */
  async select(event: string): Promise<void> {
    await this.filter.fill(event)
    await this.row(event).click()
    await expect(this.title).toHaveText(event)
  }

  async height(): Promise<number> {
    return (await this.region.boundingBox())?.height ?? Number.NaN
  }
}
