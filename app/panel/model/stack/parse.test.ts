import { expect, test } from 'vitest'
import { parseStack } from './parse.ts'

/** Frames without the engine's own text. */
const framesOf = (stack: string) =>
  parseStack(stack).map(({ functionName, url, line, column }) => ({ functionName, url, line, column }))

const ORDER = 'http://localhost:5173/app/demo/listeners/order.ts?t=17'

test('a stack of Chromium has its functions and places', () => {
  const stack = [
    'Error',
    `    at EventBus.dispatch (http://localhost:5173/lib/core/bus.ts:106:15)`,
    `    at ${ORDER}:35:7`,
    `    at async Checkout.pay (${ORDER}:40:3)`,
    `    at new Order (${ORDER}:41:5)`,
  ].join('\n')
  expect(framesOf(stack)).toEqual([
    {
      functionName: 'EventBus.dispatch',
      url: 'http://localhost:5173/lib/core/bus.ts',
      line: 106,
      column: 15,
    },
    { functionName: undefined, url: ORDER, line: 35, column: 7 },
    { functionName: 'async Checkout.pay', url: ORDER, line: 40, column: 3 },
    { functionName: 'new Order', url: ORDER, line: 41, column: 5 },
  ])
})

test('a stack of Firefox has its functions and places', () => {
  const stack = [
    'dispatch@http://localhost:5173/lib/core/bus.ts:106:15',
    `@${ORDER}:35:7`,
    `promise callback*pay@${ORDER}:40:3`,
    '',
  ].join('\n')
  expect(framesOf(stack)).toEqual([
    { functionName: 'dispatch', url: 'http://localhost:5173/lib/core/bus.ts', line: 106, column: 15 },
    { functionName: undefined, url: ORDER, line: 35, column: 7 },
    { functionName: 'promise callback*pay', url: ORDER, line: 40, column: 3 },
  ])
})

test('a stack of Safari has its functions and places, and those of the engine', () => {
  const stack = [
    'dispatch@http://localhost:5173/lib/core/bus.ts:106:15',
    'forEach@[native code]',
    `global code@${ORDER}:35:7`,
  ].join('\n')
  expect(framesOf(stack)).toEqual([
    { functionName: 'dispatch', url: 'http://localhost:5173/lib/core/bus.ts', line: 106, column: 15 },
    { functionName: 'forEach', url: undefined, line: undefined, column: undefined },
    { functionName: 'global code', url: ORDER, line: 35, column: 7 },
  ])
})

test.each([
  ['    at Array.forEach (<anonymous>)', 'Array.forEach'],
  ['    at new Promise (<anonymous>)', 'new Promise'],
  ['    at async Promise.all (index 0)', 'async Promise.all'],
  ['    at UtilityScript.evaluate (<anonymous>:372:16)', 'UtilityScript.evaluate'],
  ['    at eval (eval at evaluate (:370:30), <anonymous>:1:125)', 'eval'],
])('code without an address is a frame of the engine: %s', (line, functionName) => {
  const [frame] = framesOf(`${line}\n    at pay (${ORDER}:1:1)`)
  expect(frame).toEqual({ functionName, url: undefined, line: undefined, column: undefined })
})

test('parentheses in an address are kept', () => {
  const url = 'http://localhost:3000/app/(shop)/[id]/page.tsx'
  const stack = `Error\n    at Page (${url}:3:9)\n    at ${url}:4:1`
  expect(framesOf(stack).map((frame) => frame.url)).toEqual([url, url])
})

test("an error's message is no frame", () => {
  const stack = `TypeError: no stock\nfor: A1\n  at the warehouse\n    at pay (${ORDER}:1:1)`
  expect(framesOf(stack)).toEqual([{ functionName: 'pay', url: ORDER, line: 1, column: 1 }])
})

test.each(['', 'Error', 'Error: declined', 'Error: a: b', '\n\n', '@', 'at', '    at '])(
  'a text without frames has none: %j',
  (stack) => expect(parseStack(stack)).toEqual([]),
)

test('a real error of this engine is read', () => {
  const [frame] = framesOf(new Error('first\nsecond').stack ?? '')
  expect(frame?.url).toContain('parse.test.ts')
  expect(frame?.line).toBeGreaterThan(0)
})

test('equal stacks are parsed once', () => {
  const stack = `Error\n    at pay (${ORDER}:77:1)`
  expect(parseStack(`${stack}`)).toBe(parseStack(stack.slice()))
})
