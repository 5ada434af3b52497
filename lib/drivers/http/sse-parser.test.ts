import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SseEvent, SseParser } from './sse-parser.ts'

const LIMIT = 1_000

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function parse(text: string, parser: SseParser = new SseParser(LIMIT)): SseEvent[] {
  return parser.push(bytesOf(text))
}

/** Read in chunks cut at these places. */
function parseCut(text: string, cuts: readonly number[]): { events: SseEvent[]; parser: SseParser } {
  const bytes = bytesOf(text)
  const parser = new SseParser(LIMIT)
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  const events: SseEvent[] = []
  let start = 0
  for (const place of places) {
    events.push(...parser.push(bytes.subarray(start, place)))
    start = place
  }
  return { events, parser }
}

describe('the parser of server-sent events', () => {
  // The examples of the specification.
  it.each([
    [
      'data over several lines, a comment and an id',
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
      [
        { type: 'message', data: 'first event', id: '1' },
        { type: 'message', data: 'second event', id: undefined },
        { type: 'message', data: ' third event', id: undefined },
      ],
    ],
    [
      'empty data, and an event that has not ended',
      'data\n\ndata\ndata\n\ndata:',
      [
        { type: 'message', data: '', id: undefined },
        { type: 'message', data: '\n', id: undefined },
      ],
    ],
    [
      'a space after the colon, or none',
      'data:test\n\ndata: test\n\n',
      [
        { type: 'message', data: 'test', id: undefined },
        { type: 'message', data: 'test', id: undefined },
      ],
    ],
    [
      'stocks',
      'data: YHOO\ndata: +2\ndata: 10\n\n',
      [{ type: 'message', data: 'YHOO\n+2\n10', id: undefined }],
    ],
    [
      'types, which hold for one event',
      'event: add\ndata: 1\n\ndata: 2\n\nevent: gone\n\ndata: 3\n\n',
      [
        { type: 'add', data: '1', id: undefined },
        { type: 'message', data: '2', id: undefined },
        { type: 'message', data: '3', id: undefined },
      ],
    ],
    [
      'an id, which holds until the next',
      'id: a\ndata: 1\n\ndata: 2\n\nid: b\0c\ndata: 3\n\n',
      [
        { type: 'message', data: '1', id: 'a' },
        { type: 'message', data: '2', id: 'a' },
        { type: 'message', data: '3', id: 'a' },
      ],
    ],
    ['fields it does not know', 'foo: 1\n data: 2\ndata : 3\n\n', []],
    ['a byte order mark', '\uFEFFdata: 1\n\n', [{ type: 'message', data: '1', id: undefined }]],
    ['one byte order mark only', '\uFEFF\uFEFFdata: 1\n\n', []],
  ])('reads %s', (_, text, events) => {
    expect(parse(text)).toEqual(events)
  })

  it('takes an id without data, and no event comes of it', () => {
    const parser = new SseParser(LIMIT)
    expect(parse(': heartbeat\nid: e-7\n\n', parser)).toEqual([])
    expect(parser.lastId).toBe('e-7')
  })

  it('takes an id when its event is complete, and not before', () => {
    const parser = new SseParser(LIMIT)
    parse('id: 1\ndata: a', parser)
    expect(parser.lastId).toBeUndefined()
    parse('\n\n', parser)
    expect(parser.lastId).toBe('1')
  })

  it('takes how long to wait, if it is a number', () => {
    const parser = new SseParser(LIMIT)
    parse('retry: 1e3\nretry: -1\nretry:\n', parser)
    expect(parser.retry).toBeUndefined()
    parse('retry: 2500\n', parser)
    expect(parser.retry).toBe(2_500)
  })

  it.each([
    ['one line', `data: ${'x'.repeat(LIMIT * 3)}\n`],
    ['many lines', `data: ${'x'.repeat(LIMIT / 2)}\n`.repeat(3)],
  ])('lets go of what is too large, of %s, and reads on', (_, data) => {
    const { events } = parseCut(
      `id: 1\n${data}\n: ${'y'.repeat(LIMIT * 3)}\ndata: next\n\n`,
      [10, 900, 2_000],
    )
    expect(events).toEqual([
      { type: 'message', data: undefined, id: '1' },
      { type: 'message', data: 'next', id: '1' },
    ])
  })

  it('reads the same however it is cut', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '',
        ':',
        ': comment',
        'data',
        'data:',
        'id',
        'id: 1',
        'id: 2',
        'event: gap',
        'retry: 5',
      ),
      fc.string({ unit: 'grapheme' }).map((text) => `data: ${text}`),
      fc.constantFrom('data: ü€😀', 'data:\uFEFF', 'datax: 1', `data: ${'x'.repeat(LIMIT)}`),
    )
    const end = fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n')
    const text = fc
      .tuple(fc.boolean(), fc.array(fc.tuple(line, end)))
      .map(([bom, lines]) => (bom ? '\uFEFF' : '') + lines.flat().join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (text, cuts) => {
        const whole = parseCut(text, [])
        const cut = parseCut(text, cuts)
        expect(cut.events).toEqual(whole.events)
        expect(cut.parser.lastId).toBe(whole.parser.lastId)
        expect(cut.parser.retry).toBe(whole.parser.retry)
      }),
    )
  })

  it('reads what is written, with every kind of line end', () => {
    const event = fc.record({
      type: fc.constantFrom('message', 'gap', 'cut'),
      lines: fc.array(
        fc.string().filter((text) => !/[\r\n]/.test(text)),
        { minLength: 1, maxLength: 4 },
      ),
      id: fc.nat(),
      end: fc.constantFrom('\n', '\r', '\r\n'),
    })
    fc.assert(
      fc.property(fc.array(event), fc.array(fc.nat()), (events, cuts) => {
        const text = events
          .map(({ type, lines, id, end }) =>
            [`id: ${id}`, `event: ${type}`, ...lines.map((line) => `data: ${line}`), '', ''].join(end),
          )
          .join('')
        expect(parseCut(text, cuts).events).toEqual(
          events.map(({ type, lines, id }) => ({ type, data: lines.join('\n'), id: String(id) })),
        )
      }),
    )
  })
})
