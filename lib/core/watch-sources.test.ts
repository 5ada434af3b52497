import { expect, test, vi } from 'vitest'
import { createBus, type PageSource, watchSources } from 'eventscope'

test('sources that are there are told of, then those to come, until it is stopped', () => {
  const early = createBus({ name: 'early' })
  const told: PageSource[] = []
  const stop = watchSources((source) => void told.push(source))
  expect(told).toContain(early)
  const late = createBus({ name: 'late' })
  expect(told.at(-1)).toBe(late)
  stop()
  createBus({ name: 'later' })
  expect(told.at(-1)).toBe(late)
})

test('a bus is made, and others are told of it, whatever a watcher does', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const told: PageSource[] = []
  const stops = [
    watchSources(({ name }) => {
      if (name === 'new') throw new Error('watcher')
    }),
    watchSources((source) => void told.push(source)),
  ]
  const bus = createBus({ name: 'new' })
  expect(told.at(-1)).toBe(bus)
  expect(report).toHaveBeenCalledTimes(1)
  for (const stop of stops) stop()
  report.mockRestore()
})
