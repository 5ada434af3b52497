import type { CDPSession, Page } from '@playwright/test'
import { median } from './report/index.ts'
import type { RosterAnswer, RosterQuestion, WorkQuestion } from './protocol.ts'
import type { Lab } from './suite.ts'

/** The page of the micro benchmarks in a browser of its own. */
export class MicroPage {
  private asked = false

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
    private readonly quick: boolean,
  ) {}

  /** Starts a browser, and ends it when `use` is done. */
  static async use<T>(lab: Lab, use: (micro: MicroPage) => Promise<T>): Promise<T> {
    const { page, close } = await lab.open('micro.html')
    try {
      const session = await page.context().newCDPSession(page)
      const result = await use(new MicroPage(page, session, lab.quick))
      await close()
      return result
    } catch (error) {
      // What the page says about it is worth more than that an evaluation failed.
      await close().catch((reported: unknown) => {
        throw new AggregateError([error, reported], String(reported), { cause: error })
      })
      throw error
    }
  }

  /** ns that one time of the work takes. */
  async time(question: WorkQuestion): Promise<number> {
    await this.freshen()
    return this.page.evaluate(([question, quick]) => bench.time(question, quick), [
      question,
      this.quick,
    ] as const)
  }

  async roster(question: RosterQuestion): Promise<RosterAnswer> {
    await this.freshen()
    return this.page.evaluate(([question, quick]) => bench.roster(question, quick), [
      question,
      this.quick,
    ] as const)
  }

  /** Makes the work for `run` and `drive`. */
  async hold(question: WorkQuestion): Promise<void> {
    await this.freshen()
    await this.page.evaluate((question) => bench.hold(question), question)
  }

  async run(times: number): Promise<void> {
    await this.page.evaluate((times) => bench.run(times), times)
  }

  async reset(): Promise<void> {
    await this.page.evaluate(() => bench.reset())
  }

  /** Bytes the page retains, those outside the heap of the engine included. */
  async retained(): Promise<number> {
    // Once is not always enough: what a finalizer lets go of is garbage only now.
    await this.session.send('HeapProfiler.collectGarbage')
    await this.session.send('HeapProfiler.collectGarbage')
    return this.used()
  }

  /**
   * Bytes that are allocated while the work is done so many times, in the middle of many: so few at once that mostly
   * nothing is collected meanwhile. A collection on demand would throw the compiled code away too.
   */
  async allocated(times: number): Promise<number> {
    const samples: number[] = []
    for (let at = 0; at < ALLOCATION_SAMPLES; at++) {
      samples.push((await this.grown(times)) - (await this.grown(0)))
    }
    return median(samples)
  }

  private async grown(times: number): Promise<number> {
    const before = await this.used()
    await this.run(times)
    return (await this.used()) - before
  }

  private async used(): Promise<number> {
    const usage: HeapUsage = await this.session.send('Runtime.getHeapUsage')
    return usage.usedSize + (usage.backingStorageSize ?? 0)
  }

  /** % of a core that the main thread takes while the work is driven. */
  async busyWhileDriven(rate: number, duration: number): Promise<number> {
    return this.busy(() =>
      this.page.evaluate(([rate, duration]) => bench.drive(rate, duration), [rate, duration] as const),
    )
  }

  /** The same while nothing happens. */
  async busyWhileIdle(duration: number): Promise<number> {
    return this.busy(() => this.page.waitForTimeout(duration))
  }

  private async busy(during: () => Promise<void>): Promise<number> {
    await this.session.send('Performance.enable')
    const before = await this.clocks()
    await during()
    const after = await this.clocks()
    return (100 * (after.busy - before.busy)) / (after.time - before.time)
  }

  private async clocks(): Promise<{ busy: number; time: number }> {
    const { metrics } = await this.session.send('Performance.getMetrics')
    const valueOf = (wanted: string): number => metrics.find(({ name }) => name === wanted)!.value
    // The time of the processor, not of the clock: on a busy machine a thread that waits is not busy.
    return { busy: valueOf('ThreadTime'), time: valueOf('Timestamp') }
  }

  /** Each question gets a new document: nothing is compiled for, or left over from, the one before. */
  private async freshen(): Promise<void> {
    if (this.asked) await this.page.reload()
    this.asked = true
  }
}

const ALLOCATION_SAMPLES = 25

/** Newer browsers tell more than Playwright's types know. */
interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize?: number
}
