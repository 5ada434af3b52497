import type { Page } from '@playwright/test'
import type { Job, Note } from './fixtures/streams/job.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

/** The page with a stream whose shards are workers. */
class StreamPage {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  async open(shards: number, kind: 'factory' | 'url' | 'missing' = 'factory'): Promise<void> {
    await this.page.goto(this.url)
    await this.page.waitForFunction(() => 'openShop' in globalThis)
    await this.page.evaluate(([shards, kind]) => globalThis.openShop(shards, kind), [shards, kind] as const)
  }

  send(...jobs: Job[]): Promise<void> {
    return this.page.evaluate((jobs) => globalThis.shop.send(jobs), jobs)
  }

  close(): Promise<void> {
    return this.page.evaluate(() => globalThis.shop.close())
  }

  terminate(index: number): Promise<void> {
    return this.page.evaluate((index) => globalThis.shop.terminate(index), index)
  }

  /** How many workers there are in the browser. */
  get workers(): number {
    return this.page.workers().length
  }

  notes(): Promise<Note[]> {
    return this.page.evaluate(() => globalThis.shop.notes)
  }

  errors() {
    return this.page.evaluate(() => globalThis.shop.errors())
  }

  dispatches() {
    return this.page.evaluate(() => globalThis.shop.dispatches())
  }

  queues() {
    return this.page.evaluate(() => globalThis.shop.queues())
  }
}

const test = fixtureTest('streams').extend<{ jobs: StreamPage }>({
  jobs: async ({ page, site }, use) => use(new StreamPage(page, site.url)),
})

const KEYS = ['cart', 'checkout', 'user-1', 'user-2', 'user-3', 'user-4', 'user-5', 'user-6']
const TIMES = 25
const all: Job[] = Array.from({ length: TIMES }, (_, number) => KEYS.map((key) => ({ key, number }))).flat()

for (const kind of ['factory', 'url'] as const) {
  test(`workers by ${kind}: each key has one worker and its order, and each worker is shut down once`, async ({
    jobs,
  }) => {
    await jobs.open(3, kind)
    await jobs.send(...all)
    await jobs.close()
    await expect.poll(async () => (await jobs.notes()).length).toBe(all.length + 3)
    const notes = await jobs.notes()
    for (const key of KEYS) {
      const mine = notes.filter(({ job }) => job?.key === key)
      expect(mine.map(({ job }) => job?.number)).toEqual(Array.from({ length: TIMES }, (_, number) => number))
      expect(new Set(mine.map(({ worker }) => worker)).size).toBe(1)
    }
    const workers = [...new Set(notes.map(({ worker }) => worker))]
    expect(workers).toHaveLength(3)
    for (const worker of workers) {
      const mine = notes.filter((note) => note.worker === worker).map(({ what }) => what)
      expect(mine.indexOf('shutdown')).toBe(mine.length - 1)
    }
    expect(new Set(notes.map(({ type }) => type))).toEqual(new Set(['job.given', undefined]))
    await expect.poll(() => jobs.workers).toBe(0)
    expect(await jobs.errors()).toEqual([])
    expect(await jobs.queues()).toEqual(
      [0, 1, 2].map((index) => ({ name: `shard ${index}`, depth: 0, capacity: 1000, waiting: 0 })),
    )
    const dispatches = await jobs.dispatches()
    expect(dispatches.filter(({ event }) => event === 'job.given')).toHaveLength(all.length)
    expect(dispatches.every(({ bus, status }) => bus === 'jobs' && status === 'ok')).toBe(true)
  })
}

test('what fails in a worker is an error in the page with its stack, and the worker goes on', async ({
  jobs,
}) => {
  await jobs.open(1)
  await jobs.send({ key: 'a', number: 1, fate: 'throw' }, { key: 'a', number: 2 })
  await jobs.close()
  const [error, ...others] = await jobs.errors()
  expect(others).toEqual([])
  expect(error).toMatchObject({
    event: 'job.given',
    listener: 'shard 0',
    name: 'JobError',
    message: "job 1 can't be done",
  })
  expect(error?.stack).toContain('worker-')
  await expect.poll(async () => (await jobs.notes()).length).toBe(3)
  expect(new Set((await jobs.notes()).map(({ worker }) => worker)).size).toBe(1)
})

const ends = [
  ['crashes', 'crash', /Uncaught Error: the worker has crashed/],
  ['closes itself', 'close', /it was terminated/],
  ['is terminated by the page', 'hang', /it was terminated/],
] as const

for (const [how, fate, reason] of ends) {
  test(`a worker that ${how} fails the event it has, and the next one gets another worker`, async ({
    jobs,
  }) => {
    await jobs.open(1)
    await jobs.send({ key: 'a', number: 1 }, { key: 'a', number: 2, fate }, { key: 'a', number: 3 })
    await expect.poll(async () => (await jobs.notes()).length).toBeGreaterThanOrEqual(2)
    if (fate === 'hang') await jobs.terminate(0)
    await jobs.close()
    const errors = await jobs.errors()
    expect(errors).toMatchObject([{ event: 'job.given', listener: 'shard 0', name: 'WorkerLostError' }])
    expect(errors[0]?.message).toMatch(reason)
    await expect.poll(async () => (await jobs.notes()).length).toBe(4)
    const notes = await jobs.notes()
    expect(notes.map(({ job, what }) => job?.number ?? what)).toEqual([1, 2, 3, 'shutdown'])
    expect(notes[0]?.worker).toBe(notes[1]?.worker)
    expect(notes[1]?.worker).not.toBe(notes[2]?.worker)
    const statuses = (await jobs.dispatches()).map(({ status }) => status)
    expect(statuses).toEqual(['ok', 'failed', 'ok', 'ok'])
  })
}

test.describe('a worker whose script is not there', () => {
  test.use({ expectedErrors: [/404/] })

  test('fails its events, and says why', async ({ jobs }) => {
    await jobs.open(1, 'missing')
    await jobs.send({ key: 'a', number: 1 }, { key: 'a', number: 2 })
    await jobs.close()
    expect((await jobs.errors()).map(({ name, message }) => [name, message])).toEqual(
      [1, 2].map(() => ['WorkerLostError', 'its worker was lost: its script could not be loaded']),
    )
  })
})
