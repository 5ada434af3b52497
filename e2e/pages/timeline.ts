import { expect, type Locator, type Page } from '@playwright/test'

/** Between the places that are looked at for a bar, px: less than the height of a bar. */
const LOOK_EVERY = 8

/** The tab `Timeline`. Its bars are painted; they are found by what is told of them under the pointer. */
export class TimelinePage {
  readonly tab: Locator
  readonly view: Locator
  readonly lanes: Locator
  readonly fold: Locator
  readonly zoomIn: Locator
  readonly zoomOut: Locator
  readonly all: Locator
  readonly selection: Locator
  /** Which dispatch is selected, for those who do not see the lanes. */
  readonly selected: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.tab = region.getByRole('tab', { name: 'Timeline', exact: true })
    this.view = region.getByRole('tabpanel', { name: 'Timeline' })
    this.lanes = this.view.getByRole('group', { name: 'Timeline', exact: true })
    this.fold = this.view.getByRole('button', { name: 'Fold to selection' })
    this.zoomIn = this.view.getByRole('button', { name: 'Zoom in' })
    this.zoomOut = this.view.getByRole('button', { name: 'Zoom out' })
    this.all = this.view.getByRole('button', { name: 'All', exact: true })
    this.selection = this.view.getByRole('button', { name: 'Selection', exact: true })
    this.selected = this.view.getByRole('status', { name: 'Selected dispatch' })
  }

  async open(): Promise<void> {
    await this.tab.click()
    await expect(this.lanes).toBeVisible()
  }

  async expectSelected(event: string): Promise<void> {
    await expect(this.selected).toHaveText(new RegExp(`^${event.replaceAll('.', '\\.')} #\\d+, `))
  }

  /** Presses keys faster than anything is drawn. */
  async pressInOneFrame(...keys: string[]): Promise<void> {
    await this.lanes.evaluate((lanes, pressed) => {
      for (const key of pressed) lanes.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }, keys)
  }

  /** How many dispatches are in view. */
  async expectInView(dispatches: number): Promise<void> {
    const what = dispatches === 1 ? 'dispatch' : 'dispatches'
    await expect(this.view.getByText(new RegExp(`^${dispatches} ${what} in view, \\d+ lanes?`))).toBeVisible()
  }

  async lanesInView(): Promise<number> {
    const text = (await this.view.getByText(/ in view, \d+ lanes?/).textContent()) ?? ''
    return Number(/(\d+) lanes?/.exec(text)?.[1])
  }

  /** What is told of the dispatch under the pointer, while it is one of that event. */
  tip(event: string): Locator {
    return this.view.getByRole('paragraph').filter({ hasText: new RegExp(`^${event} #\\d+$`) })
  }

  /** Moves the pointer down at a share of the width, until it is on a dispatch of the event. */
  async pointAt(event: string, share: number): Promise<void> {
    await this.unfolded()
    const { x, y, width, height } = await this.box()
    for (let down = LOOK_EVERY; down < height; down += LOOK_EVERY) {
      await this.page.mouse.move(x + share * width, y + down)
      await this.painted()
      if (await this.tip(event).isVisible()) return
    }
    throw new Error(`No bar of ${event} at ${share} of the timeline`)
  }

  /** Moves the pointer to a share of the width, below all lanes. */
  async pointBelow(share: number): Promise<void> {
    const { x, y, width, height } = await this.box()
    await this.page.mouse.move(x + share * width, y + height - LOOK_EVERY)
  }

  /** Clicks where the pointer is. */
  async click(count: 1 | 2 = 1): Promise<void> {
    for (let clickCount = 1; clickCount <= count; clickCount++) {
      await this.page.mouse.down({ clickCount })
      await this.page.mouse.up({ clickCount })
    }
  }

  /** Turns the wheel at a share of the width. */
  async wheel(share: number, deltaX: number, deltaY: number, key?: 'Control' | 'Shift'): Promise<void> {
    await this.pointBelow(share)
    if (key !== undefined) await this.page.keyboard.down(key)
    await this.page.mouse.wheel(deltaX, deltaY)
    if (key !== undefined) await this.page.keyboard.up(key)
  }

  /** Drags from one share of the width to another, on the axis above the lanes or near their end. */
  async drag(where: 'axis' | 'lanes', from: number, to: number): Promise<void> {
    const { x, y, width, height } = await this.box()
    const at = y + (where === 'axis' ? LOOK_EVERY : height - LOOK_EVERY)
    await this.page.mouse.move(x + from * width, at)
    await this.page.mouse.down()
    await this.page.mouse.move(x + ((from + to) / 2) * width, at)
    await this.page.mouse.move(x + to * width, at)
    await this.page.mouse.up()
  }

  /** Lanes are laid out and painted in frames: what was asked for is seen, and met by keys, in the next one. */
  async painted(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
  }

  /** Where there is room, the runs unfold, and the lanes move down meanwhile. */
  private async unfolded(): Promise<void> {
    await this.lanes.evaluate(async (lanes) => {
      for (let frames = 0, height = -1; frames < 3; frames++) {
        await new Promise(requestAnimationFrame)
        if (lanes.scrollHeight !== height) frames = 0
        height = lanes.scrollHeight
      }
    })
  }

  private async box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.lanes.boundingBox()
    if (box === null) throw new Error('The timeline is not shown')
    return box
  }
}
