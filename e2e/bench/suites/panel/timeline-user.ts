import { expect, type Locator } from '@playwright/test'
import type { Move } from '../../pages/load/api.ts'
import type { LoadPage } from './load-page.ts'

const TIMELINE = 'Timeline'

/** A turn of the wheel, px. */
const TURN_PX = 100
/** More turns than any recording has room for. */
const MAX_TURNS = 120

/** Dispatches in view when it is close enough to tell microseconds, at most. */
const CLOSE_UP = 100

/** Counts of the panel have thin spaces between groups of digits. */
const IN_VIEW = /^([\d\u202f]+) dispatch(?:es)? in view/

/** Someone who looks at the timeline, with the pointer in its middle. */
export class TimelineUser {
  private constructor(
    private readonly load: LoadPage,
    private readonly count: Locator,
  ) {}

  /** Opens the timeline as high as the window lets it, close to a dispatch half way through the recording. */
  static async closeUp(load: LoadPage): Promise<TimelineUser> {
    const { page, panel } = load
    await page.evaluate(() => {
      workload.expect({ kind: 'place', share: 0.5 })
      workload.scrollTo(0.5)
      return workload.shown()
    })
    await panel.rows.nth(3).click()
    await panel.splitter.press('Home')
    await panel.region.getByRole('tab', { name: TIMELINE, exact: true }).click()
    const user = new TimelineUser(load, panel.region.getByText(IN_VIEW))
    // While its lanes are made, it says how far they are instead.
    await user.count.waitFor()
    const timeline = panel.region.getByRole('group', { name: TIMELINE, exact: true })
    await timeline.focus()
    await page.keyboard.press('f')
    await user.expectCloseUp()
    // Without the details beside it, it has all of the width.
    await page.keyboard.press('Escape')
    await panel.details.waitFor({ state: 'hidden' })
    const box = await timeline.boundingBox()
    if (box === null) throw new Error('The timeline is not in view')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    return user
  }

  async expectCloseUp(): Promise<void> {
    await expect.poll(() => this.inView(), { message: 'in view, close up' }).toBeLessThanOrEqual(CLOSE_UP)
  }

  async expectInView(least: number): Promise<void> {
    await expect.poll(() => this.inView(), { message: 'in view' }).toBeGreaterThanOrEqual(least)
  }

  /**
   * Zooms out until so many dispatches are in view.
   * @returns how many turns of the wheel it took
   */
  async zoomOutUntil(dispatches: number): Promise<number> {
    const { mouse, keyboard } = this.load.page
    await keyboard.down('Control')
    let turns = 0
    for (; (await this.inView()) < dispatches; turns++) {
      if (turns === MAX_TURNS)
        throw new Error(`No more than ${await this.inView()} dispatches come into view`)
      await mouse.wheel(0, TURN_PX)
    }
    await keyboard.up('Control')
    return turns
  }

  /** Moves without a pause. */
  async move(moves: readonly Move[]): Promise<void> {
    await this.load.page.evaluate(([group, moves]) => workload.move(group, moves), [TIMELINE, moves] as const)
  }

  private async inView(): Promise<number> {
    const digits = IN_VIEW.exec((await this.count.textContent()) ?? '')?.[1]
    return Number(digits?.replaceAll('\u202f', ''))
  }
}
