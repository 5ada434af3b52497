// @vitest-environment happy-dom
import { createBus, type Bus, type ListenerInfo } from 'eventscope'
import { createBusContext, useAnyListener, useLastEvent, useListener } from 'eventscope/react'
import { createRecorder } from 'eventscope/recorder'
import * as React from 'react'
import { createElement as h, type FunctionComponent, memo, type ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { isReact18, testPage } from './test-support.ts'

interface Events {
  said: string
}

const page = testPage()
let bus: Bus<Events>

beforeEach(() => {
  bus = createBus<Events>()
})

const owners = (): (string | undefined)[] => bus.listeners().map(({ owner }) => owner)

function CartBadge(): ReactNode {
  useListener(bus, 'said', () => undefined)
  return null
}

test('a registration knows the component that called the hook, and a recording has it', async () => {
  const recorder = createRecorder()
  recorder.attach(bus)
  function Header(): ReactNode {
    return h(CartBadge)
  }
  await page.render(h(Header))
  expect(owners()).toEqual(['CartBadge'])
  expect(recorder.recording.listenerStats()).toMatchObject([{ owner: 'CartBadge' }])
})

test('every hook knows it, however deep in hooks of the page', async () => {
  let useDeep = (): void => useListener(bus, 'said', () => undefined)
  for (let depth = 0; depth < 30; depth++) {
    const useInner = useDeep
    useDeep = () => useInner()
  }
  function Page(): ReactNode {
    useAnyListener(bus, () => undefined)
    useLastEvent(bus, 'said')
    useDeep()
    return null
  }
  await page.render(h(Page))
  expect(owners()).toEqual(['Page', 'Page', 'Page'])
})

/** The functions of the registrations' stacks: the first is where the hook was called. */
const callers = (): string[][] =>
  bus
    .listeners()
    .map(({ stack }) =>
      [...(stack ?? '').matchAll(/ at (\S+) \(.*owner\.test\.ts:/g)].map(([, name]) => name!),
    )

test('a registration is where the component calls the hook, or where a hook of its own does', async () => {
  const useCount = (): unknown => useLastEvent(bus, 'said')
  function useAll(): void {
    useAnyListener(bus, () => undefined)
  }
  function Row(): ReactNode {
    useListener(bus, 'said', () => undefined)
    useListener(bus.event('said'), () => undefined)
    useCount()
    useAll()
    return null
  }
  const recorder = createRecorder()
  recorder.attach(bus)
  await page.render(h(Row))
  expect(callers()).toEqual([['Row'], ['Row'], ['useCount', 'Row'], ['useAll', 'Row']])
  const places = recorder.recording.listenerStats().map(({ place }) => place)
  expect(places.map((place) => /at (\S+) \(.*owner\.test\.ts:\d+:\d+\)$/.exec(place ?? '')?.[1])).toEqual([
    'Row',
    'Row',
    'useCount',
    'useAll',
  ])
  expect(new Set(places).size).toBe(4)
})

test('the hooks of a context are not the place either', async () => {
  const shop = createBusContext(bus)
  function Page(): ReactNode {
    shop.useListener('said', () => undefined)
    shop.useAnyListener(() => undefined)
    shop.useLastEvent('said')
    return null
  }
  await page.render(h(Page))
  expect(callers()).toEqual([['Page'], ['Page'], ['Page']])
  expect(bus.listeners().map(({ stack }) => stack?.includes('bus-context'))).toEqual([false, false, false])
})

test('however many instances a component has, and wherever, none is a duplicate or a leak', async () => {
  let time = 0
  const recorder = createRecorder({ clock: () => time })
  recorder.attach(bus)
  const rows = (count: number): ReactNode => Array.from({ length: count }, (_, key) => h(CartBadge, { key }))
  for (let count = 1; count < 10; count++) {
    time += 200
    await page.render([h('div', { key: 1 }, rows(count)), h(CartBadge, { key: 2 })])
  }
  const stats = recorder.recording.listenerStats()
  expect(stats).toHaveLength(10)
  expect(new Set(stats.map(({ alike }) => alike?.id)).size).toBe(1)
  expect(stats[0]?.alike).toMatchObject({ living: 10 })
  expect(stats.flatMap(({ marks }) => marks.map(({ kind }) => kind))).toEqual(stats.map(() => 'never-called'))
})

test('a recorder that comes later knows the places, too', async () => {
  await page.render(h(CartBadge))
  const recorder = createRecorder()
  recorder.attach(bus)
  expect(recorder.recording.listenerStats()[0]?.place).toContain('CartBadge')
})

test('a component in a memo is told by its own name', async () => {
  await page.render(h(memo(CartBadge)))
  expect(owners()).toEqual(['CartBadge'])
})

const unnamed: FunctionComponent = (() => () => {
  useListener(bus, 'said', () => undefined)
  return null
})()

// React 18 can't tell.
test.skipIf(isReact18)('a component without a name is told by the one that renders it', async () => {
  function Header(): ReactNode {
    return h(unnamed)
  }
  await page.render(h(Header))
  expect(owners()).toEqual(['anonymous in Header'])
})

test('a component that nothing names has no owner, and a place all the same', async () => {
  const make = (): FunctionComponent => () => void useListener(bus, 'said', () => undefined)
  const unknown = make()
  await page.render([h(unknown, { key: 1 }), h(unknown, { key: 2 })])
  expect(owners()).toEqual([undefined, undefined])
  for (const { stack } of bus.listeners()) expect(stack).toMatch(/owner\.test\.ts:\d+:\d+\)?$/)
})

test('the stacks of Firefox and Safari are read, too', async () => {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = (_, frames) =>
    frames.map((frame) => `${frame.getFunctionName() ?? ''}@${frame.getFileName()}:1:2`).join('\n')
  try {
    await page.render(h(CartBadge))
  } finally {
    Error.prepareStackTrace = before
  }
  expect(owners()).toEqual(['CartBadge'])
  expect(bus.listeners()[0]?.stack).toMatch(/^CartBadge@.*owner\.test\.ts:1:2$/)
})

test('where the engine leaves nothing out of a stack, the component is known, and no place is made up', async () => {
  const { captureStackTrace } = Error
  Error.captureStackTrace = undefined as never
  try {
    await page.render(h(CartBadge))
  } finally {
    Error.captureStackTrace = captureStackTrace
  }
  expect(bus.listeners()).toMatchObject([{ owner: 'CartBadge', stack: undefined, managed: true }])
})

test('what is given counts', async () => {
  const given = { owner: 'checkout module', stack: 'elsewhere', managed: false }
  function Page(): ReactNode {
    useListener(bus, 'said', () => undefined, given)
    return null
  }
  await page.render(h(Page))
  expect(bus.listeners()).toMatchObject([given])
})

test('the limit of stacks is as it was', async () => {
  const before = Error.stackTraceLimit
  await page.render(h(CartBadge))
  expect(Error.stackTraceLimit).toBe(before)
})

/** What a registration is told of its component by the module as it loads now. */
async function asked(): Promise<Pick<ListenerInfo, 'owner' | 'managed'> & { isPlaced: boolean }> {
  vi.resetModules()
  // React 18 has none, and a mock must have all that is asked of it.
  vi.doMock('react', () => Object.assign({ captureOwnerStack: undefined }, React))
  const { useListener: useFresh } = await import('./use-listener.ts')
  vi.unstubAllEnvs()
  vi.stubGlobal('process', realProcess)
  function Asking(): ReactNode {
    useFresh(bus, 'said', () => undefined)
    return null
  }
  await page.render(null)
  await page.render(h(Asking))
  const { owner, managed, stack } = bus.listeners()[0]!
  return { owner, managed, isPlaced: stack !== undefined }
}

const UNKNOWN = { owner: undefined, managed: true, isPlaced: false }
const KNOWN = { owner: 'Asking', managed: true, isPlaced: true }

const realProcess = process

test('in development it is known, in production it is not asked for, and managed all the same', async () => {
  expect(await asked()).toEqual(KNOWN)
  vi.stubEnv('NODE_ENV', 'production')
  expect(await asked()).toEqual(UNKNOWN)
})

test('where there is no `process`, the build of React tells', async () => {
  // As the name itself does there; what loads modules needs the rest.
  const missing = {
    get env() {
      throw new ReferenceError('process is not defined')
    },
  }
  vi.stubGlobal('process', Object.setPrototypeOf(missing, process))
  expect(await asked()).toEqual(isReact18 ? UNKNOWN : KNOWN)
})
