// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { BusProvider, BusProviderError, createBusContext, useBus, useListener } from 'eventscope/react'
import { act, createElement as h, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { testPage } from './test-support.ts'

interface Events {
  said: string
}

const page = testPage()

/** What rendering that fails with. */
async function failureOf(node: ReactNode): Promise<unknown> {
  const root = createRoot(document.createElement('div'))
  let error: unknown
  try {
    await act(async () => root.render(node))
  } catch (thrown) {
    error = thrown
  }
  page.forgive()
  return error
}

test('the hooks of a context are on the bus of the nearest provider', async () => {
  const shop = createBusContext<Events>()
  const [outer, inner] = [createBus<Events>({ name: 'outer' }), createBus<Events>({ name: 'inner' })]
  const heard: string[] = []
  function Part(): ReactNode {
    const bus = shop.useBus()
    const dispatch = shop.useDispatch()
    const last = shop.useLastEvent('said', { initial: '–' })
    shop.useListener('said', (text) => heard.push(`${bus.name} said ${text}`))
    shop.useAnyListener((_, { event }) => heard.push(`${bus.name} ${event}`))
    return h('button', { id: bus.name, onClick: () => dispatch('said', 'hello') }, `${bus.name}: ${last} `)
  }
  await page.render(
    h(shop.BusProvider, { bus: outer }, h(Part), h(shop.BusProvider, { bus: inner }, h(Part))),
  )
  expect(page.text).toBe('outer: – inner: – ')
  await act(async () => page.place.querySelector<HTMLElement>('#inner')?.click())
  expect(page.text).toBe('outer: – inner: hello ')
  expect(heard).toEqual(['inner said hello', 'inner said'])
})

test('a listener follows the provider to another bus', async () => {
  const shop = createBusContext<Events>()
  const [first, second] = [createBus<Events>(), createBus<Events>()]
  function Ear(): ReactNode {
    shop.useListener('said', () => undefined)
    return null
  }
  await page.render(h(shop.BusProvider, { bus: first }, h(Ear)))
  await page.render(h(shop.BusProvider, { bus: second }, h(Ear)))
  expect([first.listeners().length, second.listeners().length]).toEqual([0, 1])
  expect(second.listeners()).toMatchObject([{ owner: 'Ear' }])
})

test('a context that was made of a bus needs no provider', async () => {
  const bus = createBus<Events>({ name: 'shop' })
  const shop = createBusContext(bus)
  const Name = (): ReactNode => shop.useBus().name
  await page.render([
    h(Name, { key: 1 }),
    h(shop.BusProvider, { key: 2, bus: createBus<Events>({ name: '+test' }) }, h(Name)),
  ])
  expect(page.text).toBe('shop+test')
})

test('a provider for any bus gives it to useBus', async () => {
  const bus = createBus<Events>()
  const heard: string[] = []
  function Ear(): ReactNode {
    useListener(useBus<Events>(), 'said', (text) => heard.push(text))
    return null
  }
  await page.render(h(BusProvider<Events>, { bus }, h(Ear)))
  bus.dispatch('said', 'hello')
  expect(heard).toEqual(['hello'])
})

test('without a provider, the error says what to do', async () => {
  const Alone = (): ReactNode => useBus().name
  const error = await failureOf(h(Alone))
  expect(error).toBeInstanceOf(BusProviderError)
  expect(String(error)).toMatch(/^BusProviderError: .*Wrap it in <BusProvider bus={bus}>/)
  const shop = createBusContext<Events>()
  const AloneToo = (): ReactNode => shop.useBus().name
  expect(await failureOf(h(BusProvider<Events>, { bus: createBus<Events>() }, h(AloneToo)))).toBeInstanceOf(
    BusProviderError,
  )
})

test('what is no bus is refused', async () => {
  expect(String(await failureOf(h(BusProvider, { bus: undefined as never })))).toMatch(
    /TypeError: `bus` must be a bus/,
  )
  expect(() => createBusContext({} as never)).toThrow(/`bus` must be a bus/)
})
