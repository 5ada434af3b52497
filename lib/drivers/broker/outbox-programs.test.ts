import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeDriver, type FakePage, fakePage, flush, sharedStore } from './test-support.ts'

const EVENTS = ['a', 'b', 'c']

/** What becomes of one try. */
type Fate = 'arrives' | 'fails' | 'hangs' | 'arrives late' | 'ack lost'

type Step =
  | { readonly do: 'dispatch'; readonly tab: number; readonly event: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'reload'; readonly tab: number }
  | { readonly do: 'wake'; readonly tab: number }

const TABS = 2
const tab = fc.nat(TABS - 1)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('dispatch' as const), tab, event: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const), tab }) },
)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
})

interface Arrived {
  readonly event: string
  readonly id: string
  readonly tab: number
  readonly number: number
}

/** Runs a program over tabs with one store and one server, lets the server recover, and says what has arrived. */
async function run(
  steps: readonly Step[],
  fates: readonly Fate[],
): Promise<{ sent: Arrived[]; arrived: Arrived[] }> {
  const store = sharedStore()
  const sent: Arrived[] = []
  const arrived: Arrived[] = []
  let tries = 0
  let recovered = false
  const open = (): FakePage => {
    const inner = new FakeDriver()
    inner.answer = async ({ event, payload, id }) => {
      const fate = recovered ? 'arrives' : (fates[tries++ % fates.length] ?? 'arrives')
      const arrive = (): unknown =>
        arrived.push({ event, id, ...(payload as { tab: number; number: number }) })
      if (fate === 'fails') throw new Error('no network')
      if (fate === 'hangs') await new Promise(() => undefined)
      if (fate === 'arrives late') await new Promise((resolve) => setTimeout(resolve, 40))
      arrive()
      if (fate === 'ack lost') throw new Error('the answer was lost')
    }
    return fakePage({ store, backoff: { min: 20, max: 100 }, timeout: 200 }, inner)
  }
  const pages = Array.from({ length: TABS }, open)
  for (const one of steps) {
    const page = 'tab' in one ? pages[one.tab] : undefined
    if (one.do === 'pass') await vi.advanceTimersByTimeAsync(one.ms)
    else if (page === undefined) continue
    else if (one.do === 'wake') page.inner.reopen()
    else if (one.do === 'dispatch') {
      const event = EVENTS[one.event] ?? 'a'
      const number = sent.length
      const handle = page.outbox.dispatch(page.bus, event, { tab: one.tab, number })
      sent.push({ event, id: `${page.inner.sender}:${handle.id}`, tab: one.tab, number })
    } else {
      // What is not in the store yet is lost with the page, so it waits for that.
      await flush()
      const closed = page.outbox.close()
      await vi.advanceTimersByTimeAsync(2_000)
      await closed
      pages[one.tab] = open()
    }
  }
  recovered = true
  await vi.advanceTimersByTimeAsync(2_000)
  await flush()
  expect(pages.map(({ outbox }) => outbox.pending)).toEqual(pages.map(() => 0))
  expect(await store.load()).toEqual([])
  expect(pages.flatMap(({ reports, errors }) => [...reports, ...errors])).toEqual([])
  return { sent, arrived }
}

/** The first time of each message: what a receiver that knows ids takes. */
function once(arrived: readonly Arrived[]): Arrived[] {
  return [...new Map(arrived.toReversed().map((one) => [one.id, one])).values()].reverse()
}

const of = (all: readonly Arrived[], event: string, tab: number): number[] =>
  all.filter((one) => one.event === event && one.tab === tab).map(({ number }) => number)

const byNumber = (all: readonly Arrived[]): Arrived[] =>
  all.toSorted((one, other) => one.number - other.number)

describe('whatever fails', () => {
  it('everything arrives at least once, each event of a tab in its order', async () => {
    const fate = fc.constantFrom<Fate>('arrives', 'fails', 'hangs', 'arrives late', 'ack lost')
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(fate, { maxLength: 10 }),
        async (steps, fates) => {
          const { sent, arrived } = await run(steps, fates)
          const taken = once(arrived)
          expect(byNumber(taken)).toEqual(sent)
          for (const event of EVENTS) {
            for (let tab = 0; tab < TABS; tab++) expect(of(taken, event, tab)).toEqual(of(sent, event, tab))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('everything arrives exactly once, where what fails has not arrived', async () => {
    const fate = fc.constantFrom<Fate>('arrives', 'fails', 'hangs', 'arrives late')
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(fate, { maxLength: 10 }),
        async (steps, fates) => {
          const { sent, arrived } = await run(steps, fates)
          expect(byNumber(arrived)).toEqual(sent)
        },
      ),
      { numRuns: 60 },
    )
  })
})
