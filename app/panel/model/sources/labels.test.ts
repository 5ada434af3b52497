import type { DriverView, SourceView } from 'eventscope/recorder'
import { expect, test } from 'vitest'
import { announcementOf, depthText, fillOf, isNearlyFull, kindText, summaryOf } from './labels.ts'

const COUNTS = { sent: 0, received: 0, failed: 0, refused: 0 }

function source(driver?: Partial<DriverView>): SourceView {
  return {
    id: 1,
    name: 'shop',
    kind: 'bus',
    attachedAt: 0,
    closed: false,
    queues: [],
    omittedQueues: 0,
    driver: driver && {
      name: 'redis',
      state: 'open',
      since: undefined,
      reason: undefined,
      counts: COUNTS,
      changes: [],
      droppedChanges: 0,
      ...driver,
    },
  }
}

test('one that is down is told by its name, several by their number, and one of two buses once', () => {
  const down = source({ state: 'down' })
  expect(summaryOf([])).toEqual({ text: 'Sources', down: false })
  expect(summaryOf([source(), source({ state: 'connecting' })])).toEqual({ text: 'Sources', down: false })
  expect(summaryOf([source(), down, down])).toEqual({ text: 'redis down', down: true })
  expect(summaryOf([down, source({ name: 'http', state: 'down' })]).text).toBe('2 drivers down')
})

test('it is announced what is down and why, and what has come back; else nothing', () => {
  const change = (state: 'down' | 'open') => ({ state, time: 1, reason: undefined })
  expect(announcementOf([source(), source({ changes: [change('open')] })])).toBe('')
  expect(announcementOf([source({ state: 'down' })])).toBe('redis is down')
  expect(announcementOf([source({ state: 'down', reason: 'no route' })])).toBe('redis is down: no route')
  expect(announcementOf([source({ changes: [change('down'), change('open')] })])).toBe('redis is open again')
})

test('a queue with a limit says how full it is, one without how many wait', () => {
  const queue = (depth: number, capacity: number, waiting = 0) => ({
    name: 'shard 0',
    depth,
    capacity,
    waiting,
  })
  expect([fillOf(queue(3, 12)), depthText(queue(3, 12))]).toEqual([0.25, '3 of 12'])
  expect([fillOf(queue(30, 12)), isNearlyFull(queue(30, 12))]).toEqual([1, true])
  expect([isNearlyFull(queue(79, 100)), isNearlyFull(queue(80, 100))]).toEqual([false, true])
  expect([fillOf(queue(3, Infinity)), depthText(queue(3, Infinity))]).toEqual([undefined, '3'])
  expect(depthText(queue(12, 12, 3))).toBe('12 of 12 + 3')
  expect([fillOf(queue(0, 0)), isNearlyFull(queue(5, 0))]).toEqual([undefined, false])
})

test('what a source is says also that it is closed', () => {
  expect(kindText({ kind: 'bus', closed: false })).toBe('bus')
  expect(kindText({ kind: 'stream', closed: true })).toBe('closed stream')
})
