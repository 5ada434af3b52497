import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Strip } from './brush.ts'
import { type Held, pressKey } from './keys.ts'
import { MIN_RANGE } from './range-moves.ts'
import { strips } from './test-support.ts'

const bounds = { from: 0, to: 1_000 }
const all: Strip = { bounds, width: 500, range: undefined }
const chosen: Strip = { bounds, width: 500, range: { from: 400, to: 600 } }

const press = (strip: Strip, held: Held, key: string, shiftKey = false) =>
  pressKey(strip, held, { key, shiftKey })?.range

test('arrows move the range by a tenth of it, with Shift by a hundredth, pages by all of it', () => {
  expect(press(chosen, 'range', 'ArrowRight')).toEqual({ from: 420, to: 620 })
  expect(press(chosen, 'range', 'ArrowLeft')).toEqual({ from: 380, to: 580 })
  expect(press(chosen, 'range', 'ArrowLeft', true)).toEqual({ from: 398, to: 598 })
  expect(press(chosen, 'range', 'PageUp')).toEqual({ from: 600, to: 800 })
  expect(press(chosen, 'range', 'PageDown')).toEqual({ from: 200, to: 400 })
})

test('up, down, plus and minus zoom around the middle', () => {
  for (const key of ['ArrowUp', '+']) {
    const { from, to } = press(chosen, 'range', key)!
    expect([from, to]).toEqual([expect.closeTo(500 - 100 / 1.5), expect.closeTo(500 + 100 / 1.5)])
  }
  expect(press(chosen, 'range', 'ArrowDown')).toEqual({ from: 350, to: 650 })
  expect(press(chosen, 'range', '-')).toEqual({ from: 350, to: 650 })
})

test('Home and End go to the ends of the recording', () => {
  expect(press(chosen, 'range', 'Home')).toEqual({ from: 0, to: 200 })
  expect(press(chosen, 'range', 'End')).toEqual({ from: 800, to: 1_000 })
  expect(press(chosen, 'from', 'Home')).toEqual({ from: 0, to: 600 })
  expect(press(chosen, 'to', 'End')).toEqual({ from: 400, to: 1_000 })
})

test('on an end, arrows move that end, up and right to later', () => {
  for (const key of ['ArrowRight', 'ArrowUp']) {
    expect(press(chosen, 'from', key)).toEqual({ from: 420, to: 600 })
    expect(press(chosen, 'to', key)).toEqual({ from: 400, to: 620 })
  }
  expect(press(chosen, 'from', 'ArrowDown')).toEqual({ from: 380, to: 600 })
  expect(press(all, 'from', 'ArrowRight')).toEqual({ from: 100, to: 1_000 })
})

test('an end stops at the other end', () => {
  expect(press(chosen, 'from', 'End')).toEqual({ from: 600, to: 600 + MIN_RANGE })
  expect(press(chosen, 'to', 'Home')).toEqual({ from: 400, to: 400 + MIN_RANGE })
})

test('Escape, 0 and Backspace show all; where all is shown they are left to others', () => {
  for (const key of ['Escape', '0', 'Backspace']) {
    expect(pressKey(chosen, 'from', { key, shiftKey: false })).toEqual({ range: undefined })
    expect(pressKey(all, 'range', { key, shiftKey: false })).toBeUndefined()
  }
})

test('other keys are left to others', () => {
  for (const key of ['a', '/', 'Enter', 'Tab', ' ']) {
    expect(pressKey(chosen, 'range', { key, shiftKey: false })).toBeUndefined()
  }
})

test('whatever keys are pressed, the range is inside the recording and not empty', () => {
  const keys = [
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'PageUp',
    'PageDown',
    'Home',
    'End',
    '+',
    '-',
  ]
  const presses = fc.array(
    fc.tuple(fc.constantFrom(...keys), fc.constantFrom<Held[]>('range', 'from', 'to'), fc.boolean()),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(strips, presses, (strip, presses) => {
      let { range } = strip
      for (const [key, held, shiftKey] of presses) {
        range = pressKey({ ...strip, range }, held, { key, shiftKey })!.range
        if (range === undefined) continue
        expect(range.from).toBeGreaterThanOrEqual(strip.bounds.from)
        expect(range.to).toBeLessThanOrEqual(strip.bounds.to)
        expect(range.to).toBeGreaterThan(range.from)
      }
    }),
  )
})
