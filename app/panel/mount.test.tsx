// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { mountPanel, type MountedPanel } from 'eventscope/panel'
import { createRecorder } from 'eventscope/recorder'
import { act, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, type Mock, test, vi } from 'vitest'

const mounted: MountedPanel[] = []
const mount: typeof mountPanel = (options) => {
  const panel = mountPanel(options)
  mounted.push(panel)
  return panel
}
const hosts = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('eventscope-dock')]
const inPanel = (selector: string): HTMLElement | null | undefined =>
  hosts()[0]?.shadowRoot?.querySelector<HTMLElement>(selector)
const settled = (): Promise<void> => act(async () => undefined)

let error: Mock<typeof console.error>

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  localStorage.clear()
})

afterEach(async () => {
  for (const panel of mounted.splice(0)) panel.unmount()
  await settled()
  // React complains there; not of what the test does not wait for.
  const complaints = error.mock.calls.map(String)
  expect(complaints.filter((text) => !text.includes('not wrapped in act'))).toEqual([])
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a bus is shown by a recorder of the panel, from now until it is unmounted', async () => {
  const bus = createBus()
  const panel = mount({ bus })
  bus.dispatch('seen')
  expect(panel.recorder?.recording.total).toBe(1)
  panel.unmount()
  bus.dispatch('unseen')
  expect(panel.recorder?.recording.total).toBe(1)
})

test('several buses are shown in one panel', () => {
  const [one, other] = [createBus({ name: 'one' }), createBus({ name: 'other' })]
  const panel = mount({ bus: [one, other] })
  one.dispatch('a')
  other.dispatch('b')
  expect(panel.recorder?.recording.find('').map(({ bus }) => bus)).toEqual(['one', 'other'])
})

test('a recorder that is given goes on without the panel', () => {
  const recorder = createRecorder()
  const bus = createBus()
  recorder.attach(bus)
  const panel = mount({ recorder })
  expect(panel.recorder).toBe(recorder)
  panel.unmount()
  bus.dispatch('seen')
  expect(recorder.recording.total).toBe(1)
})

test('it is opened, closed and toggled, and remembers that', async () => {
  const recorder = createRecorder()
  const panel = mount({ recorder, open: false })
  await settled()
  expect(inPanel('.launcher')).not.toBeNull()
  await act(() => panel.open())
  expect(inPanel('[role="tablist"]')).not.toBeNull()
  await act(() => panel.toggle())
  expect(inPanel('.launcher')).not.toBeNull()
  await act(() => panel.toggle())
  panel.unmount()
  mount({ recorder, open: false })
  await settled()
  expect(inPanel('[role="tablist"]')).not.toBeNull()
  await act(() => mounted.at(-1)?.close())
  expect(inPanel('[role="tablist"]')).toBeNull()
})

test('what was docked where is remembered before what the page says', async () => {
  const recorder = createRecorder()
  const panel = mount({ recorder, dock: 'left' })
  await settled()
  expect(inPanel('.dock-left')).not.toBeNull()
  panel.unmount()
  localStorage.setItem('eventscope:panel', '{ "dock": "right" }')
  mount({ recorder, dock: 'left' })
  await settled()
  expect(inPanel('.dock-right')).not.toBeNull()
})

test('a second panel over the same recorder is another, and goes alone', async () => {
  const recorder = createRecorder()
  const [one, other] = [mount({ recorder }), mount({ recorder })]
  await settled()
  expect(hosts()).toHaveLength(2)
  one.unmount()
  one.unmount()
  await settled()
  expect(hosts()).toHaveLength(1)
  expect(inPanel('[aria-label="Eventscope"]')).not.toBeNull()
  other.unmount()
  expect(hosts()).toHaveLength(0)
})

test('mounted again and again, it leaves no more listeners than the first time', () => {
  mount({ bus: createBus() }).unmount()
  const listen = vi.spyOn(document, 'addEventListener')
  mount({ bus: createBus() }).unmount()
  expect(listen.mock.calls.map(([type]) => type)).not.toContain('selectionchange')
})

test('it is unmounted at the end of a block, too', () => {
  {
    using panel = mount({ bus: createBus() })
    expect(hosts()).toHaveLength(1)
    expect(panel.recorder).toBeDefined()
  }
  expect(hosts()).toHaveLength(0)
})

test('unmounted, it says so to who wants to see it again, and opens no window', () => {
  const open = vi.spyOn(window, 'open')
  const panel = mount({ bus: createBus(), dock: 'window' })
  panel.unmount()
  for (const again of [panel.open, panel.toggle, panel.openWindow])
    expect(again).toThrow('The panel was unmounted: call mountPanel() for another')
  expect(panel.close).not.toThrow()
  expect(open).not.toHaveBeenCalled()
})

test('a window that is closed as soon as it is opened was not opened', async () => {
  vi.spyOn(window, 'open').mockReturnValue({ closed: true } as Window)
  const panel = mount({ bus: createBus() })
  expect(panel.openWindow()).toBe(false)
  await settled()
  expect(inPanel('[role="alert"]')?.textContent).toContain('blocked the window')
})

test('mounted anew while it looks for its window, it looks on', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const memory = JSON.stringify({ name: 'eventscope-1', seeks: true, side: 'right' })
  sessionStorage.setItem('eventscope:window', memory)
  mount({ bus: createBus() }).unmount()
  vi.advanceTimersByTime(60_000)
  expect(sessionStorage.getItem('eventscope:window')).toBe(memory)
  mount({ bus: createBus() })
  vi.advanceTimersByTime(60_000)
  expect(sessionStorage.getItem('eventscope:window')).toBeNull()
  vi.useRealTimers()
})

test('opened and closed by the page, it leaves the focus where someone has it', async () => {
  const field = document.body.appendChild(document.createElement('input'))
  const panel = mount({ bus: createBus(), open: false })
  await settled()
  field.focus()
  await act(() => panel.open())
  expect(document.activeElement).toBe(field)
  inPanel('.panel-collapse')?.focus()
  await act(() => panel.close())
  expect(hosts()[0]?.shadowRoot?.activeElement).toBe(inPanel('.launcher'))
  field.focus()
  await act(() => panel.open())
  await act(() => panel.close())
  expect(document.activeElement).toBe(field)
  field.remove()
})

test('taken out of the document by the page, it is put back, in browsers without a top layer, too', async () => {
  const known = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'popover')
  Reflect.deleteProperty(HTMLElement.prototype, 'popover')
  const failed = vi.fn<(event: ErrorEvent) => void>()
  window.addEventListener('error', failed)
  mount({ bus: createBus() })
  const [host] = hosts()
  host?.remove()
  await vi.waitFor(() => expect(hosts()).toEqual([host]))
  await settled()
  expect(failed).not.toHaveBeenCalled()
  window.removeEventListener('error', failed)
  if (known !== undefined) Object.defineProperty(HTMLElement.prototype, 'popover', known)
})

test('where one of several buses can not be attached, none is', () => {
  const bus = createBus()
  const observe = vi.spyOn(bus, 'observe')
  const broken = {
    id: 'broken',
    name: 'broken',
    observe: () => {
      throw new Error('broken')
    },
  }
  expect(() => mount({ bus: [bus, broken as never] })).toThrow('broken')
  expect(observe).toHaveBeenCalledTimes(1)
  expect(bus.listeners()).toEqual([])
  expect(hosts()).toHaveLength(0)
})

test('a component of the page may mount and unmount it in an effect', async () => {
  function Devtools() {
    useEffect(() => mount({ bus: createBus() }).unmount, [])
    return null
  }
  const root = createRoot(document.createElement('div'))
  await act(() => root.render(<Devtools />))
  expect(hosts()).toHaveLength(1)
  await act(() => root.unmount())
  expect(hosts()).toHaveLength(0)
})

test('where nothing is laid out, as in tests of pages, it is mounted, and nothing is rendered', async () => {
  const view = document.defaultView!
  const known = Object.getOwnPropertyDescriptor(view, 'ResizeObserver')!
  Reflect.deleteProperty(view, 'ResizeObserver')
  const bus = createBus()
  const panel = mount({ bus })
  await settled()
  bus.dispatch('seen')
  expect(panel.recorder?.recording.total).toBe(1)
  expect(inPanel('section')).toBeNull()
  await act(() => panel.close())
  panel.unmount()
  expect(hosts()).toHaveLength(0)
  Object.defineProperty(view, 'ResizeObserver', known)
})

test('in a frame of the page it is made by that document, whose style sheets it has', async () => {
  const frame = document.body.appendChild(document.createElement('iframe'))
  const inner = frame.contentDocument!
  const made = vi.spyOn(inner, 'createElement')
  const panel = mount({ bus: createBus(), parent: inner.body })
  await settled()
  expect(made).toHaveBeenCalledWith('eventscope-dock')
  expect(inner.querySelector('eventscope-dock')?.shadowRoot?.querySelector('.dock')).not.toBeNull()
  panel.unmount()
  await settled()
  frame.remove()
})

test('it is put where the page says', () => {
  const place = document.createElement('div')
  document.body.append(place)
  mount({ bus: createBus(), parent: place })
  expect(hosts()[0]?.parentElement).toBe(place)
})

test.each([
  ['no options', undefined, '`options` must be an object with a `recorder` or a `bus`, not undefined'],
  ['neither', {}, 'Either `options.recorder` or `options.bus` must be given, but none was'],
  ['both', { recorder: createRecorder(), bus: createBus() }, 'but both were'],
  [
    'no recorder',
    { recorder: createBus() },
    '`options.recorder` must be a recorder made by createRecorder(), not an object',
  ],
  [
    'null for a recorder',
    { recorder: null },
    '`options.recorder` must be a recorder made by createRecorder(), not null',
  ],
  ['no bus', { bus: 5 }, '`options.bus` must be a bus, a stream or what an adapter returns, not 5'],
  ['one that is no bus', { bus: [createBus(), {}] }, '`options.bus[1]` must be a bus'],
  [
    'no side',
    { bus: createBus(), dock: 'top' },
    '`options.dock` must be one of "bottom", "right", "left", "window", not "top"',
  ],
  ['no boolean', { bus: createBus(), open: 'yes' }, '`options.open` must be a boolean, not "yes"'],
  ['no nonce', { bus: createBus(), nonce: 5 }, '`options.nonce` must be a string, not 5'],
  ['no element', { bus: createBus(), parent: '#root' }, '`options.parent` must be an element, not "#root"'],
  [
    'a document',
    { bus: createBus(), parent: document },
    '`options.parent` must be an element, not an object',
  ],
  [
    'an option that is none',
    { bus: createBus(), position: 'left' },
    '`options.position` is unknown. Known are: recorder, bus, ',
  ],
])('%s is refused by name, and nothing is mounted', (_what, options, message) => {
  expect(() => mount(options as never)).toThrow(TypeError)
  expect(() => mount(options as never)).toThrow(message)
  expect(hosts()).toHaveLength(0)
})
