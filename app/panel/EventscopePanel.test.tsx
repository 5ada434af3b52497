// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { act, StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EventscopePanel } from './EventscopePanel.tsx'
import { createPanel } from './store.ts'

let root: Root
let place: HTMLElement

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // What frames bring is not looked at here.
  vi.stubGlobal('requestAnimationFrame', () => 0)
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})

afterEach(async () => {
  await act(() => root.unmount())
  place.remove()
  vi.unstubAllGlobals()
})

function recorded() {
  const recorder = createRecorder()
  const bus = createBus()
  recorder.attach(bus)
  bus.on('a', () => undefined)
  return { recorder, bus, listener: recorder.recording.listeners[0]!.id }
}

const button = (name: string): HTMLElement =>
  place.querySelector<HTMLElement>(`button[aria-label="${name}"]`) ?? expect.fail(`no button ${name}`)

test('what floats is there without a portal, too', async () => {
  const { recorder } = recorded()
  await act(() => root.render(<EventscopePanel panel={createPanel(recorder)} />))
  await act(() => button('Settings').click())
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Settings')
})

test('what the page had muted stays muted when a panel opens, and is undone when the last one closes', async () => {
  const { recorder, listener } = recorded()
  const { control } = recorder
  control.mute(listener)
  await act(() =>
    root.render(
      <StrictMode>
        <EventscopePanel panel={createPanel(recorder)} />
        <EventscopePanel panel={createPanel(recorder)} />
      </StrictMode>,
    ),
  )
  expect(control.state.muted).toEqual([listener])
  await act(() =>
    root.render(
      <StrictMode>
        <EventscopePanel panel={createPanel(recorder)} />
      </StrictMode>,
    ),
  )
  expect(control.state.muted).toEqual([listener])
  await act(() => root.render(null))
  expect(control.state.muted).toEqual([])
})
