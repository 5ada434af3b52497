import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Account } from '../fixtures/broadcast-channel/member.ts'

/** Where the code of a member runs: a page, a frame or a worker. */
type Place = Pick<Page, 'evaluate'>

/** The pages of one origin, each with a bus on the same channel. */
export class ChannelPages {
  constructor(
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  async open(name: string): Promise<ChannelMember> {
    const page = await this.context.newPage()
    await page.goto(`${this.url}?name=${name}`)
    return ready(name, page, page)
  }
}

/** One bus on the channel. */
export class ChannelMember {
  constructor(
    readonly name: string,
    private readonly place: Place,
    private readonly page: Page,
  ) {}

  /** Dispatches so many events at once; the errors of their handles. */
  say(times: number): Promise<string[]> {
    return this.place.evaluate((count) => globalThis.member.say(count), times)
  }

  sayUncloneable(): Promise<string[]> {
    return this.place.evaluate(() => globalThis.member.sayUncloneable())
  }

  account(): Promise<Account> {
    return this.place.evaluate(() => globalThis.member.account())
  }

  close(): Promise<void> {
    return this.place.evaluate(() => globalThis.member.close())
  }

  /** Lets it dispatch so many events as its page is left, and leaves it. */
  async sayOnLeaving(times: number): Promise<void> {
    await this.page.evaluate((count) => {
      addEventListener('pagehide', () => void globalThis.member.say(count))
    }, times)
    await this.page.goto('about:blank')
  }

  /** Closes the page it is in. */
  leave(): Promise<void> {
    return this.page.close()
  }

  /** Posts on a channel what no driver would. */
  async post(channel: string, messages: readonly unknown[]): Promise<void> {
    await this.place.evaluate(
      ([name, all]) => {
        const stranger = new BroadcastChannel(name)
        for (const message of all) stranger.postMessage(message)
        stranger.close()
      },
      [channel, messages] as const,
    )
  }

  async addFrame(name: string): Promise<ChannelMember> {
    await this.page.evaluate((title) => globalThis.addFrame(title), name)
    const frame = await this.page.getByTitle(name).elementHandle()
    const content = await frame?.contentFrame()
    if (!content) throw new Error(`the frame ${name} has no document`)
    return ready(name, content, this.page)
  }

  async addWorker(name: string): Promise<ChannelMember> {
    const started = this.page.waitForEvent('worker')
    await this.page.evaluate((worker) => globalThis.addWorker(worker), name)
    return ready(name, await started, this.page)
  }
}

async function ready(name: string, place: Place, page: Page): Promise<ChannelMember> {
  await expect.poll(() => place.evaluate(() => globalThis.member?.name)).toBe(name)
  return new ChannelMember(name, place, page)
}
