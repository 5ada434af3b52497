// @vitest-environment happy-dom
import { createBus, defineEvent, type Bus } from 'eventscope'
import { useDispatch, useLastEvent } from 'eventscope/react'
import { act, createElement as h, type ReactNode, startTransition, StrictMode, useLayoutEffect } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Activity, testPage } from './test-support.ts'

interface Events {
  counted: number
  moved: { x: number; y: number }
}

/** Longer than React renders at a stretch. */
const PAUSE_AFTER_MS = 40

const page = testPage()
let bus: Bus<Events>
let renders: number

beforeEach(() => {
  bus = createBus<Events>()
  renders = 0
})

function Count({ at = bus, initial }: { at?: Bus<Events>; initial?: number }): ReactNode {
  renders++
  return `[${useLastEvent(at, 'counted', { initial })}]`
}

const count = (value: number): Promise<void> => act(async () => void bus.dispatch('counted', value))

test('the last payload is shown, and before the first one what is given for that', async () => {
  await page.render(h(StrictMode, null, h(Count), h(Count, { initial: 0 })))
  expect(page.text).toBe('[undefined][0]')
  await count(1)
  await count(2)
  expect(page.text).toBe('[2][2]')
  await page.render(null)
  expect(bus.listeners()).toEqual([])
})

test('the same payload again renders nothing', async () => {
  await page.render(h(Count))
  await count(1)
  const before = renders
  await count(1)
  expect(renders).toBe(before)
})

test('a selection renders only when it changes, and is made once for each event', async () => {
  const select = vi.fn<(at: { x: number }) => { left: boolean }>(({ x }) => ({ left: x < 0 }))
  function Side(): ReactNode {
    renders++
    // A function and an object of each render, as one writes them.
    const side = useLastEvent(bus, 'moved', { select: (at) => at.x < 0, initial: undefined })
    const made = useLastEvent(bus, 'moved', { select, initial: { left: false } })
    return `${side} ${made.left}`
  }
  await page.render(h(Side))
  expect(page.text).toBe('undefined false')
  await act(async () => void bus.dispatch('moved', { x: -1, y: 0 }))
  expect(page.text).toBe('true true')
  expect(select).toHaveBeenCalledTimes(1)

  function Left(): ReactNode {
    renders++
    return String(useLastEvent(bus, 'moved', { select: (at) => at.x < 0 }))
  }
  await page.render(h(Left))
  await act(async () => void bus.dispatch('moved', { x: -1, y: 0 }))
  const before = renders
  await act(async () => void bus.dispatch('moved', { x: -2, y: 0 }))
  expect(renders).toBe(before)
  await act(async () => void bus.dispatch('moved', { x: 2, y: 0 }))
  expect(page.text).toBe('false')
})

test('another bus or event starts anew', async () => {
  const other = createBus<Events>()
  await page.render(h(Count))
  await count(1)
  await page.render(h(Count, { at: other }))
  expect(page.text).toBe('[undefined]')
  await count(2)
  expect(page.text).toBe('[undefined]')
  await act(async () => void other.dispatch('counted', 3))
  expect(page.text).toBe('[3]')
})

test('an event object stands for a bus and a name', async () => {
  const greeted = defineEvent<string>('user.greeted')
  function Greeting(): ReactNode {
    return useLastEvent(greeted, { initial: '–', select: (name) => `Hello ${name}` })
  }
  await page.render(h(Greeting))
  expect(page.text).toBe('–')
  await act(async () => void greeted.dispatch('Ada'))
  expect(page.text).toBe('Hello Ada')
})

test('what happens while React pauses in a render is in all parts of what it shows, or in none', async () => {
  // Else React does not pause.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  const shown: string[] = []
  const slow = { turns: 0 }
  function Slow(): ReactNode {
    const end = performance.now() + PAUSE_AFTER_MS
    while (performance.now() < end) slow.turns++
    return null
  }
  function Page({ isSlow }: { isSlow: boolean }): ReactNode {
    useLayoutEffect(() => void shown.push(page.text))
    return [
      h(Count, { key: 1 }),
      isSlow && h(Slow, { key: 2 }),
      isSlow && h(Slow, { key: 3 }),
      h(Count, { key: 4 }),
    ]
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  page.root.render(h(Page, { isSlow: false }))
  while (shown.length === 0 || bus.listeners().length < 2) await turn()
  startTransition(() => page.root.render(h(Page, { isSlow: true })))
  while (slow.turns === 0) await turn()
  expect(shown).toEqual(['[undefined][undefined]'])
  bus.dispatch('counted', 7)
  while (shown.at(-1) !== '[7][7]') await turn()
  expect(new Set(shown)).toEqual(new Set(['[undefined][undefined]', '[7][7]']))
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})

test.runIf(Activity !== undefined)('what is hidden keeps what it has seen', async () => {
  const shown = (isShown: boolean): ReactNode =>
    h(Activity!, { mode: isShown ? 'visible' : 'hidden' }, h(Count, { initial: 0 }))
  await page.render(shown(true))
  await count(1)
  await page.render(shown(false))
  await count(2)
  await page.render(shown(true))
  expect(page.text).toBe('[1]')
  await count(3)
  expect(page.text).toBe('[3]')
})

test('dispatch is the same function in every render, and is of the bus that is given', async () => {
  const other = createBus<Events>()
  const given: unknown[] = []
  const got: string[] = []
  bus.on('counted', (value) => got.push(`bus ${value}`))
  other.on('counted', (value) => got.push(`other ${value}`))
  function Button({ at }: { at: Bus<Events> }): ReactNode {
    const dispatch = useDispatch(at)
    given.push(dispatch)
    return h('button', { onClick: () => dispatch('counted', 5) })
  }
  await page.render(h(Button, { at: bus }))
  await page.render(h(Button, { at: bus }))
  expect(given[1]).toBe(given[0])
  page.place.querySelector('button')?.click()
  await page.render(h(Button, { at: other }))
  page.place.querySelector('button')?.click()
  expect(got).toEqual(['bus 5', 'other 5'])
})
