import { expect, test as base, type Page } from '@playwright/test'

export { expect }

/** What a spec may set with `test.use`. */
export interface SupportOptions {
  /**
   * The page errors, console errors and failed requests a test brings about on purpose. Any other fails it.
   * One pattern with alternatives, not two: Playwright takes a pair for a value with fixture options.
   * @default []
   */
  expectedErrors: readonly RegExp[]
}

interface SupportFixtures {
  failOnErrors: void
}

/** Playwright's `test`, but a test fails where its pages report an error it did not expect. */
export const test = base.extend<SupportOptions & SupportFixtures>({
  expectedErrors: [[], { option: true }],

  failOnErrors: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const errors: string[] = []
      const report = (error: string): void => {
        if (!expectedErrors.some((expected) => new RegExp(expected).test(error))) errors.push(error)
      }
      context.on('page', (page) => watch(page, baseURL ?? '', report))
      await use()
      expect(errors, 'errors the page reported').toEqual([])
    },
    { auto: true },
  ],
})

function watch(page: Page, site: string, report: (error: string) => void): void {
  page.on('pageerror', (error) => report(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') report(`console error: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A page that closes or moves on while a request runs aborts it: nobody's mistake.
    if (!request.url().startsWith(site) || reason === 'net::ERR_ABORTED') return
    report(`request failed: ${request.method()} ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (!response.url().startsWith(site) || response.status() < 400) return
    report(`request failed: ${response.request().method()} ${response.url()} ${response.status()}`)
  })
}
