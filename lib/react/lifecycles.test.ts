// @vitest-environment happy-dom
import { createBus, type Bus } from 'eventscope'
import { useListener } from 'eventscope/react'
import { createRecorder } from 'eventscope/recorder'
import {
  act,
  createElement as h,
  type ReactNode,
  startTransition,
  StrictMode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react'
import { beforeEach, describe, expect, test } from 'vitest'
import { Activity, suspension, testPage } from './test-support.ts'

interface Events {
  said: string
}

const page = testPage()
let bus: Bus<Events>
let heard: string[]

beforeEach(() => {
  bus = createBus<Events>({ name: 'test' })
  heard = []
})

function Ear({ name, once = false }: { name: string; once?: boolean }): ReactNode {
  useListener(bus, 'said', (text) => heard.push(`${name}: ${text}`), { once })
  return name
}

/** What it hears of a dispatch now. */
function hearing(text: string): string[] {
  heard = []
  bus.dispatch('said', text)
  return heard
}

describe('under StrictMode', () => {
  test('a listener is registered exactly once, in its place, though effects run twice', async () => {
    const recorder = createRecorder()
    recorder.attach(bus)
    await page.render(h(StrictMode, null, h(Ear, { name: 'a' }), h(Ear, { name: 'b' })))
    expect(hearing('1')).toEqual(['a: 1', 'b: 1'])
    expect(recorder.recording.listeners).toHaveLength(2)
    await page.render(h(StrictMode, null, h(Ear, { name: 'c' }), h(Ear, { name: 'b' })))
    expect(hearing('2')).toEqual(['c: 2', 'b: 2'])
    await page.render(null)
    expect(bus.listeners()).toEqual([])
  })

  test('what effects dispatch is heard both times', async () => {
    function Speaker(): ReactNode {
      useLayoutEffect(() => void bus.dispatch('said', 'layout'), [])
      useEffect(() => void bus.dispatch('said', 'passive'), [])
      return null
    }
    function Parent(): ReactNode {
      useListener(bus, 'said', (text) => heard.push(text))
      return h(Speaker)
    }
    await page.render(h(StrictMode, null, h(Parent)))
    expect(heard).toEqual(['layout', 'passive', 'layout', 'passive'])
  })

  test('a listener that had its only run between the two does not come back', async () => {
    function Speaker(): ReactNode {
      useLayoutEffect(() => void bus.dispatch('said', 'layout'), [])
      return null
    }
    await page.render(h(StrictMode, null, h(Speaker), h(Ear, { name: 'a', once: true })))
    expect(heard).toEqual(['a: layout'])
    expect(bus.listeners()).toEqual([])
  })
})

describe('with Suspense', () => {
  test('a render that waits before it is shown registers nothing', async () => {
    const { wait, end } = suspension()
    function Slow(): ReactNode {
      useListener(bus, 'said', () => heard.push('slow'))
      wait()
      return 'slow'
    }
    await page.render(h(Suspense, { fallback: 'wait' }, h(Slow), h(Ear, { name: 'beside it' })))
    expect(page.text).toBe('wait')
    expect(bus.listeners()).toEqual([])
    await act(async () => end())
    expect(page.text).toBe('slowbeside it')
    expect(hearing('1')).toEqual(['slow', 'beside it: 1'])
  })

  test('what is suspended after it was shown goes on listening, with the closure that was shown', async () => {
    const { wait, end } = suspension()
    function Page({ name, isSlow }: { name: string; isSlow: boolean }): ReactNode {
      useListener(bus, 'said', (text) => heard.push(`${name}: ${text}`))
      if (isSlow) wait()
      return name
    }
    const shown = (props: Parameters<typeof Page>[0]): ReactNode =>
      h(Suspense, { fallback: 'wait' }, h(Page, props), h(Ear, { name: 'beside it' }))
    await page.render(shown({ name: 'first', isSlow: false }))
    const before = bus.listeners()
    await page.render(shown({ name: 'second', isSlow: true }))
    expect(page.text).toContain('wait')
    expect(hearing('1')).toEqual(['first: 1', 'beside it: 1'])
    await act(async () => end())
    expect(hearing('2')).toEqual(['second: 2', 'beside it: 2'])
    expect(bus.listeners()).toEqual(before)
  })
})

describe('in concurrent rendering', () => {
  test('a render that is thrown away never changes the listener', async () => {
    const { wait } = suspension()
    const state: { set?: (name: string) => void } = {}
    const rendered: string[] = []
    function Page(): ReactNode {
      const [name, set] = useState('shown')
      useLayoutEffect(() => void (state.set = set), [])
      rendered.push(name)
      useListener(bus, 'said', (text) => heard.push(`${name}: ${text}`))
      if (name === 'thrown away') wait()
      return name
    }
    await page.render(h(Suspense, { fallback: 'wait' }, h(Page)))
    await act(async () => startTransition(() => state.set?.('thrown away')))
    expect(rendered.at(-1)).toBe('thrown away')
    expect(page.text).toBe('shown')
    expect(hearing('1')).toEqual(['shown: 1'])
    await act(async () => startTransition(() => state.set?.('instead')))
    expect(hearing('2')).toEqual(['instead: 2'])
  })
})

describe.runIf(Activity !== undefined)('in an Activity', () => {
  const hidden = (isHidden: boolean, ...children: ReactNode[]): ReactNode =>
    h(Activity!, { mode: isHidden ? 'hidden' : 'visible' }, ...children)

  test('a listener that is hidden hears nothing, and hears again when it is shown', async () => {
    await page.render(hidden(false, h(Ear, { name: 'a' })))
    expect(hearing('1')).toEqual(['a: 1'])
    await page.render(hidden(true, h(Ear, { name: 'b' })))
    expect(bus.listeners()).toEqual([])
    await page.render(hidden(false, h(Ear, { name: 'c' })))
    expect(hearing('2')).toEqual(['c: 2'])
    expect(bus.listeners()).toHaveLength(1)
    await page.render(null)
    expect(bus.listeners()).toEqual([])
  })

  test('what is hidden from the start listens from when it is shown', async () => {
    await page.render(hidden(true, h(Ear, { name: 'a' })))
    expect(bus.listeners()).toEqual([])
    await page.render(hidden(false, h(Ear, { name: 'a' })))
    expect(hearing('1')).toEqual(['a: 1'])
    await page.render(hidden(true, h(Ear, { name: 'a' })))
    await page.render(null)
    expect(bus.listeners()).toEqual([])
  })

  test('a listener that had its only run does not come back when it is shown again', async () => {
    await page.render(hidden(false, h(Ear, { name: 'a', once: true })))
    expect(hearing('1')).toEqual(['a: 1'])
    await page.render(hidden(true, h(Ear, { name: 'a', once: true })))
    await page.render(hidden(false, h(Ear, { name: 'a', once: true })))
    expect(hearing('2')).toEqual([])
  })
})
