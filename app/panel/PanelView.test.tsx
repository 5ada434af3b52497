// @vitest-environment happy-dom
import { createBus } from 'eventscope'
import { DriverBase } from 'eventscope/drivers'
import { createRecorder } from 'eventscope/recorder'
import { act, StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PanelView } from './PanelView.tsx'
import { createPanel } from './store.ts'

let root: Root
let place: HTMLElement

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // What frames bring is not looked at here.
  vi.stubGlobal('requestAnimationFrame', () => 0)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})

afterEach(async () => {
  await act(() => root.unmount())
  place.remove()
  vi.unstubAllGlobals()
  vi.useRealTimers()
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
  await act(() => root.render(<PanelView panel={createPanel(recorder)} />))
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
        <PanelView panel={createPanel(recorder)} />
        <PanelView panel={createPanel(recorder)} />
      </StrictMode>,
    ),
  )
  expect(control.state.muted).toEqual([listener])
  await act(() =>
    root.render(
      <StrictMode>
        <PanelView panel={createPanel(recorder)} />
      </StrictMode>,
    ),
  )
  expect(control.state.muted).toEqual([listener])
  await act(() => root.render(null))
  expect(control.state.muted).toEqual([])
})

/** Does that, and lets as much time pass as the panel takes to show it. */
async function passing(change: () => void): Promise<void> {
  await act(async () => {
    change()
    await vi.advanceTimersByTimeAsync(600)
  })
}

/** A driver that goes where it is told. */
class TestDriver extends DriverBase {
  constructor() {
    super('redis')
  }
  go(state: 'open' | 'down', reason?: string): void {
    this.enter(state, reason)
  }
  protected override send(): void {}
  protected override async release(): Promise<void> {}
}

test('a driver that is down is named in the status bar, and told of to those who do not see it', async () => {
  const recorder = createRecorder()
  const driver = new TestDriver()
  recorder.attach(createBus({ name: 'shop', driver }))
  driver.go('open')
  await act(() => root.render(<PanelView panel={createPanel(recorder)} />))
  expect(button('Sources').textContent).toBe('Sources')
  const news = place.querySelector('[role="status"][aria-label="Drivers"]')
  expect(news?.textContent).toBe('')
  await passing(() => driver.go('down', 'the server has gone'))
  expect(button('Sources: redis down').textContent).toBe('redis down')
  expect(news?.textContent).toBe('redis is down: the server has gone')
})

test('the list of sources shows drivers with what they were before, and how full queues are', async () => {
  const recorder = createRecorder()
  const driver = new TestDriver()
  let depth = 2
  const bus = createBus({ name: 'shop', driver })
  recorder.attach(bus)
  recorder.attach(
    Object.assign(createBus({ name: 'orders' }), { queues: () => [{ name: 'shard 0', depth, capacity: 8 }] }),
  )
  for (const at of [1, 2, 3]) {
    driver.go('open')
    driver.go('down', `reason ${at}`)
  }
  await act(() => root.render(<PanelView panel={createPanel(recorder)} />))
  await act(() => button('Sources: redis down').click())
  const list = (name: string): string[] =>
    [...document.querySelectorAll(`[aria-label="${name}"] > li`)].map(({ textContent }) => textContent)
  const dialog = document.querySelector('[role="dialog"]')
  expect(dialog?.textContent).toContain('reason 3')
  expect(list('Earlier states of redis')).toEqual([
    expect.stringMatching(/open$/),
    expect.stringMatching(/downreason 2$/),
    expect.stringMatching(/open$/),
  ])
  const more = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent.startsWith('Show all'),
  )
  await act(() => more?.click())
  expect(list('Earlier states of redis')).toHaveLength(5)
  const meter = (): string | null | undefined =>
    document.querySelector('[role="meter"]')?.getAttribute('aria-valuetext')
  expect(meter()).toBe('2 of 8')
  await passing(() => (depth = 7))
  expect(meter()).toBe('7 of 8')
})
