import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RedisClientType } from 'redis'
import type { RedisStreamConfig } from 'eventscope/drivers/redis'
import { type Worker, WorkerProgram } from '../test-process.ts'
import { hasRedis, RedisServer, silentServer } from '../test-support.ts'

const STREAM = 'goevent:stream:n'
const PATIENCE = { timeout: 60_000, interval: 50 }

describe.skipIf(!hasRedis)('redisDriver in stream mode, in several processes on a real Redis', () => {
  let server: RedisServer
  let program: WorkerProgram
  const workers: Worker[] = []

  beforeAll(async () => {
    program = new WorkerProgram()
    server = await RedisServer.start('--appendonly', 'yes')
  })
  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.remove())))
  afterAll(async () => {
    program.remove()
    await server.remove()
  })

  function start(group: string, config: Partial<RedisStreamConfig> = {}): Worker {
    const worker = program.start({
      address: server.address,
      mode: 'stream',
      group,
      claimAfter: 500,
      ...config,
    })
    workers.push(worker)
    return worker
  }

  it('loses none of 100 000 events when a consumer is killed, and runs twice only what it had not acknowledged', async () => {
    const COUNT = 100_000
    const [sender, doomed, survivor] = [
      start('sender', { maxLength: 2 * COUNT }),
      start('readers', { consumer: 'doomed' }),
      start('readers', { consumer: 'survivor' }),
    ]
    for (const worker of [doomed, survivor]) await worker.tell({ do: 'on', event: 'n', then: 'handle' })
    const sent = sender.tell({ do: 'dispatch', event: 'n', from: 0, count: COUNT })
    await vi.waitFor(() => expect(doomed.runCount).toBeGreaterThan(COUNT / 10), PATIENCE)
    doomed.kill('SIGKILL')
    await doomed.exited
    const client = await server.client()
    const left = await client.xPendingRange(STREAM, 'readers', '-', '+', COUNT, { consumer: 'doomed' })
    const unacknowledged = await Promise.all(left.map(({ id }) => payloadOf(client, id)))
    expect(await sent).toEqual([])
    await vi.waitFor(async () => {
      expect(doomed.runCount + survivor.runCount).toBeGreaterThanOrEqual(COUNT)
      expect(await client.xPending(STREAM, 'readers')).toMatchObject({ pending: 0 })
    }, PATIENCE)
    const runs = [...doomed.runs, ...survivor.runs]
    const counts = new Map<unknown, number>()
    for (const payload of runs) counts.set(payload, (counts.get(payload) ?? 0) + 1)
    expect(counts.size).toBe(COUNT)
    const repeated = [...counts].filter(([, count]) => count > 1)
    const allowed = new Set<unknown>(unacknowledged)
    expect(repeated.filter(([payload, count]) => count > 2 || !allowed.has(payload))).toEqual([])
    expect(runs).toHaveLength(COUNT + repeated.length)
    client.destroy()
  }, 120_000)

  it('loses nothing that Redis has taken when Redis is killed and comes back, and runs nothing twice', async () => {
    const COUNT = 20_000
    const [sender, reader] = [start('sender'), start('reader')]
    await reader.tell({ do: 'on', event: 'n', then: 'handle' })
    await sender.tell({ do: 'on', event: 'unused', then: 'handle' })
    const sent = sender.tell({ do: 'dispatch', event: 'n', from: 0, count: COUNT })
    await vi.waitFor(() => expect(reader.runCount).toBeGreaterThan(COUNT / 20), PATIENCE)
    await server.stop('SIGKILL')
    await server.start()
    const errors = await sent
    await sender.tell({ do: 'dispatch', event: 'n', from: COUNT, count: 1 })
    await vi.waitFor(() => expect(reader.runs).toContain(COUNT), PATIENCE)
    const runs = reader.runs
    expect(errors.length).toBeGreaterThan(0)
    expect(new Set(runs).size).toBe(runs.length)
    const failed = new Set(errors.map((error) => Number(error.split(':')[0])))
    const ran = new Set(runs)
    expect(Array.from({ length: COUNT }, (_, n) => n).filter((n) => !failed.has(n) && !ran.has(n))).toEqual(
      [],
    )
  })

  it('gives what a killed process had in work to another, which runs it once', async () => {
    const [sender, doomed] = [start('sender'), start('workers')]
    await doomed.tell({ do: 'on', event: 'job', then: 'hang' })
    await sender.tell({ do: 'dispatch', event: 'job', from: 1, count: 1 })
    await vi.waitFor(() => expect(doomed.runs).toEqual([1]), PATIENCE)
    const heirs = [start('workers'), start('workers')]
    for (const heir of heirs) await heir.tell({ do: 'on', event: 'job', then: 'handle' })
    doomed.kill('SIGKILL')
    await vi.waitFor(() => expect(heirs.flatMap((heir) => heir.runs)).toEqual([1]), PATIENCE)
    await sender.tell({ do: 'dispatch', event: 'job', from: 2, count: 1 })
    // By either of them.
    await vi.waitFor(() => expect(heirs.flatMap((heir) => heir.runs).sort()).toEqual([1, 2]), PATIENCE)
  })

  it('shares a queue among loops of several processes, each message once', async () => {
    const [sender, ...rest] = [start('a'), start('b'), start('b')]
    const order = { do: 'consume', event: 'task', queue: 'work', capacity: 2, then: 'handle' } as const
    const workers = [sender, ...rest]
    for (const worker of [...workers, ...workers]) await worker.tell(order)
    await sender.tell({ do: 'dispatch', event: 'task', from: 0, count: 300 })
    const all = (): unknown[] => workers.flatMap((worker) => worker.runs)
    await vi.waitFor(() => expect(all().length).toBeGreaterThanOrEqual(300), PATIENCE)
    for (const worker of workers) await worker.tell({ do: 'close' })
    expect(
      all()
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 300 }, (_, n) => n))
    for (const worker of workers) expect(worker.runCount).toBeGreaterThan(0)
  })

  it.each(['hang', 'leave'] as const)(
    'delivers again what a consumer of a queue had in hand: %s',
    async (then) => {
      const event = `in-hand-${then}`
      const [sender, first, second] = [start('a'), start('b'), start('b')]
      await first.tell({ do: 'consume', event, queue: 'hand', capacity: 1, then })
      await sender.tell({ do: 'dispatch', event, from: 1, count: 1 })
      await vi.waitFor(() => expect(first.runs).toEqual([1]), PATIENCE)
      await second.tell({ do: 'consume', event, queue: 'hand', capacity: 1, then: 'handle' })
      if (then === 'hang') first.kill('SIGKILL')
      await vi.waitFor(() => expect(second.runs).toEqual([1]), PATIENCE)
      await second.tell({ do: 'close' })
      expect(second.runs).toEqual([1])
    },
  )

  it('lets the process end when it is closed while it dials', async () => {
    const silent = await silentServer()
    const worker = start('a', { address: silent.address, tls: true, dialTimeout: 60_000 })
    await worker.tell({ do: 'close' })
    expect(await worker.exited).toBe(0)
    await silent.remove()
  }, 20_000)

  it('lets the process end when it is closed', async () => {
    const worker = start('a', { minIdleConnections: 3 })
    await worker.tell({ do: 'consume', event: 'x', queue: 'work', capacity: 1, then: 'handle' })
    await worker.tell({ do: 'on', event: 'x', then: 'handle' })
    await worker.tell({ do: 'close' })
    expect(await worker.exited).toBe(0)
  })
})

async function payloadOf(client: RedisClientType, id: string): Promise<unknown> {
  const entry = (await client.xRange(STREAM, id, id))?.[0]
  return (JSON.parse(entry?.message['message'] ?? '{}') as { event_data?: unknown }).event_data
}
