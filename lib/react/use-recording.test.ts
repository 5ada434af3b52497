// @vitest-environment happy-dom
import { createBus, type Bus } from 'eventscope'
import { type RecordingState, useRecording } from 'eventscope/react'
import { createRecorder, QuerySyntaxError, type Recorder } from 'eventscope/recorder'
import * as fc from 'fast-check'
import { act, createElement as h, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { testPage } from './test-support.ts'

const page = testPage()
let bus: Bus
let recorder: Recorder
let states: RecordingState[]
let frames: Map<number, () => void>

beforeEach(() => {
  bus = createBus({ name: 'shop', onError: () => undefined })
  recorder = createRecorder({ capacity: 8 })
  recorder.attach(bus)
  states = []
  frames = new Map()
  let last = 0
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    frames.set(++last, callback)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame))
})

interface ShowProps {
  readonly source?: Parameters<typeof useRecording>[0]
  readonly query?: string | undefined
  readonly limit?: number
}

function Show({ source = recorder, query, limit }: ShowProps): ReactNode {
  const state = useRecording(source, query, { limit })
  states.push(state)
  return state.dispatches.map(({ event }) => event).join(' ')
}

/** Lets the page be painted. */
const frame = (): Promise<void> =>
  act(async () => {
    const waiting = [...frames.values()]
    frames.clear()
    for (const callback of waiting) callback()
  })

const dispatch = (...events: string[]): Promise<void> =>
  act(async () => {
    for (const event of events) bus.dispatch(event, undefined)
  })

test('however much is recorded, it renders once with the next frame', async () => {
  await page.render(h(Show, { query: '' }))
  await dispatch('a', 'b')
  await dispatch('c')
  expect(states).toHaveLength(1)
  expect(frames.size).toBe(1)
  await frame()
  expect(states).toHaveLength(2)
  const { recording } = recorder
  expect(states[1]).toMatchObject({ recording, version: recording.version, size: 3, total: 3, dropped: 0 })
  expect(page.text).toBe('a b c')
  await frame()
  expect(states).toHaveLength(2)
})

test('the newest that a query finds are given, oldest first', async () => {
  bus.on('bad', () => {
    throw new Error('no')
  })
  await page.render(h(Show, { query: 'status:failed', limit: 2 }))
  await dispatch('bad', 'a', 'bad', 'bad')
  await frame()
  expect(states.at(-1)?.dispatches.map(({ id, status }) => [id, status])).toEqual(
    recorder.recording
      .find('status:failed')
      .slice(-2)
      .map(({ id, status }) => [id, status]),
  )
  expect(page.text).toBe('bad bad')
  await page.render(h(Show, { query: 'name=a' }))
  expect(page.text).toBe('a')
})

test('without a query no dispatches are made', async () => {
  await dispatch('a')
  await page.render(h(Show, { source: recorder.recording }))
  expect(states[0]).toMatchObject({ size: 1, dispatches: [] })
})

test('what was recorded between the render and the effects is shown with the next frame', async () => {
  function Early(): ReactNode {
    const text = h(Show, { query: '' })
    if (states.length === 0) bus.dispatch('early', undefined)
    return [h('i', { key: 1 }, text), h(Speaker, { key: 2 })]
  }
  function Speaker(): ReactNode {
    if (states.length === 1) bus.dispatch('beside', undefined)
    return null
  }
  await page.render(h(Early))
  expect(page.text).toBe('early')
  await frame()
  expect(page.text).toBe('early beside')
})

test('when it goes, nothing is left: no subscription, no frame', async () => {
  const left = vi.fn<() => void>()
  const { recording } = recorder
  const subscribe = vi.spyOn(recording, 'subscribe').mockImplementation(() => left)
  await page.render(h(Show))
  const [changed] = subscribe.mock.calls[0]!
  changed()
  bus.dispatch('a', undefined)
  expect(frames.size).toBe(1)
  await page.render(null)
  expect(left).toHaveBeenCalledTimes(subscribe.mock.calls.length)
  expect(frames.size).toBe(0)
})

test('where there are no frames, a timer does', async () => {
  vi.stubGlobal('requestAnimationFrame', undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await page.render(h(Show, { query: '' }))
  await dispatch('a')
  expect(page.text).toBe('')
  await act(async () => void (await vi.advanceTimersByTimeAsync(20)))
  expect(page.text).toBe('a')
  await page.render(null)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

const misuses: readonly (readonly [string, ShowProps, RegExp])[] = [
  ['no recorder', { source: {} as never }, /TypeError: `source` must be a recorder/],
  ['a limit below 0', { limit: -1 }, /TypeError: `options.limit`/],
]

test.each(misuses)('%s is refused', async (_, props, message) => {
  const root = createRoot(document.createElement('div'))
  const rendering = act(async () => root.render(h(Show, props)))
  await expect(rendering).rejects.toSatisfy((error) => message.test(String(error)))
  page.forgive()
})

test('a query that can not be understood is refused', async () => {
  const root = createRoot(document.createElement('div'))
  await expect(act(async () => root.render(h(Show, { query: '(' })))).rejects.toThrow(QuerySyntaxError)
  page.forgive()
})

test('what a query comes to find, or finds no more, when a dispatch ends', async () => {
  let end: () => void = () => undefined
  bus.on('slow', () => new Promise<void>((resolve) => (end = resolve)))
  await page.render([
    h(Show, { key: 1, query: 'status:ok' }),
    '|',
    h(Show, { key: 2, query: 'status:waiting' }),
  ])
  await dispatch('slow')
  await frame()
  expect(page.text).toBe('|slow')
  await act(async () => end())
  await frame()
  expect(page.text).toBe('slow|')
})

test('what a query finds by time alone is found when something else happens', async () => {
  let now = 0
  recorder = createRecorder({ clock: () => now })
  recorder.attach(bus)
  bus.on('slow', () => new Promise(() => undefined))
  await page.render(h(Show, { query: 'wait>5' }))
  await dispatch('slow')
  await frame()
  expect(page.text).toBe('')
  now = 10
  await act(async () => recorder.pause())
  await frame()
  expect(page.text).toBe('slow')
})

const QUERIES = ['', 'name:a', 'status:failed', 'status:ok', 'status:waiting', 'a OR c', 'dur>=0'] as const

test('for any sequence of events, clears and frames it gives what the query finds', async () => {
  bus.on('b', () => {
    throw new Error('no')
  })
  const later: (() => void)[] = []
  bus.on('c', () => new Promise<void>((resolve) => later.push(resolve)))
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c').map((event) => ({ event })) },
    { weight: 2, arbitrary: fc.constant({ does: 'frame' }) },
    { weight: 1, arbitrary: fc.constantFrom('settle', 'clear').map((does) => ({ does })) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...QUERIES),
      fc.nat(4),
      fc.array(step, { maxLength: 30 }),
      async (query, limit, steps) => {
        await page.render(null)
        await page.render(h(Show, { query, limit }))
        for (const taken of [...steps, { does: 'frame' }]) {
          if ('event' in taken) await dispatch(taken.event)
          else if (taken.does === 'settle') await act(async () => later.shift()?.())
          else if (taken.does === 'clear') await act(async () => recorder.clear())
          else await frame()
        }
        const found = recorder.recording.find(query)
        expect(states.at(-1)?.dispatches).toEqual(limit === 0 ? [] : found.slice(-limit))
      },
    ),
    { numRuns: 80 },
  )
})
