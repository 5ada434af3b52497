import type { Page } from '@playwright/test'
import type { SourcesFixture } from '../fixtures/sources/page.ts'

/** The page with a bus on a driver, whose other end the test plays, and a stream. */
export class SourcesPage {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** @param how `alone` for a recorder that is attached to nothing */
  async open(how?: 'alone'): Promise<void> {
    await this.page.goto(how === undefined ? this.url : `${this.url}?${how}`)
    await this.page.getByRole('region', { name: 'Eventscope', exact: true }).waitFor()
  }

  /** The driver is connected. */
  up(): Promise<void> {
    return this.tell('up')
  }

  /** The driver has lost its connection. */
  fall(reason: string): Promise<void> {
    return this.tell('fall', reason)
  }

  /** A message of another sender comes in. */
  bringIn(event: string): Promise<void> {
    return this.tell('bringIn', event)
  }

  dispatch(event: string): Promise<void> {
    return this.tell('dispatch', event)
  }

  /** Sends so many events of one key to the stream: the first is processed until `finish`, the others wait. */
  send(count: number): Promise<void> {
    return this.tell('send', count)
  }

  /** What the stream processes is done: the next one is begun. */
  finish(): Promise<void> {
    return this.tell('finish')
  }

  private tell<Name extends keyof SourcesFixture>(
    name: Name,
    ...told: Parameters<SourcesFixture[Name]>
  ): Promise<void> {
    return this.page.evaluate(
      ([method, args]) => (globalThis.sources[method] as (...all: unknown[]) => void)(...args),
      [name, told as unknown[]] as const,
    )
  }
}
