import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnyStreamEvent, createStream } from 'eventscope/streams'
import { microtasks } from './test-support.ts'

// Random programs of sends, aborts and pauses, with processors that take random numbers of microtasks.

type Step =
  | { do: 'send'; key: string; type: number; latency: number; ending: Ending; aborts: number | undefined }
  | { do: 'pause'; turns: number }
type Ending = 'return' | 'throw' | 'reject'

const sendStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('send' as const),
  key: fc.constantFrom('', 'cart', 'checkout', 'user-1', 'user-2', 'user-3'),
  type: fc.integer({ min: 0, max: 255 }),
  latency: fc.nat(12),
  ending: fc.constantFrom<Ending>('return', 'return', 'return', 'throw', 'reject'),
  /** After how many microtasks the sender gives up; at 0, before it sends. */
  aborts: fc.option(fc.nat(12), { nil: undefined }),
})
const pauseStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('pause' as const),
  turns: fc.integer({ min: 1, max: 12 }),
})
const program = fc.record({
  shards: fc.integer({ min: 1, max: 4 }),
  capacity: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: sendStep }, pauseStep), { maxLength: 40 }),
  /** When it is aborted, counted in steps; or closed after them all. */
  abortsAt: fc.option(fc.nat(40), { nil: undefined }),
  observed: fc.boolean(),
})

type Program = typeof program extends fc.Arbitrary<infer Value> ? Value : never

interface Sent {
  readonly at: number
  readonly key: string
  readonly latency: number
  readonly ending: Ending
  outcome: 'waiting' | 'accepted' | 'refused'
}

type Entry = { readonly shard: number; readonly what: 'begin' | 'end' | 'shutdown'; readonly sent?: Sent }

async function play({ shards, capacity, steps, abortsAt, observed }: Program) {
  const log: Entry[] = []
  const all: Sent[] = []
  const depths: number[] = []
  let made = 0
  const controller = new AbortController()
  const stream = createStream({
    shards,
    capacity,
    onError: () => undefined,
    signal: controller.signal,
    processor: () => {
      const shard = made++
      return {
        process: (event: AnyStreamEvent) => {
          const sent = event.value as Sent
          log.push({ shard, what: 'begin', sent })
          measure()
          if (sent.ending === 'throw' || sent.latency === 0) {
            log.push({ shard, what: 'end', sent })
            if (sent.ending !== 'return') throw new Error('failed')
            return undefined
          }
          return (async () => {
            await microtasks(sent.latency)
            log.push({ shard, what: 'end', sent })
            if (sent.ending === 'reject') throw new Error('failed')
          })()
        },
        shutdown: async () => {
          await microtasks(3)
          log.push({ shard, what: 'shutdown' })
        },
      }
    },
  })
  const measure = (): void => {
    for (const { depth } of stream.queues()) depths.push(depth)
  }
  let ended = 0
  if (observed) stream.observe({ dispatchEnd: () => ended++ })
  const settled: Promise<void>[] = []
  for (const [at, step] of steps.entries()) {
    if (at === abortsAt) controller.abort()
    if (step.do === 'pause') {
      await microtasks(step.turns)
      continue
    }
    const { key, type, latency, ending, aborts } = step
    const sent: Sent = { at, key, latency, ending, outcome: 'waiting' }
    all.push(sent)
    const sender = new AbortController()
    if (aborts === 0) sender.abort()
    settled.push(
      stream.send(type, sent, key, { signal: sender.signal }).then(
        () => {
          sent.outcome = 'accepted'
        },
        () => {
          sent.outcome = 'refused'
        },
      ),
    )
    if (aborts !== undefined) void microtasks(aborts).then(() => sender.abort())
    measure()
  }
  await stream.close()
  await Promise.all(settled)
  return { log, all, depths, stream, ended, made }
}

describe('whatever is sent to a stream', () => {
  it('is processed exactly once if it was accepted, and never if it was not', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (input) => {
        const { log, all, stream } = await play(input)
        const begun = log.filter(({ what }) => what === 'begin').map(({ sent }) => sent)
        expect(new Set(begun).size).toBe(begun.length)
        expect(begun.every((sent) => sent?.outcome === 'accepted')).toBe(true)
        const lost = stream.errors.filter(({ cause }) => (cause as Error).name === 'StreamClosedError').length
        expect(begun.length + lost).toBe(all.filter(({ outcome }) => outcome === 'accepted').length)
        expect(lost === 0 || input.abortsAt !== undefined).toBe(true)
        expect(all.every(({ outcome }) => outcome !== 'waiting')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the order of its key, with one processor, one at a time', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (input) => {
        const { log } = await play(input)
        const shardOf = new Map<string, number>()
        const lastOf = new Map<string, number>()
        const current = new Map<number, Sent | undefined>()
        for (const { shard, what, sent } of log) {
          if (sent === undefined) continue
          expect(current.get(shard)).toBe(what === 'end' ? sent : undefined)
          current.set(shard, what === 'end' ? undefined : sent)
          if (what === 'end' || sent.key === '') continue
          expect(shardOf.get(sent.key) ?? shard).toBe(shard)
          expect(lastOf.get(sent.key) ?? -1).toBeLessThan(sent.at)
          shardOf.set(sent.key, shard)
          lastOf.set(sent.key, sent.at)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('finds each processor open: it is shut down once, after its last event', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (input) => {
        const { log, made } = await play(input)
        for (let shard = 0; shard < made; shard++) {
          const mine = log.filter((entry) => entry.shard === shard).map(({ what }) => what)
          expect(mine.filter((what) => what === 'shutdown')).toHaveLength(1)
          expect(mine.at(-1)).toBe('shutdown')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never fills a queue above its capacity, and leaves nothing in it', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (input) => {
        const { depths, stream, all, ended, made } = await play(input)
        expect(Math.max(0, ...depths)).toBeLessThanOrEqual(input.capacity)
        for (const queue of stream.queues()) expect(queue).toMatchObject({ depth: 0, waiting: 0 })
        const accepted = all.filter(({ outcome }) => outcome === 'accepted').length
        expect(ended).toBe(input.observed ? accepted + made : 0)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a settled event', () => {
  it('is not kept', async () => {
    const stream = createStream({
      shards: 2,
      processor: () => ({ process: () => undefined, shutdown: () => undefined }),
    })
    const refs: WeakRef<object>[] = []
    for (let turn = 0; turn < 100; turn++) {
      const value = { turn }
      refs.push(new WeakRef(value))
      await stream.send(9, value, `key ${turn}`)
    }
    await microtasks()
    // A turn of the event loop: a WeakRef keeps its target for the rest of the one it was made in.
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    globalThis.gc?.()
    expect(refs.filter((ref) => ref.deref() !== undefined).length).toBeLessThanOrEqual(2)
    await stream.close()
  })
})
