import type { Locator, Page } from '@playwright/test'

/** The tab `Cause` of the details. */
export class CauseTab {
  readonly panel: Locator
  readonly tree: Locator
  readonly loop: Locator

  constructor(
    readonly page: Page,
    details: Locator,
  ) {
    this.panel = details.getByRole('tabpanel', { name: 'Cause' })
    this.tree = this.panel.getByRole('tree', { name: 'Causes' })
    this.loop = this.panel.getByRole('note', { name: 'Endless loop' })
  }

  /** A dispatch in the tree, by its event and the listener that made it. */
  item(event: string, by?: string): Locator {
    const maker = by === undefined ? '' : `.*, by ${by}, `
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${event} #\\d+, ${maker}`) })
  }
}

/** The tab `Stack` of the details. */
export class StackTab {
  readonly dispatchedAt: Locator
  readonly registeredAt: Locator

  constructor(details: Locator) {
    const panel = details.getByRole('tabpanel', { name: 'Stack' })
    this.dispatchedAt = panel.getByRole('region', { name: 'Dispatched at' })
    this.registeredAt = panel.getByRole('region', { name: 'Listeners registered at' })
  }

  registration(listener: string): Locator {
    const button = this.registeredAt.page().getByRole('button', { name: listener, exact: true })
    return this.registeredAt.getByRole('listitem').filter({ has: button })
  }
}

/** A place of the page's code, as `app/demo/shop.ts`. */
export function placeIn(container: Locator, file: string): Locator {
  return container.getByRole('button', {
    name: new RegExp(`^Copy ${file.replaceAll('.', '\\.')}:\\d+:\\d+$`),
  })
}
