import { expect, test } from 'vitest'
import { displayPath, type Place, placeText, givenName } from './place.ts'

const ORIGIN = 'http://localhost:5173'

test.each([
  [`${ORIGIN}/app/demo/listeners/order.ts?t=1`, 'app/demo/listeners/order.ts'],
  [`${ORIGIN}/@fs/home/ana/shop/order.ts`, '/home/ana/shop/order.ts'],
  [`${ORIGIN}/@fs/C:/shop/order.ts`, 'C:/shop/order.ts'],
  [`${ORIGIN}/a%20b/order.ts`, 'a b/order.ts'],
  [`${ORIGIN}/100%/order.ts`, '100%/order.ts'],
  ['https://cdn.test/x/order.js?v=1', 'cdn.test/x/order.js'],
  ['webpack://shop/./src/order.ts', 'src/order.ts'],
  ['webpack-internal:///./src/order.ts', 'src/order.ts'],
  ['file:///home/ana/order.ts', '/home/ana/order.ts'],
  ['./order.ts?x', './order.ts'],
])('%s is shown as %s', (url, path) => {
  expect(displayPath(url, ORIGIN)).toBe(path)
})

test('a place is copied with its line and column, and code of the engine as the engine wrote it', () => {
  const frame = {
    functionName: undefined,
    url: undefined,
    line: undefined,
    column: undefined,
    raw: 'at forEach',
  }
  const place: Place = { ...frame, depth: 0, owner: 'browser', mapped: false, frame }
  expect(placeText(place, ORIGIN)).toBe('at forEach')
  expect(placeText({ ...place, url: `${ORIGIN}/a.ts?t=1`, line: 3, column: 7 }, ORIGIN)).toBe('a.ts:3:7')
  expect(placeText({ ...place, url: `${ORIGIN}/a.ts`, line: 3 }, ORIGIN)).toBe('a.ts:3')
})

test.each([
  ['bus.on.async', undefined],
  ['on.name', undefined],
  ['async e.once.timeout', undefined],
  ['EventBus.on', 'EventBus.on'],
  ['on', 'on'],
  ['Session.person.name', 'Session.person.name'],
  [undefined, undefined],
])('%s is the name %s', (made, name) => {
  expect(givenName(made)).toBe(name)
})
