import { describe, expect, test } from 'vitest'
import { GridScroll, ROW_HEIGHTS } from './grid-scroll.ts'

const ROW_HEIGHT = ROW_HEIGHTS.compact

/** Rows `first` … `first + length − 1`, oldest at the top. */
function rowsFrom(first: number, length: number) {
  return {
    first,
    length,
    rowAt(index: number): number {
      return index < 0 || index >= this.length ? -1 : this.first + index
    },
    indexOf(row: number): number {
      const index = row - this.first
      return index < 0 || index >= this.length ? -1 : index
    },
  }
}

const VIEW = 10 * ROW_HEIGHT

function scrollOver(length: number) {
  const rows = rowsFrom(0, length)
  const scroll = new GridScroll(rows)
  scroll.resize(VIEW)
  return { rows, scroll }
}

describe('the place of the grid', () => {
  test('following shows the newest rows in the very frame in which they arrive', () => {
    const { rows, scroll } = scrollOver(100)
    scroll.layout(true)
    rows.length = 5_000
    const { top, to } = scroll.layout(true)
    expect(to).toBe(5_000)
    expect(top + VIEW).toBe(5_001 * ROW_HEIGHT)
  })

  test('rows in view stay in view when older ones drop out', () => {
    const { rows, scroll } = scrollOver(1_000)
    scroll.moveTo(500 * ROW_HEIGHT + 7)
    rows.first = 200
    expect(scroll.layout(false).top).toBe(300 * ROW_HEIGHT + 7)
  })

  test('rows in view stay in view when newer ones arrive', () => {
    const { rows, scroll } = scrollOver(1_000)
    scroll.moveTo(500 * ROW_HEIGHT)
    rows.length = 2_000
    expect(scroll.layout(false).top).toBe(500 * ROW_HEIGHT)
  })

  test('at the top nothing is held', () => {
    const { rows, scroll } = scrollOver(1_000)
    scroll.moveTo(0)
    rows.first = 200
    expect(scroll.layout(false).top).toBe(0)
  })

  test('a place below the end, after a clear, is moved to the end', () => {
    const { rows, scroll } = scrollOver(1_000)
    scroll.moveTo(900 * ROW_HEIGHT)
    rows.length = 3
    expect(scroll.layout(false)).toMatchObject({ top: 0, shift: 0, from: 0, to: 3 })
  })

  test('only rows in view and a few beyond are rendered', () => {
    const { scroll } = scrollOver(100_000)
    scroll.moveTo(50_000 * ROW_HEIGHT)
    const { from, to } = scroll.layout(false)
    expect(from).toBeLessThan(50_000)
    expect(to).toBeGreaterThan(50_010)
    expect(to - from).toBeLessThan(40)
  })

  test('while following, hardly more rows are rendered than are in view', () => {
    const { scroll } = scrollOver(100_000)
    const { from, to } = scroll.layout(true)
    expect(to - from).toBeGreaterThanOrEqual(VIEW / ROW_HEIGHT - 1)
    expect(to - from).toBeLessThan(VIEW / ROW_HEIGHT + 4)
  })

  test('a revealed row is whole, under the header and above the edge', () => {
    const { scroll } = scrollOver(1_000)
    scroll.layout(false)
    scroll.reveal(500)
    const { top } = scroll.layout(false)
    expect((500 + 1) * ROW_HEIGHT - top).toBe(VIEW - ROW_HEIGHT)
    scroll.reveal(100)
    expect(scroll.layout(false).top).toBe(100 * ROW_HEIGHT)
  })

  test('a row in view already is revealed without scrolling', () => {
    const { scroll } = scrollOver(1_000)
    scroll.moveTo(100 * ROW_HEIGHT)
    scroll.reveal(104)
    expect(scroll.layout(false).top).toBe(100 * ROW_HEIGHT)
  })

  test('the selected row stays in view when the details take half of the height', () => {
    const { scroll } = scrollOver(1_000)
    scroll.moveTo(100 * ROW_HEIGHT)
    scroll.layout(false)
    scroll.resize(VIEW / 2, 107)
    const { top } = scroll.layout(false)
    expect((107 + 1) * ROW_HEIGHT - top).toBe(VIEW / 2 - ROW_HEIGHT)
    scroll.resize(VIEW / 4, 500)
    expect(scroll.layout(false).top).toBe(top)
  })

  test('the position it asked for is told from one the user made', () => {
    const { scroll } = scrollOver(1_000)
    const { top } = scroll.layout(true)
    expect(scroll.isOwn(top)).toBe(true)
    expect(scroll.isOwn(top - ROW_HEIGHT)).toBe(false)
    expect(scroll.isAtEnd(top)).toBe(true)
    expect(scroll.isAtEnd(top - ROW_HEIGHT)).toBe(false)
  })

  test('a million rows are within what a browser can scroll, the newest and the oldest among them', () => {
    const { scroll } = scrollOver(1_000_000)
    const following = scroll.layout(true)
    expect(following.to).toBe(1_000_000)
    expect(following.height).toBeLessThan(10_000_000)
    // The last row ends where the element does.
    expect(1_000_000 * ROW_HEIGHT + following.shift).toBe(following.height)
    scroll.moveTo(following.top - ROW_HEIGHT)
    expect(scroll.layout(false).to).toBe(1_000_000)
    scroll.moveTo(0)
    expect(scroll.layout(false)).toMatchObject({ top: 0, shift: 0, from: 0 })
  })

  test('a row held while older ones drop out of a million stays where it is on screen', () => {
    const { rows, scroll } = scrollOver(1_000_000)
    scroll.layout(true)
    scroll.moveTo(4_000_000)
    const onScreen = (row: number): number => {
      const { top, shift } = scroll.layout(false)
      return rows.indexOf(row) * ROW_HEIGHT + shift - top
    }
    const row = rows.rowAt(scroll.layout(false).from + 10)
    const before = onScreen(row)
    for (let dropped = 0; dropped < 100; dropped++) {
      rows.first += 997
      expect(onScreen(row)).toBeCloseTo(before, 6)
    }
  })
})

test('what is at the top stays there when rows get higher', () => {
  const { scroll } = scrollOver(1_000)
  scroll.moveTo(500 * ROW_HEIGHT)
  scroll.layout(false)
  expect(scroll.layout(false, ROW_HEIGHTS.comfortable).top).toBe(500 * ROW_HEIGHTS.comfortable)
})
