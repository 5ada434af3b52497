import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Origin } from '../core/index.ts'
import { queryTerm } from './index.ts'
import { recordedBus } from './test-support.ts'

const REDIS: Origin = { via: 'redis', sender: 'f00d-1', id: 'f00d-1:7', time: 1_700_000_000_000 }
const TAB: Origin = { via: 'tabs', sender: 'beef-2', id: 'beef-2:9' }

/** One dispatch of here, and one by each of two drivers. */
function mixed() {
  const test = recordedBus()
  test.bus.dispatch('here', { row: 'a' })
  test.bus.receive('there', { row: 'b' }, REDIS)
  test.bus.receive('there', { row: 'c' }, TAB)
  return test
}

function found(query: string): string {
  const { recording } = mixed()
  return recording
    .find(query)
    .map(({ payload }) => (payload as { row: string }).row)
    .join('')
}

it('a dispatch that came in has its origin, one of here has none', () => {
  const { recording } = mixed()
  const { columns } = recording
  expect([0, 1, 2].map((row) => columns.isRemote(row))).toEqual([false, true, true])
  expect([0, 1, 2].map((row) => columns.origin(row))).toEqual([undefined, REDIS, TAB])
  expect(recording.find('').map(({ origin }) => origin)).toEqual([undefined, REDIS, TAB])
  expect(recording.causes(recording.at(1)!.id)?.root.origin).toEqual(REDIS)
})

it('an origin is kept as it was when it came in, and no more of it than it has to have', () => {
  const { bus, recording } = recordedBus()
  const origin = { ...REDIS, socket: {} }
  bus.receive('a', undefined, origin)
  origin.via = 'changed'
  expect(recording.at(0)?.origin).toStrictEqual(REDIS)
})

it('of the texts of an origin no more is kept than tells them apart: their sender decides how long they are', () => {
  const { bus, recording } = recordedBus()
  const long = 'x'.repeat(100_000)
  bus.receive('a', undefined, { via: long, sender: long, id: `${long}:1` })
  expect(Object.values(recording.at(0)!.origin!)).toEqual([...Array(3).fill('x'.repeat(500)), undefined])
})

it('what is dispatched in a listener of a remote dispatch is of here', () => {
  const { bus, recording } = recordedBus()
  bus.on('there', (_, dispatch) => dispatch.dispatch('answer'))
  bus.receive('there', undefined, REDIS)
  expect(recording.find('name:answer')[0]).toMatchObject({ origin: undefined, parent: recording.at(0)!.id })
})

it('a message that could not be dispatched has its origin, too', () => {
  const { bus, recording } = recordedBus()
  bus.receive('there', undefined, REDIS, new Error('unreadable'))
  expect(recording.at(0)).toMatchObject({ origin: REDIS, status: 'failed' })
})

it('rows that come in the place of dropped ones have their own origins, whatever came and went', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      (remote, capacity) => {
        const { bus, recording, recorder } = recordedBus({ capacity })
        const round = (from: number): (string | undefined)[] => {
          const ids: (string | undefined)[] = []
          remote.forEach((isRemote, at) => {
            const id = `${from}:${at}`
            if (isRemote) bus.receive('a', undefined, { ...REDIS, id })
            else bus.dispatch('a')
            ids.push(isRemote ? id : undefined)
          })
          return ids
        }
        for (const turn of [1, 2]) {
          const ids = round(turn)
          const kept = Math.min(ids.length, capacity)
          expect(
            recording
              .find('')
              .slice(-kept || Infinity)
              .map(({ origin }) => origin?.id),
          ).toEqual(ids.slice(ids.length - kept))
          if (turn === 1) recorder.clear()
        }
      },
    ),
  )
})

it('a query asks for what is of here, what is not, and by whom it came', () => {
  const expected: Record<string, string> = {
    'origin:local': 'a',
    'origin:remote': 'bc',
    'origin=REMOTE': 'bc',
    '-origin:remote': 'a',
    'origin!=local': 'bc',
    'origin:redis': 'b',
    'origin:red': 'b',
    'origin=red': '',
    'origin:t?bs': 'c',
    'origin:*': 'bc',
    'origin=beef-2': 'c',
    'origin=f00d-1:7': 'b',
    'origin:local|tabs': 'ac',
    'origin:"local"': '',
    'origin:remote name:there payload.row=c': 'c',
  }
  expect(Object.fromEntries(Object.keys(expected).map((query) => [query, found(query)]))).toEqual(expected)
})

it('the term for an origin finds what it was made of, also where it reads as a word of its own', () => {
  const { bus, recording } = recordedBus()
  bus.dispatch('here')
  bus.receive('there', undefined, { ...REDIS, via: 'Local' })
  expect(queryTerm('origin', undefined)).toBe('origin=local')
  expect(queryTerm('origin', 'redis')).toBe('origin=redis')
  expect(queryTerm('origin', 'Local')).toBe('origin="Local"')
  expect(recording.find(queryTerm('origin', 'Local')).map(({ event }) => event)).toEqual(['there'])
  expect(recording.find(queryTerm('origin', undefined)).map(({ event }) => event)).toEqual(['here'])
})
