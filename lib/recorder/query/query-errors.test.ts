import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileQuery, completeQuery, parseQuery, QuerySyntaxError } from '../index.ts'
import { recordedBus } from '../test-support.ts'

/** What is wrong, with the wrong place of the query. */
function wrong(query: string): [place: string, message: string] {
  const { error } = parseQuery(query)
  return error === undefined ? ['', ''] : [query.slice(error.start, error.end), error.message]
}

it('a broken query says where it is, what is wrong, and what would be right', () => {
  const expected: [query: string, place: string, message: RegExp][] = [
    ['a status:faild', 'faild', /^`status` is one of ok, failed, waiting, not `faild`$/],
    ['status:ok|*', '*', /^`status` is one of ok, failed, waiting, not `\*`$/],
    ['status:', 'status:', /^`status` is one of ok, failed, waiting$/],
    ['status>ok', '>', /^`status` can't be compared by `>`; write `status:`, `status=`, `status!=`$/],
    ['a durr>16', 'durr', /^`durr` is not a field; did you mean `dur`\?/],
    ['statsu:ok', 'statsu', /did you mean `status`\?/],
    ['list:a', 'list', /did you mean `listener`\?/],
    ['a 12:30', '12', /`12` is not a field; .*quote it: "12:30"/],
    ['http://shop/a?b=c', 'http', /quote it: "http:\/\/shop\/a\?b=c"/],
    ['name:a "b c', '"b c', /^this quote is never closed$/],
    ["listener:'charge card", "'charge card", /^this quote is never closed$/],
    ['listener:"a"b', '"', /^a space must follow this quote/],
    ['dur>', 'dur>', /^`dur` needs a number, as 16, 1\.5s$/],
    ['a dur>fast b', 'fast', /^`dur` needs a number, as 16, 1\.5s, not `fast`$/],
    ['dur>16h', '16h', /^`dur` needs a number/],
    ['dur>1e999', '1e999', /^`dur` needs a number/],
    ['id:1s', '1s', /^`id` needs a number, as 42, not `1s`$/],
    ['parent:no', 'no', /^`parent` needs a number, as 42, or none, not `no`$/],
    ['parent>none', 'none', /^`parent` needs a number/],
    ['after:soon', 'soon', /^`after` needs a time since the page's start, as 10s, 500ms, not `soon`$/],
    ['after>10s', '>', /^`after` can't be compared by `>`; write `after:`, `after=`$/],
    ['before:1s|2s', '|2s', /^`before:` takes one value$/],
    ['dur>1|2', '|2', /^`dur>` takes one value$/],
    ['name>a', '>', /^`name` can't be compared by `>`; write `name:`, `name=`, `name!=`$/],
    ['payload.sku=', 'payload.sku=', /^nothing to compare `payload\.sku` with$/],
    ['name: a', 'name:', /^nothing to compare `name` with$/],
    ['payload.=1', 'payload.', /^`payload\.` is no path; one is as payload\.sku/],
    ['payload.a..b=1', 'payload.a..b', /is no path/],
    ['payload[=1', 'payload[', /is no path/],
    ['a ( b', '(', /^this `\(` is never closed/],
    ['a (', '(', /^this `\(` is never closed/],
    ['a ) b', ')', /^this `\)` closes nothing/],
    [')', ')', /^this `\)` closes nothing/],
    ['a () b', '()', /^nothing between these parentheses$/],
    ['a OR', 'OR', /^`OR` needs a term on both sides/],
    ['OR a', 'OR', /^`OR` needs a term on both sides/],
    ['(OR a)', 'OR', /^`OR` needs a term on both sides/],
    ['a OR OR b', 'OR', /^`OR` needs a term on both sides/],
    ['a AND', 'AND', /^`AND` needs a term on both sides/],
    ['a AND AND b', 'AND', /^`AND` needs a term on both sides/],
    ['AND', 'AND', /^`AND` needs a term on both sides/],
    ['a -', '-', /^nothing to leave out after `-`/],
    ['NOT OR a', 'NOT', /^nothing to leave out after `NOT`/],
    ['dur > 16', '>', /^nothing before `>`: write field, operator and value without spaces, as dur>16/],
    ['=16', '=16', /^nothing before `=`/],
    ['status:|ok', '|', /^`\|` needs a value on both sides/],
    ['a|', '|', /^`\|` needs a value on both sides/],
    ['a||b', '|', /^`\|` needs a value on both sides/],
    ['|', '|', /^`\|` needs a value on both sides/],
  ]
  for (const [query, place, message] of expected) {
    const [actualPlace, actual] = wrong(query)
    expect([query, actualPlace, actual]).toEqual([query, place, expect.stringMatching(message)])
  }
})

it('a pattern too long is refused, wherever one can stand', () => {
  const pattern = `*${'?'.repeat(100)}`
  for (const query of [pattern, `payload:${pattern}`, `name:a|${pattern}`, `payload.a:${pattern}`]) {
    expect(wrong(query)).toEqual([pattern, 'a pattern has at most 100 characters'])
    expect(parseQuery(query.slice(0, -1)).error).toBeUndefined()
    expect(parseQuery(query.replace(pattern, `"${pattern}"`)).error).toBeUndefined()
  }
})

it('places are counted in the whole query', () => {
  expect(parseQuery('a status:faild b').error).toMatchObject({ start: 9, end: 14 })
  expect(parseQuery('a OR b OR').error).toMatchObject({ start: 7, end: 9 })
  expect(parseQuery('a|b||c').error).toMatchObject({ start: 4, end: 5 })
})

it('a query too long, or too deep, is refused', () => {
  expect(parseQuery('a '.repeat(12_500)).error).toBeUndefined()
  expect(parseQuery('a '.repeat(12_501)).error).toMatchObject({ start: 25_000, end: 25_002 })
  expect(parseQuery(`${'('.repeat(90)}a${')'.repeat(90)}`).error).toBeUndefined()
  expect(parseQuery('(-a) '.repeat(200)).error).toBeUndefined()
  expect(wrong(`${'('.repeat(5_000)}a`)[1]).toBe('more than 100 parentheses or negations inside one another')
  expect(wrong(`${'-'.repeat(5_000)}a`)[1]).toBe('more than 100 parentheses or negations inside one another')
})

it('a broken query finds nothing, and throws where a predicate is asked for', () => {
  const { bus, recording } = recordedBus()
  bus.dispatch('a')
  const query = parseQuery('status:faild')
  expect(query.matches(recording.columns, 0)).toBe(false)
  expect(query).toMatchObject({ isEmpty: false, early: false, timed: false })
  expect(() => recording.find('a status:faild b')).toThrow(QuerySyntaxError)
  const thrown = catchFrom(() => compileQuery('a status:faild b'))
  expect(thrown).toBeInstanceOf(SyntaxError)
  expect(thrown).toMatchObject({ name: 'QuerySyntaxError', start: 9, end: 14 })
  expect((thrown as Error).message).toBe(
    '`status` is one of ok, failed, waiting, not `faild`: a status:⟦faild⟧ b',
  )
  const long = catchFrom(() => compileQuery(`${'x'.repeat(5_000)} status:${'y'.repeat(4_000)} z`)) as Error
  expect(long.message.slice(long.message.indexOf('⟦')).length).toBeLessThan(100)
})

/** Pieces of queries in any order: broken in more ways than texts made of letters are. */
const tokenSoup = fc
  .array(
    fc.constantFrom(
      ...['(', ')', '-', '"', "'", '\\', '|', ' ', ':', '=', '!=', '>', '>=', '<', '*', '?', '.', '[', ']'],
      ...[
        'OR',
        'AND',
        'NOT',
        'name',
        'status',
        'dur',
        'payload',
        'parent',
        'after',
        'listener',
        'ok',
        '16',
        's',
        'é',
      ],
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''))

it('no text at all makes it throw, and what is wrong is a place in the text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), tokenSoup)
  const words = { events: ['cart.added', 'a b'], buses: ['shop'], listeners: ['charge card'] }
  fc.assert(
    fc.property(texts, fc.integer({ min: -2, max: 60 }), (text, caret) => {
      const { error } = parseQuery(text)
      const isPlace =
        error === undefined || (0 <= error.start && error.start < error.end && error.end <= text.length)
      expect([error, isPlace]).toEqual([error, true])
      const { from, to, items } = completeQuery(text, caret, words)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeGreaterThanOrEqual(from)
      expect(to).toBeLessThanOrEqual(text.length)
      expect(items.length).toBeLessThanOrEqual(12)
    }),
    { numRuns: 3_000 },
  )
})

function catchFrom(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}
