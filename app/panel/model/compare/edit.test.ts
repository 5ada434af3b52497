import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePayload } from './edit.ts'

test('any JSON is read as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const parsed = parsePayload(text)
      expect(parsed).toEqual({ ok: true, value: JSON.parse(text) })
    }),
  )
})

test('a key named __proto__ is a key like others', () => {
  const parsed = parsePayload('{"__proto__": {"a": 1}}')
  expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__'])
})

test('any other text is an error with a place in it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parsePayload(text)
      if (parsed.ok) return
      expect(parsed.errors.length).toBeGreaterThan(0)
      for (const { offset, line, column } of parsed.errors) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset).toBeLessThanOrEqual(text.length)
        expect(line).toBe(text.slice(0, offset).split('\n').length)
        expect(column).toBeGreaterThan(0)
      }
    }),
  )
})

test('no text is no payload', () => {
  expect(parsePayload(' \n')).toEqual({ ok: true, value: undefined })
})

test('what is wrong is said where it is', () => {
  expect(parsePayload('{\n  "qty": ,\n}')).toMatchObject({
    ok: false,
    errors: [
      { message: 'a value is missing', line: 2, column: 10 },
      { message: 'a key in double quotes is missing', line: 3, column: 1 },
      {},
    ],
  })
})
