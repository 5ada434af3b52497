import { compileQuery, createRecorder, type Recording } from 'eventscope/recorder'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createShop } from './shop.ts'
import { STRUCTURED, type StructuredQuery } from './structured.ts'

const QUERIES = Object.keys(STRUCTURED) as StructuredQuery[]

/** Enough for some of what each query asks for. */
const EVENTS = 3_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

async function recorded(): Promise<Recording> {
  const recorder = createRecorder({ capture: 'snapshot' })
  const shop = createShop()
  recorder.attach(shop.bus)
  for (let left = EVENTS; left > 0; left--) shop.next()
  await vi.runAllTimersAsync()
  return recorder.recording
}

it.each(QUERIES)(
  'what is typed for ‘%s’ finds the rows that it is said to ask for, and no others',
  async (query) => {
    const { columns } = await recorded()
    const { text, asks } = STRUCTURED[query]
    const matches = compileQuery(text)
    const rows = Array.from({ length: EVENTS }, (_, at) => columns.first + at)
    const found = rows.filter((row) => matches(columns, row))
    expect(found).toEqual(rows.filter((row) => asks(columns, row)))
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(EVENTS / 4)
  },
)
