import { createBus } from 'eventscope'
import { createRecorder, type DispatchView } from 'eventscope/recorder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutRuns } from './run-bars.ts'

/** Records one dispatch to listeners that take so long each; negative ones stay pending after it. */
function recordRuns(durations: readonly number[]): { view: DispatchView; now: number } {
  let time = 1_000
  const recorder = createRecorder({ clock: () => time })
  const bus = createBus()
  recorder.attach(bus)
  for (const duration of durations) {
    bus.on('save', () => {
      time += Math.abs(duration)
      return duration < 0 ? new Promise(() => {}) : undefined
    })
  }
  const { id } = bus.dispatch('save')
  return { view: recorder.recording.byId(id)!, now: time }
}

test('bars are shares of the axis, one after the other', () => {
  const { view, now } = recordRuns([10, 30])
  const { bars, span } = layoutRuns(view, now)
  expect(span).toBeCloseTo(40)
  expect(bars.map(({ left }) => left)).toEqual([0, 0.25])
  expect(bars.map(({ sync }) => sync)).toEqual([0.25, 0.75])
  expect(bars.map(({ wait }) => wait)).toEqual([undefined, undefined])
})

test('the bar of a pending run grows with the time, and so does the axis', () => {
  const { view, now } = recordRuns([-10])
  const before = layoutRuns(view, now + 10)
  const after = layoutRuns(view, now + 90)
  expect([before.span, after.span]).toEqual([20, 100])
  expect([before.bars[0]?.wait, after.bars[0]?.wait]).toEqual([0.5, 0.9])
  expect(after.bars[0]?.pending).toBe(true)
})

test('once no run is pending, the time does not matter', () => {
  const { view, now } = recordRuns([10])
  expect(layoutRuns(view, now + 1_000)).toEqual(layoutRuns(view, now))
})

test('a wait that is over keeps its length', async () => {
  let time = 0
  const recorder = createRecorder({ clock: () => time })
  const bus = createBus()
  recorder.attach(bus)
  bus.on('save', async () => {
    time += 10
    await Promise.resolve()
    time += 30
  })
  const handle = bus.dispatch('save')
  await handle.wait()
  const { bars, span } = layoutRuns(recorder.recording.byId(handle.id)!, 1_000)
  expect(span).toBe(40)
  expect(bars[0]).toMatchObject({ left: 0, sync: 0.25, wait: 0.75, pending: false })
})

test('an axis is never shorter than 0.1 ms, also without any run', () => {
  expect(layoutRuns(recordRuns([0, 0]).view, 0).span).toBeCloseTo(0.1)
  const { bars, span, ticks } = layoutRuns(recordRuns([]).view, 0)
  expect(span).toBeCloseTo(0.1)
  expect(bars).toEqual([])
  expect(ticks[0]).toEqual({ at: 0, ms: 0 })
})

test('whatever the durations, bars and round ticks are inside the axis', () => {
  const duration = fc.double({ min: -1e7, max: 1e7, noNaN: true })
  fc.assert(
    fc.property(fc.array(duration, { maxLength: 6 }), fc.nat(100_000), (durations, later) => {
      const { view, now } = recordRuns(durations)
      const { bars, span, ticks } = layoutRuns(view, now + later)
      for (const bar of bars) {
        expect(bar.left).toBeGreaterThanOrEqual(0)
        expect(bar.left + bar.sync + (bar.wait ?? 0)).toBeLessThanOrEqual(1.000_01)
      }
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(ticks.every(({ at, ms }) => at >= 0 && at <= 1 && ms <= span)).toBe(true)
      expect((ticks[1]?.ms ?? 0).toExponential(6)).toMatch(/^[125]\.0+e/)
    }),
  )
})
