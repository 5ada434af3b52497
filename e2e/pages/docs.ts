import { expect, type Locator, type Page } from '@playwright/test'

/** A page of the documentation, with its menu and the search. */
export class DocsPage {
  readonly title: Locator
  /** The link to this page in the menu. */
  readonly current: Locator
  readonly searchButton: Locator
  readonly search: Locator
  readonly field: Locator
  readonly results: Locator

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { level: 1 })
    this.current = page.getByRole('navigation', { name: 'Pages' }).locator('[aria-current="page"]')
    this.searchButton = page.getByRole('button', { name: 'Search' })
    this.search = page.getByRole('dialog', { name: 'Search the documentation' })
    this.field = this.search.getByRole('combobox', { name: 'Search' })
    this.results = this.search.getByRole('listbox', { name: 'Results' }).getByRole('option')
  }

  /** By keys alone, and without waiting for what has to be loaded. */
  async searchFor(text: string): Promise<void> {
    await expect(this.searchButton).toBeVisible()
    await this.page.keyboard.press('/')
    await this.page.keyboard.type(text)
    await expect(this.field).toHaveValue(text)
    await expect(this.field).toBeFocused()
  }
}
