import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

type Scenario =
  | 'Shopping trip'
  | 'Burst of 10 000 events'
  | 'Slow listener'
  | 'Storm of errors'
  | 'Slow checkout'
  | 'Changed price'
  | 'Leaking listener'
  | 'Endless loop'
  | 'Double wiring'

/** How long the demo's bank takes, and how long `slowBank` makes it take, ms. */
const CHARGE_MS = 600
const SLOW_CHARGE_MS = 3_000

/** The demo shop, by role and name. */
export class ShopPage {
  readonly messages: Locator
  readonly pay: Locator
  /** Where the shop is shown once more, and what is in it. */
  readonly second: Locator
  readonly frame: FrameLocator

  constructor(readonly page: Page) {
    this.second = page.getByRole('complementary', { name: 'Second shop' })
    this.frame = this.second.frameLocator('iframe')
    this.messages = page.getByRole('status', { name: 'Shop messages' })
    this.pay = page.getByRole('button', { name: /^Pay \$/ })
  }

  async open(): Promise<void> {
    await this.page.goto('/')
    await expect(this.page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
  }

  /** Opens the shop once more, by the menu. */
  async share(where: 'Open a second tab' | 'Second shop in a frame'): Promise<void> {
    await this.page.getByRole('button', { name: 'Scenarios', exact: true }).click()
    const role = where === 'Open a second tab' ? 'menuitem' : 'menuitemcheckbox'
    await this.page.getByRole(role, { name: where }).press('Enter')
  }

  addButton(product: string): Locator {
    return this.page.getByRole('button', { name: `Add ${product} to cart` })
  }

  async add(product = 'Brass desk lamp'): Promise<void> {
    await this.addButton(product).click()
  }

  async goTo(place: 'Shop' | 'Cart'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Shop' })
      .getByRole('button', { name: place === 'Cart' ? /^Cart \(/ : place })
      .click()
  }

  cart(items: number): Locator {
    return this.page.getByRole('button', { name: `Cart (${items})`, exact: true })
  }

  /** Makes the bank slow enough to look at a payment on its way. To be called before the page is opened. */
  async slowBank(): Promise<void> {
    await this.page.addInitScript(
      ([usual, slow]) => {
        const start = window.setTimeout.bind(window)
        const slowed = (handler: () => void, delay?: number): number =>
          start(handler, delay === usual ? slow : delay)
        window.setTimeout = slowed as typeof window.setTimeout
      },
      [CHARGE_MS, SLOW_CHARGE_MS] as const,
    )
  }

  /** From the catalogue to a filled in form; `Pay` is left to the test. */
  async fillCheckout(card: 'working' | 'declined'): Promise<void> {
    await this.add()
    await this.goTo('Cart')
    await this.page.getByRole('button', { name: 'Checkout', exact: true }).click()
    await this.page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace')
    await this.page.getByRole('textbox', { name: 'Email' }).fill('ada@example.com')
    await this.page.getByRole('button', { name: `Use ${card} card` }).click()
    await expect(this.page.getByRole('textbox', { name: 'Card number' })).not.toHaveValue('')
  }

  /**
   * Runs a scenario to its end. The shop says so, but perhaps not for long: what comes of a payment is said as well,
   * and on a busy machine right after it. So all that is said from now on is looked at.
   */
  async run(scenario: Scenario): Promise<void> {
    const start = async (): Promise<void> => {
      await this.page.getByRole('button', { name: 'Scenarios', exact: true }).click()
      // By the key: in a menu that scrolls, another item may come to be under the pointer.
      await this.page.getByRole('menuitem', { name: scenario }).press('Enter')
    }
    await Promise.all([this.messages.evaluate(untilItSays, `${scenario}: finished`), start()])
  }
}

/** Runs in the page. */
function untilItSays(element: Element, text: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!element.textContent.includes(text)) return
      observer.disconnect()
      resolve()
    })
    observer.observe(element, { childList: true, characterData: true, subtree: true })
  })
}
