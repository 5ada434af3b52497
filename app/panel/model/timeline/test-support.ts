import { createBus, type DispatchContext } from 'eventscope'
import { createRecorder, type Recording } from 'eventscope/recorder'
import fc from 'fast-check'
import type { LaneLayout } from './lane.ts'

/** One dispatch to make: what it does while it runs, and whether it then waits. */
export interface Task {
  readonly work: number
  readonly children: readonly Task[]
  readonly ends: 'ok' | 'fails' | 'waits'
}

/** A bus whose dispatches take the time they are told to, on a clock of its own. */
export function recordTasks({ capacity = 10_000 } = {}) {
  let time = 0
  const recorder = createRecorder({ clock: () => time, capacity, capture: 'none' })
  const bus = createBus<{ task: Task }>({ onError: () => {} })
  recorder.attach(bus)
  const open: { context: DispatchContext; settle: (fail: boolean) => void }[] = []
  bus.on(
    'task',
    ({ work, children, ends }, context) => {
      time += work
      for (const child of children) bus.dispatch('task', child)
      time += work
      if (ends === 'fails') throw new Error('broken')
      if (ends === 'ok') return undefined
      return new Promise<void>((resolve, reject) => {
        open.push({ context, settle: (fail) => (fail ? reject(new Error('late')) : resolve()) })
      })
    },
    { name: 'worker' },
  )
  const settle = async (at: number, fail: boolean): Promise<void> => {
    const [settled] = open.splice(at % Math.max(open.length, 1), 1)
    // Else it would end at the very moment that another began.
    time += 1
    settled?.settle(fail)
    for (let turn = 0; turn < 8; turn++) await Promise.resolve()
  }
  const pass = (ms: number): void => {
    time += ms
  }
  const { recording } = recorder
  return { bus, recorder, recording, columns: recording.columns, open, settle, pass }
}

export type Setup = ReturnType<typeof recordTasks>

export const task = (over: Partial<Task> = {}): Task => ({ work: 1, children: [], ends: 'ok', ...over })

const tasksOver = (children: fc.Arbitrary<Task[]>): fc.Arbitrary<Task> =>
  fc.record({
    work: fc.integer({ min: 0, max: 3 }),
    children,
    ends: fc.constantFrom('ok', 'ok', 'fails', 'waits'),
  })
const leaves = tasksOver(fc.constant([]))
const tasks = tasksOver(fc.array(tasksOver(fc.array(leaves, { maxLength: 2 })), { maxLength: 2 }))

export type Step =
  | { readonly do: 'dispatch' | 'effect'; readonly task: Task; readonly at: number }
  | { readonly do: 'settle'; readonly at: number; readonly fail: boolean }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'clear' }
  | { readonly do: 'look' }

/** What may happen to a recording while its timeline is looked at. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('dispatch' as const), task: tasks, at: fc.constant(0) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('effect' as const), task: tasks, at: fc.nat(9) }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('settle' as const), at: fc.nat(9), fail: fc.boolean() }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
  ),
  { maxLength: 40, size: 'max' },
)

/** Does what the steps say; `look` is called where they say so. */
export async function perform(setup: Setup, all: readonly Step[], look: () => void): Promise<void> {
  const { bus, open, recorder } = setup
  for (const step of all) {
    if (step.do === 'dispatch') bus.dispatch('task', step.task)
    else if (step.do === 'effect')
      open[step.at % Math.max(open.length, 1)]?.context.dispatch('task', step.task)
    else if (step.do === 'settle') await setup.settle(step.at, step.fail)
    else if (step.do === 'pass') setup.pass(step.ms)
    else if (step.do === 'clear') recorder.clear()
    else look()
  }
}

/** When a dispatch settled, by its view: the plain reference. */
export function plainEnd(recording: Recording, row: number): number {
  const view = recording.byId(recording.columns.id(row))
  if (view === undefined || view.status === 'waiting') return Infinity
  return Math.max(view.time, ...view.runs.map(({ start, sync, wait }) => start + sync + (wait ?? 0)))
}

/** Every row of a layout with its lane, from the lanes themselves. */
export function placesOf(layout: LaneLayout): Map<number, number> {
  const places = new Map<number, number>()
  layout.lanes.forEach(({ rows }, lane) => {
    for (let at = 0; at < rows.length; at++) places.set(rows.at(at), lane)
  })
  return places
}

/** The rows of a recording, oldest first. */
export function rowsOf({ columns }: Recording): number[] {
  return Array.from({ length: columns.end - columns.first }, (_, at) => columns.first + at)
}
