import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog with the settings. */
export class SettingsDialog {
  readonly button: Locator
  readonly dialog: Locator
  readonly reset: Locator
  /** What is wrong with what was typed, or is asked about it. */
  readonly note: Locator
  readonly agree: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.button = region.getByRole('button', { name: 'Settings', exact: true })
    this.dialog = page.getByRole('dialog', { name: 'Settings' })
    this.note = this.dialog.getByRole('alert')
    this.agree = this.note.getByRole('button').first()
    this.reset = this.dialog.getByRole('button', { name: 'Reset to defaults' })
  }

  async open(): Promise<void> {
    await this.button.click()
    await expect(this.dialog).toBeVisible()
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close settings' }).click()
    await expect(this.dialog).toBeHidden()
  }

  choice(setting: string, value: string): Locator {
    return this.dialog
      .getByRole('group', { name: setting, exact: true })
      .getByRole('button', { name: value, exact: true })
  }

  async choose(setting: string, value: string): Promise<void> {
    await this.choice(setting, value).click()
    await expect(this.choice(setting, value)).toHaveAttribute('aria-pressed', 'true')
  }

  text(setting: string): Locator {
    return this.dialog.getByRole('textbox', { name: setting, exact: true })
  }

  /** Types a value whole. */
  async enter(setting: string, value: string): Promise<void> {
    await this.text(setting).fill(value)
    await this.text(setting).press('Tab')
  }

  toggle(setting: string): Locator {
    return this.dialog.getByRole('switch', { name: setting, exact: true })
  }

  /** Opens the dialog, makes one choice and closes it again. */
  async set(setting: string, value: string): Promise<void> {
    await this.open()
    await this.choose(setting, value)
    await this.close()
  }
}
