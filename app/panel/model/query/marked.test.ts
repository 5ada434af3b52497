import { parseQuery } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { EXAMPLES } from './examples.ts'
import { markPlace, piecesOf } from './marked.ts'

test('what is in backticks is set apart', () => {
  expect(piecesOf('`status` is one of ok, not `faild`')).toEqual([
    { text: 'status', start: 1, marked: true },
    { text: ' is one of ok, not ', start: 8, marked: false },
    { text: 'faild', start: 28, marked: true },
  ])
})

test('a place in a text is set apart, and the pieces are still the text', () => {
  expect(markPlace('a status:faild b', { start: 9, end: 14 })).toEqual([
    { text: 'a status:', start: 0, marked: false },
    { text: 'faild', start: 9, marked: true },
    { text: ' b', start: 14, marked: false },
  ])
})

test('where something is missing, a space is set apart', () => {
  expect(markPlace('name:', { start: 5, end: 5 }).at(-1)).toEqual({ text: ' ', start: 5, marked: true })
})

test.each(EXAMPLES)('the example $query is understood', ({ query }) => {
  expect(parseQuery(query).error).toBeUndefined()
})
