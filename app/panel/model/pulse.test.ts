import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pulse } from './pulse.ts'

/** As much of a document as tells whether the page is hidden. */
class FakeDocument extends EventTarget {
  hidden = false

  hide(hidden: boolean): void {
    this.hidden = hidden
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let page: FakeDocument

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  page = new FakeDocument()
  vi.stubGlobal('document', page)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setup() {
  const recorder = createRecorder()
  const { recording } = recorder
  const bus = createBus()
  recorder.attach(bus)
  const subscribe = vi.spyOn(recording, 'subscribe')
  const pulse = new Pulse(recording)
  const listener = vi.fn<() => void>()
  /** How often the recording was asked to tell of its changes. */
  const listening = (): number => subscribe.mock.calls.length
  return { bus, pulse, listener, listening }
}

/** Lets the recording tell of its changes. */
const told = (): Promise<void> => Promise.resolve()

test('the first change is shown at once, then twice a second at most', async () => {
  const { bus, pulse, listener } = setup()
  pulse.subscribe(listener)
  bus.dispatch('a')
  await told()
  expect(listener).toHaveBeenCalledTimes(1)
  for (let ms = 0; ms < 2_000; ms += 10) {
    bus.dispatch('a')
    await told()
    vi.advanceTimersByTime(10)
  }
  expect(listener).toHaveBeenCalledTimes(5)
  expect(pulse.count).toBe(5)
})

test('while nothing changes there is no pulse and no timer', async () => {
  const { bus, pulse, listener } = setup()
  pulse.subscribe(listener)
  bus.dispatch('a')
  await told()
  vi.advanceTimersByTime(500)
  expect(vi.getTimerCount()).toBe(0)
  expect(listener).toHaveBeenCalledTimes(1)
  bus.dispatch('a')
  await told()
  expect(listener).toHaveBeenCalledTimes(2)
})

test('what changed between two pulses is shown, though the recording told nobody of it', async () => {
  const { bus, pulse, listener, listening } = setup()
  pulse.subscribe(listener)
  bus.dispatch('a')
  await told()
  const before = listening()
  for (let at = 0; at < 100; at++) {
    bus.dispatch('a')
    await told()
  }
  expect(listening()).toBe(before)
  vi.advanceTimersByTime(500)
  expect(listener).toHaveBeenCalledTimes(2)
})

test('while the page is hidden there is no pulse; once it is shown again, what has changed is', async () => {
  const { bus, pulse, listener } = setup()
  pulse.subscribe(listener)
  bus.dispatch('a')
  await told()
  page.hide(true)
  expect(vi.getTimerCount()).toBe(0)
  bus.dispatch('a')
  await told()
  vi.advanceTimersByTime(5_000)
  expect(listener).toHaveBeenCalledTimes(1)
  page.hide(false)
  expect(listener).toHaveBeenCalledTimes(2)
})

test('after the last has unsubscribed nothing is left', async () => {
  const { bus, pulse, listener } = setup()
  const stop = pulse.subscribe(vi.fn<() => void>())
  const stopOther = pulse.subscribe(listener)
  stop()
  bus.dispatch('a')
  await told()
  expect(listener).toHaveBeenCalledTimes(1)
  stopOther()
  expect(vi.getTimerCount()).toBe(0)
  bus.dispatch('a')
  await told()
  page.hide(false)
  expect(listener).toHaveBeenCalledTimes(1)
})
