import { createBus } from 'eventscope'
import { createRecorder, parseQuery } from 'eventscope/recorder'
import { describe, expect, test } from 'vitest'
import { COLUMN_IDS } from '../sort.ts'
import {
  cellOffer,
  durationOffer,
  fieldOffer,
  payloadOffer,
  rowOffer,
  timeOffer,
  type ValueOffer,
} from './value-offer.ts'

interface Events {
  'cart.item_added': { sku: string; 'a key': (number | string | null)[]; line: { '"\u0001': boolean } }
  'cart.viewed': undefined
}

function recorded() {
  const recorder = createRecorder()
  const bus = createBus<Events>({ name: 'the shop', onError: () => {} })
  recorder.attach(bus)
  bus.on(
    'cart.item_added',
    (_payload, dispatch) => {
      dispatch.dispatch('cart.viewed')
    },
    { name: 'charge "card"' },
  )
  bus.on('cart.viewed', () => {
    throw new Error('declined')
  })
  bus.dispatch('cart.item_added', { sku: 'A 1', 'a key': [5, '5', null], line: { '"\u0001': true } })
  return recorder.recording
}

const found = (recording: ReturnType<typeof recorded>, offer: ValueOffer | undefined): number[][] =>
  (offer?.show ?? []).map((term) => recording.find(term).map(({ id }) => id))

describe('a value in the grid', () => {
  test.each(COLUMN_IDS)('%s: a row is found by what its cell shows', (column) => {
    const recording = recorded()
    const { columns } = recording
    const rows = [columns.first, columns.first + 1].filter(
      (row) => cellOffer(columns, row, column) !== undefined,
    )
    const missed = rows.filter((row) => {
      const [first] = found(recording, cellOffer(columns, row, column))
      return first?.includes(columns.id(row)) !== true
    })
    expect(missed).toEqual([])
  })

  test('each column has the field that asks for it', () => {
    const { columns } = recorded()
    const terms = (['event', 'source', 'listeners', 'status', 'parent'] as const).map(
      (column) => cellOffer(columns, columns.first + 1, column)?.show,
    )
    expect(terms).toEqual([
      ['name=cart.viewed'],
      ['bus="the shop"'],
      ['listeners=1'],
      ['status:failed'],
      [`parent=${columns.id(columns.first)}`],
    ])
  })

  test('where it comes from can be asked for by what brought it in, and by being remote at all', () => {
    const recorder = createRecorder()
    const bus = createBus({ name: 'shop' })
    recorder.attach(bus)
    bus.dispatch('here')
    bus.receive('there', undefined, { via: 'my tabs', sender: 's', id: 's:1' })
    const { recording } = recorder
    const terms = ['origin="my tabs"', 'origin=remote']
    expect(cellOffer(recording.columns, 0, 'origin')).toMatchObject({ show: ['origin=local'], copy: 'local' })
    expect(cellOffer(recording.columns, 1, 'origin')).toEqual({ show: terms, hide: terms, copy: 'my tabs' })
    expect(terms.map((term) => recording.find(term).map(({ event }) => event))).toEqual([
      ['there'],
      ['there'],
    ])
    expect(rowOffer(recording.columns, 0).show).not.toContain('origin=local')
    expect(rowOffer(recording.columns, 1).show).toEqual(expect.arrayContaining(terms))
  })

  test('what has no parent is asked for by having none', () => {
    const { columns } = recorded()
    expect(cellOffer(columns, columns.first, 'parent')?.show).toEqual(['parent=none'])
  })

  test('what never waited has no wait to ask for', () => {
    const { columns } = recorded()
    expect(cellOffer(columns, columns.first, 'wait')).toBeUndefined()
  })

  test('a row offers what its cells do, each term understood', () => {
    const { columns } = recorded()
    const { show, hide, copy } = rowOffer(columns, columns.first)
    expect(show).toContain('name=cart.item_added')
    expect(hide).toEqual(show)
    expect(copy).toBe('cart.item_added')
    for (const term of show) expect(parseQuery(term).error).toBeUndefined()
  })
})

test('a duration is rounded down, so that what has it is found', () => {
  expect(durationOffer('sync', 4.5678)?.show).toEqual(['sync>=4.567'])
  expect(durationOffer('wait', 1_200)?.show).toEqual(['wait>=1200'])
  expect(durationOffer('sync', 0.0004)).toBeUndefined()
})

test('a moment can be the first shown or the first left out', () => {
  expect(timeOffer(12.34567).show).toEqual(['after:12.345', 'before:12.345'])
  expect(timeOffer(12.34567).hide).toEqual([])
})

test('a name with spaces and quotes is asked for as it is', () => {
  const recording = recorded()
  const offer = fieldOffer('listener', 'charge "card"')
  expect(found(recording, offer)).toEqual([[recording.columns.id(recording.columns.first)]])
})

test('a text too long for a query can only be copied', () => {
  const long = 'x'.repeat(20_000)
  expect(fieldOffer('error', long)).toEqual({ show: [], hide: [], copy: long })
})

describe('a value inside the payload', () => {
  test.each([
    ['sku', 'A 1', 'payload.sku="A 1"'],
    ['["a key"][0]', 5, 'payload["a key"][0]=5'],
    ['["a key"][1]', '5', 'payload["a key"][1]="5"'],
    ['["a key"][2]', null, 'payload["a key"][2]=null'],
    ['line', {}, 'payload.line:*'],
    ['line["\\"\\u0001"]', true, 'payload.line["\\"\u0001"]=true'],
  ])('%s is found by its path', (path, value, term) => {
    const recording = recorded()
    const offer = payloadOffer(path, value)
    expect(offer?.show).toEqual([term])
    expect(found(recording, offer)).toEqual([[recording.columns.id(recording.columns.first)]])
  })

  test('the payload itself is not asked for', () => {
    expect(payloadOffer('', {})).toBeUndefined()
  })
})
