import { describe, expect, it, vi } from 'vitest'
import { createBus, type Observer } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { createStream, defineEventTypes } from 'eventscope/streams'
import { deferred, microtasks, processorOf } from './test-support.ts'

const Page = defineEventTypes({ 'page.shown': 20 })

/** A recorder whose clock stands still until it is told. */
function recorded() {
  let time = 0
  const recorder = createRecorder({ clock: () => time })
  return {
    recorder,
    pass: (ms: number) => {
      time += ms
    },
  }
}

describe('a recorded stream', () => {
  it('shows how long an event has waited in the queue, and how long it was processed', async () => {
    const { recorder, pass } = recorded()
    const gates = [deferred(), deferred()]
    const stream = createStream({
      name: 'pages',
      shards: 1,
      processor: () => processorOf(({ value }) => gates[(value as { turn: number }).turn]!.promise),
    })
    recorder.attach(stream)
    await stream.send(Page['page.shown'], { turn: 0 }, 'a')
    await stream.send(Page['page.shown'], { turn: 1 }, 'a')
    await microtasks()
    const { recording } = recorder
    expect(recording.at(1)).toMatchObject({ event: 'page.shown', bus: 'pages', status: 'waiting', runs: [] })
    pass(30)
    gates[0]!.resolve()
    await microtasks()
    pass(5)
    gates[1]!.resolve()
    await microtasks()
    expect(recording.at(0)).toMatchObject({
      payload: { turn: 0 },
      status: 'ok',
      wait: 30,
      runs: [{ listener: 'shard 0', start: 0, sync: 0, wait: 30 }],
    })
    expect(recording.at(1)).toMatchObject({
      payload: { turn: 1 },
      status: 'ok',
      wait: 35,
      runs: [{ listener: 'shard 0', start: 30, sync: 0, wait: 5 }],
    })
    await stream.close()
    expect(recording.at(2)).toMatchObject({ event: 'stream.shutdown', status: 'ok' })
  })

  it('is the parent of what a processor dispatches on a bus, and the child of what sends to it', async () => {
    const { recorder } = recorded()
    const bus = createBus({ name: 'shop' })
    const stream = createStream({
      name: 'pages',
      shards: 1,
      capacity: 1,
      processor: () => processorOf(() => void bus.dispatch('page.counted')),
    })
    recorder.attach(bus)
    recorder.attach(stream)
    const sends: Promise<void>[] = []
    bus.on('page.opened', () => {
      // The second one is accepted later, when something else or nothing runs.
      for (const turn of [1, 2]) sends.push(stream.send(Page['page.shown'], turn, 'a'))
    })
    const { id } = bus.dispatch('page.opened')
    await Promise.all(sends)
    await stream.close()
    const shown = recorder.recording.find('name:page.shown')
    expect(shown.map(({ parent, parentListenerId }) => [parent, parentListenerId])).toEqual(
      [1, 2].map(() => [id, bus.listeners('page.opened')[0]!.id]),
    )
    const counted = recorder.recording.find('name:page.counted')
    expect(counted.map(({ parent, parentListener }) => [parent, parentListener])).toEqual(
      shown.map((dispatch) => [dispatch.id, 'shard 0']),
    )
  })

  it('shows what failed, and what was lost when it was aborted', async () => {
    const { recorder } = recorded()
    const controller = new AbortController()
    const gate = deferred()
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      signal: controller.signal,
      processor: () => processorOf(() => gate.promise),
    })
    recorder.attach(stream)
    for (const turn of [1, 2]) await stream.send(Page['page.shown'], turn, 'a')
    await microtasks()
    controller.abort()
    gate.reject(new Error('no answer'))
    await stream.close()
    const [failed, lost] = recorder.recording.find('name:page.shown')
    expect(failed).toMatchObject({ status: 'failed', runs: [{ status: 'failed' }] })
    expect(lost).toMatchObject({ status: 'failed', runs: [], errors: [{ listener: 'shard 0' }] })
  })

  it('has its shards as listeners, until it is closed', async () => {
    const { recorder } = recorded()
    const stream = createStream({ shards: 2, processor: () => processorOf() })
    recorder.attach(stream)
    const shards = () => recorder.recording.listeners.map(({ name, event, active }) => [name, event, active])
    expect(shards()).toEqual([
      ['shard 0', '*', true],
      ['shard 1', '*', true],
    ])
    await stream.close()
    expect(shards().map(([, , active]) => active)).toEqual([false, false])
  })
})

describe('an observer of a stream', () => {
  it('may mute a shard, but not its shutdown', async () => {
    const log: unknown[] = []
    const stream = createStream({
      shards: 1,
      processor: () => ({
        process: ({ value }) => log.push(value),
        shutdown: () => log.push('shutdown'),
      }),
    })
    await stream.send(9, 'heard', 'a')
    await microtasks()
    const observer: Observer = { shouldRun: () => false }
    stream.observe(observer)
    await stream.send(9, 'muted', 'a')
    await stream.close()
    expect(log).toEqual(['heard', 'shutdown'])
  })

  it('that sends, too, does so after what it is told of, and within the capacity', async () => {
    const values: unknown[] = []
    const depths: number[] = []
    const stream = createStream({
      shards: 1,
      capacity: 2,
      processor: () => processorOf(({ value }) => void values.push(value)),
    })
    let left = 6
    const sends: Promise<void>[] = []
    stream.observe({
      dispatchStart: (_stream, { payload }) => {
        depths.push(stream.queues()[0]!.depth)
        if (left-- > 0) sends.push(stream.send(9, `after ${String(payload)}`, 'a'))
      },
    })
    await stream.send(9, 'first', 'a')
    await Promise.all(sends)
    // The last are sent when the queue has room, which is after those above were accepted.
    await vi.waitFor(() => expect(left).toBe(-1))
    await stream.close()
    expect(values.slice(0, 3)).toEqual(['first', 'after first', 'after after first'])
    expect(values).toHaveLength(7)
    expect(Math.max(...depths)).toBe(2)
  })

  it('that closes the stream leaves time for what it is told of', async () => {
    const log: unknown[] = []
    const stream = createStream({
      shards: 1,
      processor: () => ({
        process: ({ value }) => void log.push(value),
        shutdown: () => void log.push('shutdown'),
      }),
    })
    stream.observe({ dispatchStart: () => void stream.close() })
    await stream.send(9, 'a', 'a')
    await stream.close()
    expect(log).toEqual(['a', 'shutdown'])
  })

  it('that aborts the stream loses what it is told of', async () => {
    const controller = new AbortController()
    const values: unknown[] = []
    const stream = createStream({
      shards: 1,
      onError: () => undefined,
      signal: controller.signal,
      processor: () => processorOf(({ value }) => void values.push(value)),
    })
    stream.observe({ dispatchStart: () => controller.abort() })
    await stream.send(9, 'a', 'a')
    await stream.close()
    expect(values).toEqual([])
    expect(stream.errors).toMatchObject([{ event: 'user(0)', listener: 'shard 0' }])
  })
})
