import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Status } from './index.ts'
import { type Deferred, deferred, flush, recordedBus } from './test-support.ts'

// Random programs, run on a recorder of small capacity and on a plain array.

type Step =
  | { do: 'dispatch'; event: 'plain' | 'nested' | 'failing' | 'slow' | 'slow nested' }
  | { do: 'settle'; which: number; fails: boolean }
  | { do: 'clear' | 'pause' | 'resume' }

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('dispatch' as const),
      event: fc.constantFrom('plain', 'nested', 'failing', 'slow', 'slow nested'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('settle' as const), which: fc.nat(9), fails: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('clear' as const, 'pause', 'resume', 'resume') }) },
)

interface Row {
  id: number
  status: Status
  errors: number
}

async function run(steps: readonly Step[], capacity: number): Promise<void> {
  const { bus, recorder, recording } = recordedBus({ capacity })
  let rows: Row[] = []
  let total = 0
  const pending: { id: number; gate: Deferred<void> }[] = []
  const gated = (id: number): Promise<void> => {
    const gate = deferred()
    pending.push({ id, gate })
    return gate.promise
  }
  const add = (id: number, status: Status, errors: number): void => {
    if (recorder.paused) return
    total++
    rows.push({ id, status, errors })
    if (rows.length > capacity) rows.shift()
  }
  bus.on('plain', (_, { id }) => add(id, 'ok', 0))
  bus.on('nested', (_, { id }) => {
    add(id, 'ok', 0)
    bus.dispatch('failing')
    bus.dispatch('slow')
  })
  bus.on('failing', (_, { id }) => {
    add(id, 'failed', 1)
    throw new Error('broken')
  })
  bus.on('slow', (_, { id }) => add(id, 'waiting', 0))
  bus.on('slow', (_, { id }) => gated(id), { async: true })
  bus.on('slow nested', (_, { id }) => {
    add(id, 'waiting', 0)
    bus.dispatch('failing')
    return gated(id)
  })
  const check = (): void => {
    const views = recording.find('')
    expect(views.map(({ id, status, errors }) => ({ id, status, errors: errors.length }))).toEqual(rows)
    expect(recording.stats()).toMatchObject({
      retained: rows.length,
      total,
      dropped: total - rows.length,
      waiting: rows.filter((row) => row.status === 'waiting').length,
      errors: rows.reduce((sum, row) => sum + row.errors, 0),
    })
    expect(rows.map((row) => recording.rowOf(row.id))).toEqual(rows.map((_, at) => total - rows.length + at))
  }
  for (const step of steps) {
    if (step.do === 'dispatch') bus.dispatch(step.event)
    else if (step.do === 'settle') {
      const [settled] = pending.splice(step.which % Math.max(1, pending.length), 1)
      const row = rows.find(({ id }) => id === settled?.id)
      if (row !== undefined)
        Object.assign(row, step.fails ? { status: 'failed', errors: 1 } : { status: 'ok' })
      if (step.fails) settled?.gate.reject(new Error('late'))
      else settled?.gate.resolve()
    } else if (step.do === 'clear') {
      recorder.clear()
      rows = []
      total = 0
    } else recorder[step.do]()
    await flush()
    check()
  }
}

it('a recording of any program is the newest part of a plain list', async () => {
  const programs = fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), run)
  await expect(fc.assert(programs, { numRuns: 150 })).resolves.toBeUndefined()
})
