import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Frames } from './frames.ts'

let requests: Map<number, () => void>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  requests = new Map()
  let last = 0
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    requests.set(++last, callback)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => requests.delete(id))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** What the browser does for each frame. */
function frame(): void {
  const due = [...requests.values()]
  requests.clear()
  for (const callback of due) callback()
}

/** Lets time pass without events, until nothing is asked for any more. */
function fadeOut(): void {
  for (let at = 0; at < 20; at++) {
    frame()
    vi.advanceTimersByTime(100)
  }
  frame()
}

function setup() {
  const recorder = createRecorder()
  const bus = createBus()
  recorder.attach(bus)
  const frames = new Frames(recorder.recording)
  const listener = vi.fn<() => void>()
  return { bus, frames, listener }
}

/** Lets the recording tell of its changes. */
const told = (): Promise<void> => Promise.resolve()

test('a frame renders once, however much has changed', async () => {
  const { bus, frames, listener } = setup()
  frames.subscribe(listener)
  for (let at = 0; at < 100; at++) bus.dispatch('a')
  await told()
  bus.dispatch('a')
  await told()
  frames.ask()
  expect(listener).not.toHaveBeenCalled()
  expect(requests.size).toBe(1)
  frame()
  expect(listener).toHaveBeenCalledTimes(1)
  expect(frames.count).toBe(1)
})

test('all subscribers share the frame', () => {
  const { frames, listener } = setup()
  const other = vi.fn<() => void>()
  frames.subscribe(listener)
  frames.subscribe(other)
  expect(requests.size).toBe(1)
  frame()
  expect([listener.mock.calls.length, other.mock.calls.length]).toEqual([1, 1])
})

test('when nothing changes, nothing is asked for once rates have fallen', async () => {
  const { bus, frames, listener } = setup()
  frames.subscribe(listener)
  fadeOut()
  expect(requests.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  const { length } = listener.mock.calls
  expect(length).toBeGreaterThan(5)
  bus.dispatch('a')
  await told()
  frame()
  expect(listener).toHaveBeenCalledTimes(length + 1)
})

test('while anything grows it keeps asking, and stops when nothing does', () => {
  const { frames, listener } = setup()
  frames.subscribe(listener)
  fadeOut()
  const stopOne = frames.grow()
  const stopOther = frames.grow()
  fadeOut()
  expect(vi.getTimerCount()).toBe(1)
  stopOne()
  stopOne()
  fadeOut()
  expect(vi.getTimerCount()).toBe(1)
  stopOther()
  fadeOut()
  expect(requests.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('after the last has unsubscribed there is no frame, no timer and no request', async () => {
  const { bus, frames, listener } = setup()
  const stop = frames.subscribe(listener)
  frames.grow()
  frame()
  expect(vi.getTimerCount()).toBe(1)
  bus.dispatch('a')
  await told()
  stop()
  expect(requests.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  bus.dispatch('a')
  await told()
  frames.ask()
  expect(requests.size).toBe(0)
  expect(listener).toHaveBeenCalledTimes(1)
})

test('one that unsubscribes leaves the others be', () => {
  const { frames, listener } = setup()
  const stop = frames.subscribe(vi.fn<() => void>())
  frames.subscribe(listener)
  stop()
  frame()
  expect(listener).toHaveBeenCalledTimes(1)
})

test('the last one may unsubscribe in its frame, and leaves no timer', () => {
  const { frames } = setup()
  const stop = frames.subscribe(() => stop())
  frame()
  expect(requests.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('one that subscribes after a stop is told of changes again', async () => {
  const { bus, frames, listener } = setup()
  frames.subscribe(vi.fn<() => void>())()
  frames.subscribe(listener)
  fadeOut()
  listener.mockClear()
  bus.dispatch('a')
  await told()
  expect(requests.size).toBe(1)
  frame()
  expect(listener).toHaveBeenCalledTimes(1)
})

test('between a change and its frame the recording has nobody to tell', () => {
  const subscribers = new Set<() => void>()
  const frames = new Frames({
    subscribe: (listener) => {
      subscribers.add(listener)
      return () => subscribers.delete(listener)
    },
  })
  const stop = frames.subscribe(() => {})
  expect(subscribers.size).toBe(0)
  frame()
  expect(subscribers.size).toBe(1)
  for (const subscriber of subscribers) subscriber()
  expect(subscribers.size).toBe(0)
  expect(requests.size).toBe(1)
  frame()
  expect(subscribers.size).toBe(1)
  stop()
  expect(subscribers.size).toBe(0)
})

test('one that subscribed calmly is told ten times a second at most, and of the last change', async () => {
  const { bus, frames, listener } = setup()
  const stop = frames.subscribeCalmly(listener)
  for (let ms = 0; ms < 1_000; ms += 20) {
    bus.dispatch('a')
    await told()
    frame()
    vi.advanceTimersByTime(20)
  }
  const { length } = listener.mock.calls
  expect(length).toBeGreaterThanOrEqual(8)
  expect(length).toBeLessThanOrEqual(11)
  frame()
  frames.ask()
  frame()
  vi.advanceTimersByTime(100)
  frame()
  expect(listener.mock.calls.length).toBeGreaterThan(length)
  expect(frames.calmCount).toBe(listener.mock.calls.length)
  stop()
  expect(requests.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
