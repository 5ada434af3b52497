import { parseQuery } from 'eventscope/recorder'
import { describe, expect, test } from 'vitest'
import { Extent } from '../overview/extent.ts'
import { OverviewModel } from '../overview/model.ts'
import { elide, ListenerNames } from './names.ts'
import { Timeline, type TimelineInput } from './timeline.ts'
import { recordTasks, type Setup, task } from './test-support.ts'
import { stepFrom } from './walk.ts'

const input = (over: Partial<TimelineInput> = {}): TimelineInput => ({
  query: parseQuery(''),
  range: undefined,
  selectedId: undefined,
  live: false,
  folded: false,
  width: 1_000,
  ...over,
})

function timelineOf(setup: Setup, over: Partial<TimelineInput> = {}): Timeline {
  const timeline = new Timeline(setup.recording, () => 0)
  expect(timeline.update(input(over))).toBe(true)
  return timeline
}

/** Two dispatches with an effect each, and one alone that failed. */
function shop(): Setup {
  const setup = recordTasks()
  setup.bus.dispatch('task', task({ children: [task()] }))
  setup.pass(10)
  setup.bus.dispatch('task', task({ children: [task()] }))
  setup.pass(10)
  setup.bus.dispatch('task', task({ ends: 'fails' }))
  return setup
}

describe('what is seen', () => {
  test('is the whole recording, from its first dispatch to the end of its last', () => {
    const setup = shop()
    const { view, inView } = timelineOf(setup)
    expect(inView).toBe(5)
    expect(view.from).toBeLessThan(setup.columns.time(0))
    expect(view.to).toBeGreaterThan(setup.columns.time(4) + 2)
    expect(view.to).toBeLessThan(setup.columns.time(4) + 4)
  })

  test('reaches to the present while following live', () => {
    const setup = shop()
    setup.pass(500)
    expect(timelineOf(setup, { live: true }).view.to).toBeGreaterThan(setup.recording.now())
    expect(timelineOf(setup).view.to).toBeLessThan(setup.recording.now() - 400)
  })

  test('is the same as in the overview above, from one moment to the next', () => {
    const setup = shop()
    const { recording } = setup
    const whole = new Extent(recording)
    const timeline = new Timeline(recording, () => 0, whole)
    const overview = new OverviewModel(recording, () => 0, { kinds: [], observe: () => () => {} }, whole)
    for (const live of [true, true, false]) {
      setup.pass(1_000)
      timeline.update(input({ live }))
      const frame = overview.update({ longWaitMs: 1_000, live, smooth: true, width: 500, held: undefined })
      expect(frame.bounds).toEqual(timeline.view)
    }
  })

  test('is the range where there is one', () => {
    const { view, inView } = timelineOf(shop(), { range: { from: 0, to: 5 } })
    expect(view).toEqual({ from: 0, to: 5 })
    expect(inView).toBe(2)
  })

  test('has what began before the range and goes on in it, which is told', () => {
    const setup = recordTasks()
    setup.bus.dispatch('task', task({ ends: 'waits' }))
    setup.pass(50)
    setup.bus.dispatch('task', task())
    const { inView, beganBefore } = timelineOf(setup, { range: { from: 40, to: 60 } })
    expect([inView, beganBefore]).toEqual([2, 1])
    expect(timelineOf(setup).beganBefore).toBe(0)
  })

  test('is something even before the first dispatch', () => {
    const { view, inView } = timelineOf(recordTasks())
    expect(view.to).toBeGreaterThan(view.from)
    expect(inView).toBe(0)
  })

  test('has the runs unfolded only while there is room, and does not waver in between', () => {
    const timeline = timelineOf(shop(), { width: 500 })
    expect(timeline.showRuns).toBe(true)
    const at = (width: number): boolean => {
      timeline.update(input({ width }))
      return timeline.showRuns
    }
    expect([at(75), at(40), at(75), at(110)]).toEqual([true, false, false, true])
  })
})

describe('the selection', () => {
  test('folds everything away that is not on its path', () => {
    const setup = shop()
    const timeline = timelineOf(setup, { selectedId: setup.columns.id(3), folded: true })
    expect(timeline.folded).toBe(true)
    expect(timeline.inView).toBe(2)
    expect([0, 1, 2, 3, 4].map((row) => timeline.layout.laneOf(row))).toEqual([-1, -1, 0, 1, -1])
    timeline.update(input({ selectedId: setup.columns.id(3) }))
    expect(timeline.folded).toBe(false)
    expect(timeline.inView).toBe(5)
  })

  test('grows with what comes of it later', () => {
    const setup = recordTasks()
    setup.bus.dispatch('task', task({ ends: 'waits' }))
    const selected = input({ selectedId: setup.columns.id(0), folded: true })
    const timeline = timelineOf(setup, selected)
    expect(timeline.path?.rows).toEqual([0])
    setup.pass(5)
    setup.open[0]?.context.dispatch('task', task())
    timeline.update(selected)
    expect(timeline.path?.rows).toEqual([0, 1])
    expect(timeline.layout.laneOf(1)).toBe(1)
  })

  test('is gone with the recording', () => {
    const setup = shop()
    const selected = input({ selectedId: setup.columns.id(3), folded: true })
    const timeline = timelineOf(setup, selected)
    setup.recorder.clear()
    timeline.update(selected)
    expect(timeline.selectedRow).toBe(-1)
    expect(timeline.folded).toBe(false)
  })
})

describe('steps by the keyboard', () => {
  test('lead on in time, to the cause and to the effect', () => {
    const setup = shop()
    const timeline = timelineOf(setup)
    const from = (row: number, ...steps: Parameters<typeof stepFrom>[3][]): number[] =>
      steps.map((step) => stepFrom(setup.recording, timeline, row, step))
    expect(from(2, 'next', 'previous', 'cause', 'effect', 'first', 'last')).toEqual([3, 1, -1, 3, 0, 4])
    expect(from(4, 'next', 'effect')).toEqual([-1, -1])
    expect(from(3, 'cause')).toEqual([2])
  })

  test('begin in view', () => {
    const setup = shop()
    const time = setup.columns.time(2)
    const timeline = timelineOf(setup, { range: { from: time - 1, to: time + 5 } })
    expect(stepFrom(setup.recording, timeline, -1, 'next')).toBe(2)
  })

  test('pass over what the filter has not found', () => {
    const setup = shop()
    const timeline = timelineOf(setup, { query: parseQuery('status:failed') })
    expect([0, 4].map((row) => timeline.matches.isMatch(row))).toEqual([false, true])
    expect(stepFrom(setup.recording, timeline, 0, 'next')).toBe(4)
    expect(stepFrom(setup.recording, timeline, 4, 'previous')).toBe(-1)
  })
})

test('the filter follows what settles later', async () => {
  const setup = recordTasks()
  setup.bus.dispatch('task', task({ ends: 'waits' }))
  const query = parseQuery('status:failed')
  const timeline = timelineOf(setup, { query })
  expect(timeline.matches.isMatch(0)).toBe(false)
  await setup.settle(0, true)
  timeline.update(input({ query }))
  expect(timeline.matches.isMatch(0)).toBe(true)
})

test('what lies within the same px is counted', () => {
  const setup = recordTasks()
  for (let at = 0; at < 100; at++) setup.bus.dispatch('task', task({ work: 0.5 }))
  setup.pass(99_900)
  setup.bus.dispatch('task', task())
  const timeline = timelineOf(setup)
  expect(timeline.countNear(50, 0.1)).toBe(100)
  expect(timeline.countNear(100, 0.1)).toBe(1)
})

test('a name is cut with an ellipsis, and left out where nothing could be told from it', () => {
  expect(elide('cart.item_added', 90, 100)).toBe('cart.item_added')
  expect(elide('cart.item_added', 90, 60)).toBe('cart.item…')
  expect(elide('cart.item_added', 90, 12)).toBe('')
})

test('a listener is asked for its name once', () => {
  let asked = 0
  const names = new ListenerNames({ listener: () => void asked++ })
  expect([names.of(1), names.of(1)]).toEqual(['', ''])
  expect(asked).toBe(1)
})
