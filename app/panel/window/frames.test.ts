import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cancelAnimationFrame, lendFrames, requestAnimationFrame } from './frames.ts'

/** As much of a window as gives frames. */
class FakeWindow {
  private readonly callbacks = new Map<number, FrameRequestCallback>()
  private last = 0

  readonly requestAnimationFrame = (callback: FrameRequestCallback): number => {
    this.callbacks.set(++this.last, callback)
    return this.last
  }

  readonly cancelAnimationFrame = (id: number): void => void this.callbacks.delete(id)

  frame(): void {
    const due = [...this.callbacks.values()]
    this.callbacks.clear()
    for (const callback of due) callback(0)
  }

  get asked(): number {
    return this.callbacks.size
  }
}

let page: FakeWindow

beforeEach(() => {
  page = new FakeWindow()
  vi.stubGlobal('requestAnimationFrame', page.requestAnimationFrame)
  vi.stubGlobal('cancelAnimationFrame', page.cancelAnimationFrame)
})

afterEach(() => vi.unstubAllGlobals())

test('the first frame counts, of the page or of a window that shows its panel', () => {
  const popup = new FakeWindow()
  const giveBack = lendFrames(popup)
  const called = vi.fn<() => void>()
  requestAnimationFrame(called)
  popup.frame()
  expect(called).toHaveBeenCalledTimes(1)
  page.frame()
  popup.frame()
  expect(called).toHaveBeenCalledTimes(1)
  expect(page.asked).toBe(0)
  giveBack()
})

test('a window that shows a panel no more is not asked', () => {
  const popup = new FakeWindow()
  lendFrames(popup)()
  requestAnimationFrame(() => undefined)
  expect(popup.asked).toBe(0)
  expect(page.asked).toBe(1)
})

test('a frame that was cancelled comes in no window', () => {
  const popup = new FakeWindow()
  const giveBack = lendFrames(popup)
  const called = vi.fn<() => void>()
  cancelAnimationFrame(requestAnimationFrame(called))
  page.frame()
  popup.frame()
  expect(called).not.toHaveBeenCalled()
  giveBack()
})

test('what is asked for in a frame is for the next one', () => {
  const seen: number[] = []
  requestAnimationFrame(() => {
    seen.push(1)
    requestAnimationFrame(() => void seen.push(2))
  })
  page.frame()
  expect(seen).toEqual([1])
  page.frame()
  expect(seen).toEqual([1, 2])
})
