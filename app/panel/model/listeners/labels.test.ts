import { expect, test } from 'vitest'
import { instancesText, MARK_LABELS, modeText, ownerText, shareText, stateText } from './labels.ts'
import { registeredAt } from './place.ts'
import { known, recordedBus } from './test-support.ts'

test.each([
  [{ async: false, once: false, timeout: undefined }, 'inline'],
  [{ async: true, once: false, timeout: 5_000 }, 'async · timeout 5 s'],
  [{ async: false, once: true, timeout: 250 }, 'inline · once · timeout 250 ms'],
])('%o runs %s', (mode, text) => {
  expect(modeText(mode)).toBe(text)
})

test('a listener is registered, or removed at a time', () => {
  const noon = new Date(2026, 0, 1, 12, 0, 0).getTime()
  expect(stateText({ active: true, removed: undefined }, noon)).toBe('registered')
  expect(stateText({ active: false, removed: 184_000 }, noon)).toBe('removed 12:03:04')
  expect(stateText({ active: false, removed: undefined }, noon)).toBe('removed')
})

test('a component is told from other owners', () => {
  expect(ownerText('CouponForm')).toBe('<CouponForm>')
  expect(ownerText('checkout module')).toBe('checkout module')
})

/** A listener that is in so many instances. */
function inInstances({ count, managed }: { count: number; managed: boolean }) {
  const { bus, all } = recordedBus({ stacks: 'listeners' })
  for (let times = 0; times < count; times++) bus.on('a', () => {}, { name: 'row', managed })
  return known(all()[0])
}

test('of several instances it is said how many there are, and how many are looked at', () => {
  const rows = inInstances({ count: 10, managed: true })
  expect(instancesText(rows, 10)).toBe('10')
  expect(instancesText(rows, 3)).toBe('3 of 10')
  expect(instancesText(rows, 1)).toBe('one of 10')
  expect(instancesText({ ...rows, active: false }, 1)).toBeUndefined()
})

test('nothing is said of the only instance, or of registrations that need not be instances', () => {
  expect(instancesText(inInstances({ count: 1, managed: true }), 1)).toBeUndefined()
  expect(instancesText(inInstances({ count: 10, managed: false }), 10)).toBeUndefined()
})

test.each([
  [0, '0 %'],
  [0.004, '< 1 %'],
  [0.126, '13 %'],
  [1, '100 %'],
])('a share of %d is %s', (share, text) => {
  expect(shareText(share)).toBe(text)
})

test('marks are told in words', () => {
  expect(MARK_LABELS['always-failing']).toBe('always failing')
})

test('a place is told as the page knows it', () => {
  const place = 'at wire (http://localhost:5173/app/demo/cart.ts?t=17:35:7)'
  expect(registeredAt({ place }, 'http://localhost:5173')).toBe('app/demo/cart.ts:35')
  expect(registeredAt({ place: undefined }, 'http://localhost:5173')).toBeUndefined()
})
