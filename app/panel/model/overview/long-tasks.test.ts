import { expect, test, vi } from 'vitest'
import { LongTasks, type LongTaskSource, MAX_LONG_TASKS } from './long-tasks.ts'

/** A browser that tells what it is told to. */
function fakeSource(kinds: readonly string[]) {
  const listeners = new Set<(entries: readonly { startTime: number; duration: number }[]) => void>()
  const asked: string[] = []
  const source: LongTaskSource = {
    kinds,
    observe(kind, told) {
      asked.push(kind)
      listeners.add(told)
      return () => listeners.delete(told)
    },
  }
  const tell = (...entries: [number, number][]): void => {
    for (const told of listeners) told(entries.map(([startTime, duration]) => ({ startTime, duration })))
  }
  return { source, tell, asked, listeners }
}

test('long animation frames are preferred, long tasks will do', () => {
  for (const [kinds, kind] of [
    [['longtask', 'long-animation-frame', 'mark'], 'long-animation-frame'],
    [['longtask', 'mark'], 'longtask'],
  ] as const) {
    const { source, asked } = fakeSource(kinds)
    const tasks = new LongTasks(0, source)
    tasks.watch(() => {})
    expect([tasks.kind, asked]).toEqual([kind, [kind]])
  }
})

test('a browser that tells of none is not asked', () => {
  const { source, asked } = fakeSource(['mark'])
  const tasks = new LongTasks(0, source)
  tasks.watch(() => {})()
  expect([tasks.kind, asked, tasks.tasks]).toEqual([undefined, [], []])
})

test('tasks are kept on the clock of the recording', () => {
  const { source, tell } = fakeSource(['longtask'])
  const tasks = new LongTasks(1_000, source)
  const changed = vi.fn<() => void>()
  tasks.watch(changed)
  tell([50, 60], [200, 80])
  expect(tasks.tasks).toEqual([
    { from: 1_050, to: 1_110 },
    { from: 1_200, to: 1_280 },
  ])
  expect(changed).toHaveBeenCalledTimes(1)
})

test('one that is watched again knows no task twice', () => {
  const { source, tell, listeners } = fakeSource(['longtask'])
  const tasks = new LongTasks(0, source)
  tasks.watch(() => {})()
  expect(listeners.size).toBe(0)
  const stop = tasks.watch(() => {})
  tell([50, 60])
  stop()
  tell([100, 60])
  tasks.watch(() => {})
  tell([50, 60], [100, 60])
  expect(tasks.tasks.map(({ from }) => from)).toEqual([50, 100])
})

test('the oldest are given up, counted, and missed where they were', () => {
  const { source, tell } = fakeSource(['longtask'])
  const tasks = new LongTasks(0, source)
  tasks.watch(() => {})
  for (let at = 0; at < MAX_LONG_TASKS + 3; at++) tell([at * 100, 60])
  expect([tasks.tasks.length, tasks.dropped]).toEqual([MAX_LONG_TASKS, 3])
  expect(tasks.in({ from: 0, to: 200 })).toEqual({ count: 0, longest: 0, incomplete: true })
  expect(tasks.in({ from: 400, to: 600 })).toEqual({ count: 2, longest: 60, incomplete: false })
})

test('a stretch of time has every task that touches it', () => {
  const { source, tell } = fakeSource(['longtask'])
  const tasks = new LongTasks(0, source)
  tasks.watch(() => {})
  tell([0, 100], [150, 300], [500, 50])
  expect(tasks.in({ from: 90, to: 160 })).toMatchObject({ count: 2, longest: 300 })
  expect(tasks.in({ from: 200, to: 210 })).toMatchObject({ count: 1 })
  expect(tasks.in({ from: 100, to: 150 })).toMatchObject({ count: 0, longest: 0 })
})
