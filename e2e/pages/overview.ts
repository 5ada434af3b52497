import { expect, type Locator, type Page } from '@playwright/test'

const DAY_MS = 24 * 3_600_000

/** A time of day as the panel tells it, `12:34:56.789`, in ms since midnight. */
export function msOfDay(text: string): number {
  const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d\.\d{3})/.exec(text) ?? []
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000
}

/** From one time of day to a later one, ms. */
function msBetween(one: number, other: number): number {
  return (other - one + DAY_MS) % DAY_MS
}

/** Start and end of what is chosen, ms from the left edge of the strip, and how many ms that shows. */
export interface Chosen {
  readonly from: number
  readonly to: number
  readonly whole: number
}

/** The strip of the whole recording, with what is chosen of it. Places on it are shares of its width. */
export class OverviewStrip {
  readonly strip: Locator
  readonly range: Locator
  readonly from: Locator
  readonly to: Locator
  readonly showAll: Locator
  /** What the strip shows, in words. */
  readonly summary: Locator
  /** What happened where the pointer is. */
  readonly tip: Locator

  constructor(
    readonly page: Page,
    region: Locator,
  ) {
    this.strip = region.getByRole('group', { name: 'Overview', exact: true })
    this.range = this.strip.getByRole('slider', { name: 'Shown range' })
    this.from = this.strip.getByRole('slider', { name: 'Start of range' })
    this.to = this.strip.getByRole('slider', { name: 'End of range' })
    this.showAll = this.strip.getByRole('button', { name: 'Show all' })
    this.summary = this.strip.getByRole('paragraph')
    this.tip = this.strip.locator('.overview-tip')
  }

  async expectAll(): Promise<void> {
    await expect(this.range).toHaveAttribute('aria-valuetext', 'All')
  }

  /** A range is chosen, which is told with its times. */
  async expectRange(): Promise<void> {
    await expect(this.range).toHaveAttribute('aria-valuetext', / to .+, /)
  }

  async chosen(): Promise<Chosen> {
    const value = async (slider: Locator, name: string): Promise<number> =>
      Number(await slider.getAttribute(`aria-value${name}`))
    return {
      from: await value(this.from, 'now'),
      to: await value(this.to, 'now'),
      whole: await value(this.range, 'max'),
    }
  }

  /** The shares at which the chosen range begins and ends; the pointer is as exact as two px. */
  async expectChosen(from: number, to: number): Promise<void> {
    const { width } = await this.box()
    const near = async (): Promise<boolean> => {
      const chosen = await this.chosen()
      const off = (ms: number, share: number): number => Math.abs(ms / chosen.whole - share) * width
      return off(chosen.from, from) <= 2 && off(chosen.to, to) <= 2
    }
    await expect.poll(near, { message: `${from} … ${to} of the strip is chosen` }).toBe(true)
  }

  /** The range that is chosen, to a few ms: they are told in whole ones. */
  async expectTimes(from: number, to: number): Promise<void> {
    const near = async (): Promise<boolean> => {
      const chosen = await this.chosen()
      return Math.abs(chosen.from - from) <= 3 && Math.abs(chosen.to - to) <= 3
    }
    await expect.poll(near, { message: `${from} … ${to} ms is chosen` }).toBe(true)
  }

  /** Moves the pointer to a share of the strip. */
  async point(share: number): Promise<void> {
    const { x, y, width, height } = await this.box()
    await this.page.mouse.move(x + share * width, y + height / 2)
  }

  /** Drags from one share of the strip to another. */
  async drag(from: number, to: number): Promise<void> {
    await this.point(from)
    await this.page.mouse.down()
    await this.point((from + to) / 2)
    await this.point(to)
    await this.page.mouse.up()
  }

  /** Turns the wheel with the pointer at a share of the strip. */
  async wheel(share: number, deltaX: number, deltaY: number): Promise<void> {
    await this.point(share)
    await this.page.mouse.wheel(deltaX, deltaY)
  }

  async doubleClick(share: number): Promise<void> {
    const { x, y, width, height } = await this.box()
    await this.page.mouse.dblclick(x + share * width, y + height / 2)
  }

  /** Chooses from one time of day to another, of a recording that is paused. */
  async chooseTimes(from: number, to: number): Promise<void> {
    // All that tells where which time is are the ends of a range.
    await this.drag(0.5, 0.75)
    await this.expectRange()
    const end = msOfDay((await this.to.getAttribute('aria-valuetext')) ?? '')
    const chosen = await this.chosen()
    const shareOf = (time: number): number => {
      const before = msBetween(time, end)
      const ms = before < DAY_MS / 2 ? chosen.to - before : chosen.to + DAY_MS - before
      return Math.min(1, Math.max(0, ms / chosen.whole))
    }
    await this.showAll.click()
    await this.expectAll()
    await this.drag(shareOf(from), shareOf(to))
    await this.expectRange()
  }

  private async box(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.strip.boundingBox()
    if (box === null) throw new Error('The strip is not shown')
    return box
  }
}
