import { expect, type Locator, type Page } from '@playwright/test'
import { CauseTab, StackTab } from './causes.ts'
import { DispatchActions } from './dispatch.ts'
import { ErrorsPage } from './errors.ts'
import { factIn } from './facts.ts'
import { ListenersPage } from './listeners.ts'
import { QueryBar } from './query.ts'
import { SettingsDialog } from './settings.ts'
import { SourcesPopover } from './sources.ts'

/** The columns of the grid, in the order they start in. */
const COLUMNS = ['Time', 'Event', 'Source', 'Listeners', 'Sync', 'Wait', 'Status', 'Parent'] as const
type Column = (typeof COLUMNS)[number]
type Stat = 'rate' | 'retained' | 'dropped' | 'waiting' | 'errors'

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
  readonly query: QueryBar
  readonly actions: DispatchActions
  readonly cause: CauseTab
  readonly stack: StackTab
  readonly listeners: ListenersPage
  readonly errors: ErrorsPage
  readonly settings: SettingsDialog
  readonly sources: SourcesPopover

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
    this.query = new QueryBar(page, this.region)
    this.actions = new DispatchActions(page, this.details)
    this.cause = new CauseTab(page, this.details)
    this.stack = new StackTab(this.details)
    this.listeners = new ListenersPage(page, this.region)
    this.errors = new ErrorsPage(page, this.region)
    this.settings = new SettingsDialog(page, this.region)
    this.sources = new SourcesPopover(page, this.region)
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }

  /** The rows in view that hold a dispatch. */
  get rows(): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  /** The rows in view of an event, dispatched here or come from elsewhere. */
  row(event: string): Locator {
    const name = new RegExp(`^${event.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}( from .+)?$`)
    return this.rows.filter({ has: this.page.getByRole('gridcell', { name }) })
  }

  /** The rows in view of an event that a driver has brought in. */
  remoteRow(event: string, via: string): Locator {
    const name = `${event} from ${via}`
    return this.rows.filter({ has: this.page.getByRole('gridcell', { name, exact: true }) })
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

  /** A tab of the details. */
  tab(name: 'Payload' | 'Runs' | 'Cause' | 'Stack'): Locator {
    return this.details.getByRole('tab', { name, exact: true })
  }

  get title(): Locator {
    return this.details.getByRole('heading', { level: 3 })
  }

  /** A fact in the head of the details. */
  fact(term: string): Locator {
    return factIn(this.details, term)
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

  /** The view of all events: it is there at first, and gone to from the others. */
  async showEvents(): Promise<void> {
    await this.region.getByRole('tab', { name: 'Events', exact: true }).click()
    await expect(this.grid).toBeVisible()
  }

  /** The id of the selected dispatch, as `#12`. */
  async selectedId(): Promise<string> {
    const head = this.details.getByText(/^#\d+$/).first()
    return (await head.textContent()) ?? ''
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
