// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import type { Recorder } from 'eventscope/recorder'
import { afterEach, beforeEach, expect, expectTypeOf, type MockInstance, test, vi } from 'vitest'
import * as stub from './stub.ts'

interface Mounted {
  readonly recorder: Recorder
}

const mounted: Mounted[] = []
const opened = vi.fn<() => void>()
const toggled = vi.fn<() => void>()
let said: MockInstance<typeof console.info>

// What it looks like is for a browser; what is asked for here is whether and with what it is mounted.
vi.mock('eventscope/panel', () => ({
  mountPanel: (options: Mounted) => {
    mounted.push(options)
    return { recorder: options.recorder, open: opened, toggle: toggled }
  },
}))

beforeEach(() => {
  mounted.length = 0
  opened.mockClear()
  toggled.mockClear()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.spyOn(window, 'addEventListener')
  said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
})

afterEach(() => {
  // Another test is another page.
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('eventscope.auto.1')]
  for (const [type, listener, options] of vi.mocked(window.addEventListener).mock.calls)
    window.removeEventListener(type, listener, options)
  document.head.replaceChildren()
  sessionStorage.clear()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Evaluates the entry once more, as another copy of it in the page. */
async function importAuto(): Promise<typeof import('./index.ts')> {
  vi.resetModules()
  const copy = await import('./index.ts')
  vi.runAllTimers()
  return copy
}

function press(key: string, code: string, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    code,
    altKey: true,
    shiftKey: true,
    bubbles: true,
    cancelable: true,
  })
  target.dispatchEvent(event)
  return event
}

const eventsOf = ({ recorder }: Mounted): string[] =>
  recorder.recording.find('').map(({ bus, event }) => `${bus} ${event}`)

test('buses made before and after, by any copy of the library, are recorded before the panel is opened', async () => {
  const early = createBus({ name: 'early' })
  const { openAuto } = await importAuto()
  const late = createBus({ name: 'late' })
  vi.resetModules()
  const other = (await import('eventscope')).createBus({ name: 'other copy' })
  for (const bus of [early, late, other]) bus.dispatch('a')
  expect(mounted).toHaveLength(0)
  await openAuto()
  expect(eventsOf(mounted[0]!)).toEqual(['early a', 'late a', 'other copy a'])
})

test('the shortcut opens the panel, and then opens and closes it', async () => {
  await importAuto()
  expect(press('E', 'KeyE').defaultPrevented).toBe(true)
  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1))
  press('E', 'KeyE')
  await vi.waitFor(() => expect(toggled).toHaveBeenCalledTimes(1))
  expect(mounted).toHaveLength(1)
})

test('in the own window of the panel, the shortcut is heard, too', async () => {
  await importAuto()
  const own = new EventTarget()
  window.dispatchEvent(new CustomEvent('eventscope-window', { detail: own }))
  expect(press('E', 'KeyE', own).defaultPrevented).toBe(true)
  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1))
})

test('a key in a field of the page is for the field', async () => {
  await importAuto()
  const field = document.body.appendChild(document.createElement('input'))
  expect(press('´', 'KeyE', field).defaultPrevented).toBe(false)
  field.remove()
})

test('it is said once which shortcut it is, the one that was set', async () => {
  vi.resetModules()
  const { configureAuto } = await import('./index.ts')
  configureAuto({ shortcut: 'Ctrl+Shift+F8' })
  vi.runAllTimers()
  await importAuto()
  expect(said.mock.calls).toEqual([[expect.stringContaining('Ctrl+Shift+F8')]])
})

test('a script of the page can set the shortcut', async () => {
  const script = document.createElement('script')
  script.dataset['eventscopeShortcut'] = 'Alt+Shift+V'
  script.type = 'text/plain'
  document.head.append(script)
  await importAuto()
  expect(press('E', 'KeyE').defaultPrevented).toBe(false)
  expect(press('V', 'KeyV').defaultPrevented).toBe(true)
})

test('imported by two copies, there is one panel', async () => {
  const first = await importAuto()
  const second = await importAuto()
  await Promise.all([first.openAuto(), second.openAuto()])
  expect(mounted).toHaveLength(1)
})

test('an option that is no good is refused, and changes nothing', async () => {
  const { configureAuto } = await importAuto()
  expect(() => configureAuto({ shortcut: 'F12', recorder: { capacity: 5 } })).toThrow(TypeError)
  expect(() => configureAuto({ key: 'E' } as object)).toThrow(/`key`/)
  expect(() => configureAuto({ shortcut: 7 } as object)).toThrow(/`shortcut`/)
  expect(() => configureAuto({ panel: 'right' } as object)).toThrow(/`panel`/)
  expect(() => configureAuto({ panel: { bus: [] } } as object)).toThrow(/`panel.bus`/)
  expect(press('E', 'KeyE').defaultPrevented).toBe(true)
})

test('opened once, it is there again after a reload', async () => {
  const { openAuto } = await importAuto()
  await openAuto()
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('eventscope.auto.1')]
  await importAuto()
  await vi.waitFor(() => expect(mounted).toHaveLength(2))
  // Open or closed, as it was left.
  expect(opened).toHaveBeenCalledTimes(1)
})

test('in production it has the same names, with the same types', async () => {
  const real = await importAuto()
  expect(Object.keys(stub).toSorted()).toEqual(Object.keys(real).toSorted())
  expectTypeOf(stub).toEqualTypeOf<Pick<typeof real, keyof typeof real>>()
})
