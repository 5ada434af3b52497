import { expect, type Locator, type Page } from '@playwright/test'

/** The filter box with all that helps to write a query, and the menu of values. */
export class QueryBar {
  readonly search: Locator
  readonly filter: Locator
  /** What is wrong with the query. */
  readonly problem: Locator
  readonly completions: Locator
  readonly recent: Locator
  readonly valueMenu: Locator
  /** Makes the query a breakpoint. */
  readonly breakWhen: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.search = region.getByRole('search', { name: 'Events' })
    this.filter = this.search.getByRole('searchbox', { name: 'Filter events' })
    this.problem = this.search.getByRole('status')
    this.completions = page.getByRole('listbox', { name: 'Completions' })
    this.recent = page.getByRole('listbox', { name: 'Recent filters' })
    this.valueMenu = page.getByRole('menu', { name: 'Value' })
    this.breakWhen = this.search.getByRole('button', { name: 'Break when this matches' })
  }

  chip(name: 'Errors' | 'Waiting' | 'Slow'): Locator {
    return this.search.getByRole('group', { name: 'Show only' }).getByRole('button', { name, exact: true })
  }

  /** A suggestion by its label. */
  suggestion(list: Locator, label: string): Locator {
    const text = this.page.getByText(label, { exact: true })
    return list.getByRole('option').filter({ has: text })
  }

  /** Goes to the first suggestion by the keyboard, which is to be the one with that label, and takes it. */
  async takeFirst(list: Locator, label: string, key: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
    await expect(list.getByRole('option').first()).toContainText(label)
    await this.page.keyboard.press('ArrowDown')
    const id = await this.suggestion(list, label).getAttribute('id')
    await expect(this.filter).toHaveAttribute('aria-activedescendant', id ?? '')
    await this.page.keyboard.press(key)
  }

  /** Of the value whose menu is open. */
  async showOnly(term: string): Promise<void> {
    await this.valueMenu.getByRole('menuitem', { name: `Show only ${term}`, exact: true }).click()
    await expect(this.valueMenu).toBeHidden()
  }

  /** Of the value whose menu is open. */
  async hide(term: string): Promise<void> {
    await this.valueMenu.getByRole('menuitem', { name: `Hide ${term}`, exact: true }).click()
    await expect(this.valueMenu).toBeHidden()
  }
}
