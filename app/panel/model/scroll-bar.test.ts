import { expect, test } from 'vitest'
import { ScrollBar } from './scroll-bar.ts'

const VIEW = 300
/** A million rows of 24 px. */
const HIGH = 24_000_000

function barOf(content: number): ScrollBar {
  const bar = new ScrollBar()
  bar.resize(content, VIEW)
  return bar
}

test('a list that an element can hold is where its bar is', () => {
  const bar = barOf(10_000)
  expect(bar.height).toBe(10_000)
  expect(bar.move(1_234, 0)).toBe(1_234)
  bar.follow(77)
  expect(bar.at).toBe(77)
})

test('no element is made higher than the browsers with the least patience allow', () => {
  // Chromium's 2 ** 25 device pixels, at three for a px.
  expect(barOf(HIGH).height).toBeLessThan(2 ** 25 / 3)
})

test('both ends of the bar are the ends of the list', () => {
  const bar = barOf(HIGH)
  bar.follow(bar.listEnd)
  expect(bar.isAtEnd(bar.at)).toBe(true)
  expect(bar.move(0, bar.listEnd)).toBe(0)
  expect(bar.move(bar.height - VIEW, 0)).toBe(HIGH - VIEW)
})

test('a notch of the wheel moves a list as far as any other, wherever it is', () => {
  const bar = barOf(HIGH)
  let list = bar.move(bar.height / 2, 0)
  for (let notch = 0; notch < 50; notch++) {
    const before = list
    list = bar.move(bar.at + 100, list)
    expect(list - before).toBe(100)
    bar.follow(list)
  }
})

test('a jump goes to the same share of the list', () => {
  const bar = barOf(HIGH)
  const list = bar.move((bar.height - VIEW) / 4, 0)
  expect(list / bar.listEnd).toBeCloseTo(1 / 4, 6)
  bar.follow(list)
  expect(bar.at).toBe((bar.height - VIEW) / 4)
})

test('next to an end there is always room to scroll on', () => {
  const bar = barOf(HIGH)
  bar.follow(bar.listEnd)
  bar.follow(bar.listEnd - 48)
  expect(bar.isAtEnd(bar.at)).toBe(false)
  bar.follow(0)
  bar.follow(48)
  expect(bar.at).toBeGreaterThan(0)
})

test('steps that reach an end of the list take the bar to its end', () => {
  const bar = barOf(HIGH)
  const list = bar.move(1_000, 0)
  const top = bar.move(bar.at - 500, 400)
  bar.follow(top)
  expect(list).toBeGreaterThan(1_000)
  expect([top, bar.at]).toEqual([0, 0])
})
