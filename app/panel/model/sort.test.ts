import { createBus } from 'eventscope'
import { createRecorder, type Recorder } from 'eventscope/recorder'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ColumnId } from './sort.ts'
import { SortedRows } from './sorted-rows.ts'

let recorder: Recorder
let time = 0

beforeEach(() => {
  time = 0
  recorder = createRecorder({ clock: () => (time += 1) })
})

/** Rows 0 … 5: ok, failed twice, pending forever, child of row 2, waited, failed once. */
async function record(): Promise<void> {
  const shop = createBus({ name: 'shop', onError: () => {} })
  const app = createBus({ name: 'app', onError: () => {} })
  recorder.attach(shop)
  recorder.attach(app)
  const fail = (): never => {
    throw new Error('no')
  }
  shop.on('twice', fail)
  shop.on('twice', fail)
  shop.on('never', (_payload, context) => {
    time += 50
    context.dispatch('child')
    return new Promise(() => {})
  })
  app.on('waits', async () => {})
  app.on('once', fail)
  shop.dispatch('b')
  shop.dispatch('twice')
  shop.dispatch('never')
  await app.dispatch('waits').wait()
  app.dispatch('once')
}

function sorted(column: ColumnId, desc: boolean): number[] {
  const { columns } = recorder.recording
  const rows = new SortedRows()
  rows.start(columns, { length: columns.end, at: (row) => row }, { column, desc })
  rows.advance(Infinity, () => 0)
  return Array.from({ length: rows.length }, (_, at) => rows.at(at))
}

describe('rows by column', () => {
  test.each<[ColumnId, number[], number[]]>([
    // b, twice, never, child, waits, once
    ['event', [0, 3, 2, 5, 1, 4], [4, 1, 5, 2, 3, 0]],
    ['source', [4, 5, 0, 1, 2, 3], [0, 1, 2, 3, 4, 5]],
    ['listeners', [0, 3, 2, 4, 5, 1], [1, 2, 4, 5, 0, 3]],
    ['status', [1, 5, 2, 0, 3, 4], [0, 3, 4, 2, 5, 1]],
    ['wait', [4, 2, 0, 1, 3, 5], [2, 4, 0, 1, 3, 5]],
    ['parent', [3, 0, 1, 2, 4, 5], [3, 0, 1, 2, 4, 5]],
  ])('%s, ascending and descending, equal ones by time', async (column, ascending, descending) => {
    await record()
    expect(sorted(column, false)).toEqual(ascending)
    expect(sorted(column, true)).toEqual(descending)
  })

  test('origin: what is of here stands among what brought the others in, equal ones by time', () => {
    const bus = createBus()
    recorder.attach(bus)
    const bring = (via: string): unknown => bus.receive('a', undefined, { via, sender: 's', id: `${via}:1` })
    bring('redis')
    bus.dispatch('a')
    bring('http')
    bus.dispatch('a')
    expect(sorted('origin', false)).toEqual([2, 1, 3, 0])
    expect(sorted('origin', true)).toEqual([0, 1, 3, 2])
  })

  test('sync: the one that held the page longest comes last, or first', async () => {
    await record()
    expect(sorted('sync', false).at(-1)).toBe(2)
    expect(sorted('sync', true)[0]).toBe(2)
    expect(sorted('sync', false).slice(0, 2)).toEqual([0, 3])
    expect(sorted('sync', true).slice(-2)).toEqual([0, 3])
  })

  test('no rows are sorted to no rows', () => {
    expect(sorted('event', false)).toEqual([])
  })
})
