import type { Locator } from '@playwright/test'

/** What is said of a term in a list of facts. */
export function factIn(container: Locator, term: string): Locator {
  const page = container.page()
  const name = page.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) })
  return container.locator('div').filter({ has: name }).last().getByRole('definition')
}
