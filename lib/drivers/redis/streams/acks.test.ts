import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Acks } from './acks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('acknowledges again until Redis has heard of it, together with what was handled since', async () => {
  const heard: (readonly string[])[] = []
  let isDown = true
  const acks = new Acks(async (_, ids) => {
    if (isDown) throw new Error('down')
    heard.push(ids)
  })
  acks.add('a', '1')
  await vi.advanceTimersByTimeAsync(10)
  acks.add('a', '2')
  isDown = false
  await vi.advanceTimersByTimeAsync(10_000)
  expect(heard.flat().toSorted()).toEqual(['1', '2'])
})

it('leaves no timer behind for what is handled after the end', async () => {
  const acks = new Acks(() => Promise.reject(new Error('closed')))
  acks.stop()
  acks.add('a', '1')
  await vi.advanceTimersByTimeAsync(10)
  expect(vi.getTimerCount()).toBe(0)
})
