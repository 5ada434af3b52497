import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { streaming } from './test-support.ts'

/** What a frame has around a short payload, at most. */
const FRAME_BYTES = 350

describe('a reader that comes back', () => {
  it('gets what it has missed, by the header or by the URL', async () => {
    const { bus, open } = streaming()
    const before = await open()
    bus.dispatch('a', 1)
    const [frame] = await before.take(1)
    await before.cancel()
    bus.dispatch('a', 2)
    bus.dispatch('a', 3)
    const id = frame?.id ?? ''
    for (const frames of [await open('', { 'last-event-id': id }), await open(`?last-event-id=${id}`)])
      expect(await frames.payloads(2)).toEqual([2, 3])
  })

  it('has come as far as its browser says, not as far as it had when it first opened the URL', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    bus.dispatch('a', 1)
    bus.dispatch('a', 2)
    const [first, second] = await frames.take(2)
    bus.dispatch('a', 3)
    const back = await open(`?last-event-id=${first?.id}`, { 'last-event-id': second?.id ?? '' })
    expect(await back.payloads(1)).toEqual([3])
  })

  it('has missed nothing where it was told of no message: the first sign of life has an id', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    const hello = await frames.next()
    await frames.cancel()
    bus.dispatch('a', 1)
    const back = await open('', { 'last-event-id': hello?.id ?? '' })
    expect(await back.payloads(1)).toEqual([1])
  })

  it('is told of a gap where what it missed is forgotten, and gets the newest', async () => {
    const { bus, open } = streaming({ replay: 4 })
    const frames = await open()
    const hello = await frames.next()
    await frames.cancel()
    for (const payload of [1, 2, 3, 4, 5, 6]) bus.dispatch('a', payload)
    const back = await open('', { 'last-event-id': hello?.id ?? '' })
    // It is not cut by what comes before it has caught up.
    bus.dispatch('a', 7)
    bus.dispatch('a', 8)
    const [gap] = await back.take(1)
    expect(gap).toMatchObject({ event: 'gap', data: { reason: '4 messages are missing' } })
    expect(gap?.id).toMatch(/-4$/)
    expect(await back.payloads(4)).toEqual([5, 6, 7, 8])
  })

  it('gets no more of the newest than half of what is kept, in bytes, too', async () => {
    const { bus, open } = streaming({ replayBytes: 10_000 })
    const frames = await open()
    const hello = await frames.next()
    await frames.cancel()
    for (let payload = 0; payload < 20; payload++) bus.dispatch('a', `${payload} ${'x'.repeat(1_000)}`)
    const back = await open('', { 'last-event-id': hello?.id ?? '' })
    for (let payload = 20; payload < 23; payload++) bus.dispatch('a', `${payload} ${'x'.repeat(1_000)}`)
    const frame = (await back.take(1))[0]
    expect(frame?.event).toBe('gap')
    const place = Number(frame?.id?.split('-')[1])
    const numbers = (await back.payloads(23 - place)).map((text) => Number.parseInt(String(text), 10))
    expect(numbers).toEqual(Array.from({ length: 23 - place }, (_, index) => place + index))
    expect(place).toBeLessThan(18)
  })

  it.each(['00000000-1', 'nonsense', '-', '00000000-99999999999999999999'])(
    'is told of a gap where its id "%s" is of another server',
    async (id) => {
      const { bus, open } = streaming()
      bus.dispatch('a', 1)
      const back = await open('', { 'last-event-id': id })
      const [gap] = await back.take(1)
      expect(gap).toMatchObject({ event: 'gap', data: { reason: expect.stringContaining('another server') } })
      expect(await back.payloads(1)).toEqual([1])
    },
  )

  it('is told of a gap by a server whose stream has not come so far', async () => {
    const { bus, open } = streaming()
    const frames = await open()
    bus.dispatch('a')
    const [frame] = await frames.take(1)
    const back = await open('', { 'last-event-id': frame?.id?.replace(/1$/, '7') ?? '' })
    expect((await back.take(1))[0]?.event).toBe('gap')
  })

  it('gets exactly what came after its id, or is told of the gap, whatever was kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(300), { minLength: 1, maxLength: 30 }),
        fc.nat(30),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 300, max: 4_000 }),
        async (sizes, at, replay, replayBytes) => {
          const { bus, endpoint, open } = streaming({ replay, replayBytes })
          const first = await open()
          const epoch = (await first.next())?.id?.split('-')[0]
          await first.cancel()
          for (const [index, size] of sizes.entries()) bus.dispatch('a', `${index + 1}:${'x'.repeat(size)}`)
          const place = Math.min(at, sizes.length - 1)
          const frames = await open('', { 'last-event-id': `${epoch}-${place}` })
          const got: string[] = []
          let gap = 0
          while (place + gap + got.length < sizes.length) {
            const [frame] = await frames.take(1)
            if (frame?.event === 'gap') gap = Number(frame.id?.split('-')[1]) - place
            else got.push((frame?.data as { payload: string }).payload)
          }
          const missed = sizes.map((size, index) => `${index + 1}:${'x'.repeat(size)}`).slice(place)
          expect(got).toEqual(missed.slice(gap))
          const bytes = missed.reduce((sum, { length }) => sum + length + FRAME_BYTES, 0)
          expect(gap === 0 || missed.length > replay || bytes > replayBytes).toBe(true)
          expect(endpoint.buffered).toBeLessThanOrEqual(Math.max(replayBytes, 300 + FRAME_BYTES))
          await endpoint.close()
        },
      ),
      { numRuns: 60 },
    )
  })
})
