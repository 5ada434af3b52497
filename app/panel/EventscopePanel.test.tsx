// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { EventscopePanel, mountPanel } from 'eventscope/panel'
import { createRecorder } from 'eventscope/recorder'
import { act, StrictMode, type ReactElement } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, type Mock, test, vi } from 'vitest'

let roots: Root[] = []
let place: HTMLElement

let error: Mock<typeof console.error>

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  place = document.createElement('div')
  document.body.append(place)
})

afterEach(async () => {
  await act(() => roots.forEach((root) => root.unmount()))
  roots = []
  place.remove()
  // React complains there; not of what the test does not wait for.
  const complaints = error.mock.calls.map(String)
  expect(complaints.filter((text) => !text.includes('not wrapped in act'))).toEqual([])
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

async function render(element: ReactElement): Promise<Root> {
  const root = createRoot(place)
  roots.push(root)
  await act(() => root.render(element))
  return root
}

const boxes = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('eventscope-panel')]
const region = (): Element | null | undefined =>
  boxes()[0]?.shadowRoot?.querySelector('[aria-label="Eventscope"]')

test('it fills a box of the app, in a shadow root, with the styles that the app gives the box', async () => {
  await render(<EventscopePanel bus={createBus()} className="tools" style={{ height: 400 }} />)
  expect(boxes()).toHaveLength(1)
  expect(region()).not.toBeNull()
  expect(boxes()[0]?.parentElement?.className).toBe('tools')
  expect(boxes()[0]?.parentElement?.style.height).toBe('400px')
})

test('what a bus dispatched stays while the app renders again, in strict mode too', async () => {
  const [one, other] = [createBus(), createBus()]
  const element = () => (
    <StrictMode>
      <EventscopePanel bus={[one, other]} />
    </StrictMode>
  )
  const root = await render(element())
  await act(() => void one.dispatch('a'))
  const before = boxes()[0]
  await act(() => root.render(element()))
  expect(boxes()).toEqual([before])
  await act(() => void other.dispatch('b'))
  await expect.poll(() => region()?.querySelector('[role="status"]')?.textContent).toMatch(/retained\s*2/)
})

test('another recorder is another panel, and what was observed for the first is let go', async () => {
  const bus = createBus()
  const observers = vi.spyOn(bus, 'observe')
  const root = await render(<EventscopePanel bus={bus} />)
  const first = boxes()[0]
  await act(() => root.render(<EventscopePanel recorder={createRecorder()} />))
  expect(boxes()).toHaveLength(1)
  expect(boxes()[0]).not.toBe(first)
  expect(observers).toHaveBeenCalledOnce()
})

test('it is gone with the component, without a complaint of React', async () => {
  const root = await render(<EventscopePanel bus={createBus()} />)
  await act(() => root.render(<p>Nothing</p>))
  expect(boxes()).toHaveLength(0)
})

test('what is clicked in it is not heard by the components around it', async () => {
  const heard = vi.fn()
  await render(
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- heard only
    <div onKeyDown={heard} onClick={heard}>
      <EventscopePanel bus={createBus()} />
    </div>,
  )
  const filter = region()?.querySelector('input')
  await act(() =>
    filter?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, composed: true })),
  )
  // As the page is told of it in a browser: that the box was clicked.
  await act(() => boxes()[0]?.click())
  expect(filter).toBeDefined()
  expect(heard).not.toHaveBeenCalled()
})

test('a server renders the empty box, which is hydrated without a warning, also where a panel is mounted already', async () => {
  const element = <EventscopePanel bus={createBus()} className="tools" style={{ height: 400 }} />
  place.innerHTML = renderToString(element)
  expect(place.innerHTML).toBe('<div class="tools" style="height:400px"></div>')
  const docked = mountPanel({ bus: createBus() })
  await act(() => void roots.push(hydrateRoot(place, element)))
  expect(region()).not.toBeNull()
  docked.unmount()
})

test('where NODE_ENV is production it is gone on servers too, which know no other condition', async () => {
  // By path: tests and the site get the panel that is there whatever is built.
  const { EventscopePanel: Panel } = await import('./index.ts')
  const { EventscopePanel: Always } = await import('./production.ts')
  const element = <Panel bus={createBus()} />
  expect(renderToString(element)).toBe('<div></div>')
  vi.stubEnv('NODE_ENV', 'production')
  expect(renderToString(element)).toBe('')
  expect(renderToString(<Always bus={createBus()} />)).toBe('<div></div>')
  vi.unstubAllEnvs()
})

test.each([
  ['neither', {}, 'Either `recorder` or `bus` must be given, but none was'],
  [
    'both',
    { recorder: createRecorder(), bus: createBus() },
    'Either `recorder` or `bus` must be given, but both were',
  ],
  ['what is no bus', { bus: 'shop' }, '`bus` must be a bus, a stream or what an adapter returns, not "shop"'],
])('%s is refused by name', (_what, props, message) => {
  expect(() => renderToString(<EventscopePanel {...(props as object)} />)).toThrow(message)
})
