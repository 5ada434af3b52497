// @vitest-environment happy-dom
import { createBus, defineEvent, type Bus, type ListenerOptions } from 'eventscope'
import { useAnyListener, useListener } from 'eventscope/react'
import { act, createElement as h, Component, type ReactNode, useEffect, useLayoutEffect } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, test, vi } from 'vitest'
import { isReact18, testPage } from './test-support.ts'

interface Events {
  said: string
  done: void
}

const page = testPage()
let bus: Bus<Events>
let heard: string[]

beforeEach(() => {
  bus = createBus<Events>({ name: 'test' })
  heard = []
})

/** Writes down what it hears, with its name. */
function Ear({ name, options }: { name: string; options?: ListenerOptions }): ReactNode {
  useListener(bus, 'said', (text) => heard.push(`${name}: ${text}`), options)
  return null
}

/** Counts what is registered and removed. */
function counted(): { registered: number; unregistered: number } {
  const counts = { registered: 0, unregistered: 0 }
  bus.observe({ registered: () => counts.registered++, unregistered: () => counts.unregistered++ })
  return counts
}

test('a listener is the one of the latest render, and is registered once', async () => {
  const counts = counted()
  await page.render(h(Ear, { name: 'a' }))
  bus.dispatch('said', '1')
  await page.render(h(Ear, { name: 'b' }))
  bus.dispatch('said', '2')
  expect(heard).toEqual(['a: 1', 'b: 2'])
  expect(counts).toEqual({ registered: 1, unregistered: 0 })
})

test('a component that goes takes its listener along, from the commit on', async () => {
  function After({ isLast }: { isLast: boolean }): ReactNode {
    useLayoutEffect(() => void bus.dispatch('said', isLast ? 'gone' : 'here'), [isLast])
    return null
  }
  await page.render([h(Ear, { key: 1, name: 'a' }), h(After, { key: 2, isLast: false })])
  await page.render([null, h(After, { key: 2, isLast: true })])
  expect(heard).toEqual(['a: here'])
  expect(bus.listeners()).toEqual([])
})

test('options with the same values in another object register nothing anew; other values do', async () => {
  const counts = counted()
  await page.render(h(Ear, { name: 'a', options: { async: false, name: 'ear', timeout: 5 } }))
  await page.render(h(Ear, { name: 'a', options: { async: false, name: 'ear', timeout: 5 } }))
  expect(counts).toEqual({ registered: 1, unregistered: 0 })
  expect(bus.listeners()).toMatchObject([{ name: 'ear', async: false, timeout: 5 }])
  const owned = { async: true, name: 'other ear', timeout: 6, once: true, owner: 'somebody' }
  const changes: ListenerOptions[] = [
    { async: true, name: 'ear', timeout: 5 },
    { async: true, name: 'ear', timeout: 6 },
    { async: true, name: 'other ear', timeout: 6 },
    { async: true, name: 'other ear', timeout: 6, once: true },
    owned,
    { ...owned, stack: 'somewhere' },
    { ...owned, stack: 'somewhere', managed: false },
  ]
  for (const [index, options] of changes.entries()) {
    await page.render(h(Ear, { name: 'a', options }))
    expect(counts).toEqual({ registered: index + 2, unregistered: index + 1 })
    expect(bus.listeners()).toMatchObject([options])
  }
})

test('another event or bus is listened to instead', async () => {
  const other = createBus<Events>({ name: 'other' })
  function Switch({ at, name }: { at: Bus<Events>; name: 'said' | 'done' }): ReactNode {
    useListener(at, name, () => heard.push(name))
    return null
  }
  await page.render(h(Switch, { at: bus, name: 'said' }))
  await page.render(h(Switch, { at: bus, name: 'done' }))
  expect(bus.listeners().map(({ event }) => event)).toEqual(['done'])
  await page.render(h(Switch, { at: other, name: 'done' }))
  expect(bus.listeners()).toEqual([])
  other.dispatch('done')
  expect(heard).toEqual(['done'])
})

test('a listener that has had its only run does not come back with the next render', async () => {
  await page.render(h(Ear, { name: 'a', options: { once: true } }))
  bus.dispatch('said', '1')
  await page.render(h(Ear, { name: 'b', options: { once: true } }))
  bus.dispatch('said', '2')
  expect(heard).toEqual(['a: 1'])
})

test('a signal that aborts ends it', async () => {
  const controller = new AbortController()
  await page.render(h(Ear, { name: 'a', options: { signal: controller.signal } }))
  controller.abort()
  bus.dispatch('said', '1')
  await page.render(h(Ear, { name: 'b', options: { signal: controller.signal } }))
  bus.dispatch('said', '2')
  expect(heard).toEqual([])
})

test('what a layout effect dispatches is heard by parents, children and siblings', async () => {
  function Speaker({ say, children }: { say: string; children?: ReactNode }): ReactNode {
    useLayoutEffect(() => void bus.dispatch('said', say), [say])
    return children
  }
  function Parent(): ReactNode {
    useListener(bus, 'said', (text) => heard.push(`parent: ${text}`))
    return h(Speaker, { say: 'outer' }, h(Speaker, { say: 'inner' }), h(Ear, { name: 'child' }))
  }
  await page.render(h(Parent))
  expect(heard).toEqual(['child: inner', 'parent: inner', 'child: outer', 'parent: outer'])
})

// React 18 may run them in the same task.
test.skipIf(isReact18)('what is dispatched before passive effects have run is heard', async () => {
  // Else React runs passive effects at once.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  let hasPassiveRun = false
  const root = createRoot(document.createElement('div'))
  await new Promise<void>((committed) => {
    function Commit(): ReactNode {
      useLayoutEffect(() => queueMicrotask(committed), [])
      useEffect(() => void (hasPassiveRun = true), [])
      return null
    }
    root.render([h(Commit, { key: 1 }), h(Ear, { key: 2, name: 'a' })])
  })
  expect(hasPassiveRun).toBe(false)
  bus.dispatch('said', 'at once')
  expect(heard).toEqual(['a: at once'])
  flushSync(() => root.unmount())
  bus.dispatch('said', 'too late')
  expect(heard).toHaveLength(1)
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})

test('listeners run in the order of effects: children first, siblings in order, later ones last', async () => {
  function Parent({ more }: { more: boolean }): ReactNode {
    useListener(bus, 'said', () => heard.push('parent'))
    return [
      more && h(Ear, { key: 0, name: 'late' }),
      h(Ear, { key: 1, name: 'first' }),
      h(Ear, { key: 2, name: 'second' }),
    ]
  }
  await page.render(h(Parent, { more: false }))
  await page.render(h(Parent, { more: true }))
  bus.dispatch('said', '')
  expect(heard).toEqual(['first: ', 'second: ', 'parent', 'late: '])
})

test('a listener is called what it is called, or what the option says', async () => {
  function Named(): ReactNode {
    useListener(bus, 'said', function shout() {})
    useListener(bus, 'said', () => undefined)
    useListener(bus, 'said', function shout() {}, { name: 'shout back' })
    return null
  }
  await page.render(h(Named))
  expect(bus.listeners().map(({ name }) => name)).toEqual(['shout', 'anonymous', 'shout back'])
})

test('a listener that fails is an error of its dispatch, under its name', async () => {
  function Failing(): ReactNode {
    useListener(bus, 'said', function fail() {
      throw new Error('no')
    })
    return null
  }
  bus = createBus<Events>({ onError: () => undefined })
  await page.render(h(Failing))
  const [error] = bus.dispatch('said', '').errors
  expect(error).toMatchObject({ listener: 'fail', cause: new Error('no') })
})

test('a listener gets the dispatch, and what it dispatches is caused by it', async () => {
  function Relay(): ReactNode {
    useListener(bus, 'said', async (_, dispatch) => {
      await Promise.resolve()
      dispatch.dispatch('done')
    })
    return null
  }
  await page.render(h(Relay))
  const causes: (number | undefined)[] = []
  bus.on('done', (_, { parent }) => causes.push(parent))
  const handle = bus.dispatch('said', '')
  await handle.wait()
  expect(causes).toEqual([handle.id])
})

test('a listener of every event hears every event', async () => {
  function All(): ReactNode {
    useAnyListener(bus, (payload, { event }) => heard.push(`${event} ${payload}`))
    return null
  }
  await page.render(h(All))
  bus.dispatch('said', 'hello')
  bus.dispatch('done')
  expect(heard).toEqual(['said hello', 'done undefined'])
  await page.render(null)
  expect(bus.listeners()).toEqual([])
})

test('an event object stands for a bus and a name', async () => {
  const greeted = defineEvent<string>('user.greeted')
  const said = bus.event('said')
  function Both(): ReactNode {
    useListener(greeted, (text) => heard.push(text))
    useListener(said, (text) => heard.push(text))
    return null
  }
  await page.render(h(Both))
  greeted.dispatch('hello')
  bus.dispatch('said', 'good day')
  expect(heard).toEqual(['hello', 'good day'])
  await page.render(null)
  greeted.dispatch('again')
  expect(heard).toHaveLength(2)
})

class Boundary extends Component<{ children?: ReactNode; caught: (error: unknown) => void }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override componentDidCatch(error: unknown): void {
    this.props.caught(error)
  }
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}

const misuses: readonly (readonly [what: string, use: () => void, message: RegExp])[] = [
  [
    'no bus',
    () => useListener(undefined as unknown as Bus<Events>, 'said', () => undefined),
    /`bus` must be a bus/,
  ],
  ['no name', () => useListener(bus, undefined as never, () => undefined), /`name` must be/],
  ['every name', () => useListener(bus, '*' as never, () => undefined), /useAnyListener/],
  ['no listener', () => useListener(bus, 'said', undefined as never), /`listener` must be a function/],
  ['no listener of an event', () => useListener(bus.event('said'), 5 as never), /`listener` must be/],
  ['an unknown option', () => useListener(bus, 'done', () => 0, { onec: true } as never), /`options.onec`/],
  ['no bus for every event', () => useAnyListener({} as never, () => undefined), /`bus` must be a bus/],
]

test.each(misuses)('%s is refused with a TypeError that says what is wrong', async (_, use, message) => {
  const root = createRoot(document.createElement('div'))
  const caught = vi.fn<(error: unknown) => void>()
  function Misuse(): ReactNode {
    use()
    return null
  }
  await act(async () => root.render(h(Boundary, { caught }, h(Misuse))))
  page.forgive()
  expect(caught.mock.calls[0]?.[0]).toBeInstanceOf(TypeError)
  expect(String(caught.mock.calls[0]?.[0])).toMatch(message)
  await act(async () => root.unmount())
})
