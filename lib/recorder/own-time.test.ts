import { describe, expect, it } from 'vitest'
import { recordedBus } from './test-support.ts'

/** A recorder whose captures take so many ms for each object with a field `dear`. */
function slowlyRecorded(ms: number, mutations: 'off' | 'on' = 'off') {
  const cost = { ms }
  const recorded = recordedBus({
    mutations,
    redact: [
      (path) => {
        if (path === 'dear') clock.advance(cost.ms)
        return false
      },
    ],
  })
  const { clock } = recorded
  return { ...recorded, cost }
}

describe("the recorder's own time is not the listeners'", () => {
  it('where it captures what is dispatched in their runs, at any depth', () => {
    const { bus, recording, clock } = slowlyRecorded(4)
    bus.on('outer', () => {
      clock.advance(1)
      bus.dispatch('middle', { dear: true })
      clock.advance(1)
    })
    bus.on('outer', () => clock.advance(3))
    bus.on('middle', () => {
      clock.advance(2)
      bus.dispatch('inner', { dear: true })
      bus.dispatch('inner', { dear: true })
    })
    bus.on('inner', () => clock.advance(5))
    bus.dispatch('outer')
    const [outer, middle, inner] = recording.find('')
    expect(outer).toMatchObject({
      sync: 17,
      runs: [
        { sync: 14, start: 1_000 },
        { sync: 3, start: 1_026 },
      ],
    })
    expect(middle).toMatchObject({ sync: 12, time: 1_005 })
    expect(inner).toMatchObject({ sync: 5, time: 1_011 })
  })

  it('where it looks for changes of what is dispatched in their runs', () => {
    const { bus, recording, clock } = slowlyRecorded(4, 'on')
    bus.on('outer', () => {
      bus.dispatch('inner', { dear: true })
      clock.advance(1)
    })
    bus.on('inner', () => clock.advance(2))
    bus.on('inner', () => clock.advance(3))
    bus.dispatch('outer')
    expect(recording.find('').map(({ sync }) => sync)).toEqual([6, 5])
    expect(clock.time).toBe(1_000 + 6 + 3 * 4)
  })

  it('nor is it time that their promises are pending', async () => {
    const { bus, recording, clock } = slowlyRecorded(4)
    bus.on('outer', async () => {
      bus.dispatch('inner', { dear: true })
      clock.advance(1)
      await Promise.resolve()
      clock.advance(7)
    })
    await bus.dispatch('outer').wait()
    expect(recording.at(0)).toMatchObject({ runs: [{ sync: 1, wait: 7 }] })
  })

  it('also in runs of dispatches that are dropped meanwhile', () => {
    const { bus, recorder, recording, clock } = slowlyRecorded(4)
    recorder.configure({ capacity: 1 })
    bus.on('outer', () => bus.dispatch('inner', { dear: true }))
    bus.on('inner', () => clock.advance(2))
    bus.dispatch('outer')
    recorder.configure({ capacity: 10 })
    bus.on('next', () => bus.dispatch('inner', { dear: true }))
    bus.dispatch('next')
    expect(recording.find('name=next').map(({ sync }) => sync)).toEqual([2])
  })
})
