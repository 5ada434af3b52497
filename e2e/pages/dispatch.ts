import { expect, type Locator, type Page } from '@playwright/test'

/** What can be done with the selected dispatch: again, edited, copied, compared. */
export class DispatchActions {
  readonly again: Locator
  readonly editor: Locator
  readonly json: Locator
  readonly send: Locator
  /** What is not in the text as it was recorded. */
  readonly notice: Locator
  readonly compare: Locator
  readonly pin: Locator
  readonly mutations: Locator

  constructor(
    readonly page: Page,
    readonly details: Locator,
  ) {
    const actions = details.getByRole('group', { name: 'Actions' })
    this.again = actions.getByRole('button', { name: 'Dispatch again' })
    this.editor = page.getByRole('dialog', { name: /^Dispatch / })
    this.json = this.editor.getByRole('textbox', { name: 'Payload as JSON' })
    this.send = this.editor.getByRole('button', { name: 'Dispatch', exact: true })
    this.notice = this.editor.getByRole('note', { name: 'Not as it was recorded' })
    this.compare = details.getByRole('button', { name: 'Compare', exact: true })
    this.pin = details.getByRole('button', { name: 'Pin this' })
    this.mutations = details.getByRole('note', { name: 'Changed during the dispatch' })
  }

  async edit(): Promise<void> {
    await this.details.getByRole('button', { name: 'Edit and dispatch' }).click()
    await expect(this.json).toBeVisible()
  }

  async copyAs(what: 'JSON' | 'a call' | 'a test'): Promise<void> {
    await this.details.getByRole('button', { name: 'Copy dispatch' }).click()
    await this.page.getByRole('menuitem', { name: `Copy as ${what}`, exact: true }).click()
  }

  /** The table of differences to another dispatch. */
  changesSince(id: string): Locator {
    return this.details.getByRole('table', { name: `Changes since ${id}`, exact: true })
  }

  /** The line of a path, as `total`. */
  change(path: string): Locator {
    const header = this.page.getByRole('rowheader', { name: new RegExp(`^[+~−] ?${path}$`) })
    return this.details.getByRole('row').filter({ has: header })
  }
}
