// @vitest-environment happy-dom
import { createBus, type Bus } from 'eventscope'
import { useAnyListener, useLastEvent, useListener } from 'eventscope/react'
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
})

test('an owner that is given counts', async () => {
  function Page(): ReactNode {
    useListener(bus, 'said', () => undefined, { owner: 'checkout module' })
    return null
  }
  await page.render(h(Page))
  expect(owners()).toEqual(['checkout module'])
})

test('the limit of stacks is as it was', async () => {
  const before = Error.stackTraceLimit
  await page.render(h(CartBadge))
  expect(Error.stackTraceLimit).toBe(before)
})

/** What a component is told of itself by the module as it loads now. */
async function asked(): Promise<string | undefined> {
  vi.resetModules()
  // React 18 has none, and a mock must have all that is asked of it.
  vi.doMock('react', () => Object.assign({ captureOwnerStack: undefined }, React))
  const { ownerOfRender } = await import('./owner.ts')
  vi.unstubAllEnvs()
  vi.stubGlobal('process', realProcess)
  let owner: string | undefined
  function Asking(): ReactNode {
    owner = ownerOfRender()
    return null
  }
  await page.render(h(Asking))
  return owner
}

const realProcess = process

test('in development it is known, in production it is not asked for', async () => {
  expect(await asked()).toBe('Asking')
  vi.stubEnv('NODE_ENV', 'production')
  expect(await asked()).toBeUndefined()
})

test('where there is no `process`, the build of React tells', async () => {
  // As the name itself does there; what loads modules needs the rest.
  const missing = {
    get env() {
      throw new ReferenceError('process is not defined')
    },
  }
  vi.stubGlobal('process', Object.setPrototypeOf(missing, process))
  expect(await asked()).toBe(isReact18 ? undefined : 'Asking')
})
