import { describe, expect, it, vi } from 'vitest'
import { type Bus, createBus, disposable } from '../../core/index.ts'
import { createRecorder, type Recorder } from '../index.ts'
import { recordedBus } from '../test-support.ts'

/** A bus with listeners of these names on `a`, which write down that they ran. */
function named(...names: readonly string[]) {
  const { bus, recorder, recording } = recordedBus()
  const ran: string[] = []
  const ids = names.map((name) => {
    bus.on('a', () => ran.push(name), { name })
    return idOf(recorder, name)
  })
  const dispatched = (): string[] => {
    ran.length = 0
    bus.dispatch('a')
    return [...ran]
  }
  return {
    bus,
    recorder,
    recording,
    control: recorder.control,
    ids: ids as [number, number, number],
    ran,
    dispatched,
  }
}

function idOf({ recording }: Recorder, name: string): number {
  return recording.listeners.find((listener) => listener.name === name)!.id
}

/** Counts the observers of a bus from now on. */
function countObservers(bus: Bus): () => number {
  let count = 0
  const observe = bus.observe.bind(bus)
  vi.spyOn(bus, 'observe').mockImplementation((observer) => {
    const stop = observe(observer)
    count++
    return disposable(() => {
      count--
      stop()
    })
  })
  return () => count
}

describe('mute', () => {
  it('passes over the listener alone, which then has no run, and counts it', () => {
    const { control, recording, ids, dispatched } = named('one', 'two', 'three')
    expect(control.mute(ids[1])).toBe(true)
    expect(dispatched()).toEqual(['one', 'three'])
    expect(recording.at(0)?.runs.map((run) => run.listener)).toEqual(['one', 'three'])
    expect(control.state).toMatchObject({ muted: [ids[1]], passedOver: 1, active: true })
    control.unmute(ids[1])
    expect(dispatched()).toEqual(['one', 'two', 'three'])
    expect(control.state).toMatchObject({ muted: [], passedOver: 1, active: false })
  })

  it('leaves a once listener registered', () => {
    const { bus, recorder } = recordedBus()
    const listener = vi.fn()
    bus.once('a', listener, { name: 'once' })
    const id = idOf(recorder, 'once')
    recorder.control.mute(id)
    bus.dispatch('a')
    expect(bus.listeners('a')).toHaveLength(1)
    recorder.control.unmute(id)
    bus.dispatch('a')
    bus.dispatch('a')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('keeps an async listener from starting', async () => {
    const { bus, recorder } = recordedBus()
    const listener = vi.fn()
    bus.on('a', listener, { async: true, name: 'late' })
    recorder.control.mute(idOf(recorder, 'late'))
    const handle = bus.dispatch('a')
    await handle.wait()
    expect(listener).not.toHaveBeenCalled()
    expect(recorder.recording.byId(handle.id)?.status).toBe('ok')
  })

  it('does nothing to a listener that is not registered, and says so', () => {
    const { bus, recorder } = recordedBus()
    const off = bus.on('a', () => undefined, { name: 'gone' })
    const id = idOf(recorder, 'gone')
    off()
    expect(recorder.control.mute(id)).toBe(false)
    expect(recorder.control.solo(id)).toBe(false)
    expect(recorder.control.breakOnNextRun(id)).toBe(false)
    expect(recorder.control.state.active).toBe(false)
  })

  it('holds on a bus that is attached to the recorder later', () => {
    const { bus, control, ids, recorder } = named('one')
    control.mute(ids[0])
    const second = createBus()
    const listener = vi.fn()
    second.on('a', listener, { name: 'second' })
    recorder.attach(second)
    control.mute(idOf(recorder, 'second'))
    second.dispatch('a')
    bus.dispatch('a')
    expect(listener).not.toHaveBeenCalled()
    expect(control.state.passedOver).toBe(2)
  })

  it('works while the recorder is paused', () => {
    const { control, recorder, ids, dispatched } = named('one', 'two')
    recorder.pause()
    control.mute(ids[0])
    expect(dispatched()).toEqual(['two'])
  })

  it('is forgotten with the listener, and with the bus', () => {
    const { bus, recorder, recording } = recordedBus()
    const { control } = recorder
    const off = bus.on('a', () => undefined, { name: 'one' })
    control.mute(idOf(recorder, 'one'))
    off()
    expect(control.state).toMatchObject({ muted: [], active: false })
    const second = createBus()
    const detach = recorder.attach(second)
    const listener = vi.fn()
    second.on('a', listener)
    const { id } = recording.listeners.at(-1)!
    control.mute(id)
    control.solo(id)
    control.breakOnNextRun(id)
    detach()
    expect(control.state).toMatchObject({ muted: [], soloed: [], breaks: [], active: false })
    second.dispatch('a')
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('solo', () => {
  it('passes over all other listeners of the event on that bus', () => {
    const { bus, recorder, ids, dispatched, ran, control } = named('one', 'two', 'three')
    bus.onAny((_payload, { event }) => ran.push(`any ${event}`))
    bus.on('b', () => ran.push('other event'))
    const twin = createBus({ name: 'shop' })
    recorder.attach(twin)
    twin.on('a', () => ran.push('other bus'))
    control.solo(ids[1])
    expect(dispatched()).toEqual(['two'])
    ran.length = 0
    bus.dispatch('b', {})
    twin.dispatch('a')
    expect(ran).toEqual(['any b', 'other event', 'other bus'])
    control.unsolo(ids[1])
    bus.dispatch('a', {})
    expect(ran.slice(3)).toEqual(['one', 'two', 'three', 'any a'])
  })

  it('leaves others that are soloed too, and muted ones muted', () => {
    const { control, ids, dispatched } = named('one', 'two', 'three')
    control.solo(ids[0])
    control.solo(ids[2])
    expect(dispatched()).toEqual(['one', 'three'])
    control.mute(ids[0])
    expect(dispatched()).toEqual(['three'])
    expect(control.state).toMatchObject({ soloed: [ids[0], ids[2]], muted: [ids[0]], passedOver: 3 })
  })

  it('of a listener of every event holds for all events', () => {
    const { bus, recorder, ran, dispatched, control } = named('one')
    bus.onAny(() => ran.push('any'), { name: 'any' })
    bus.on('b', () => ran.push('b'))
    control.solo(idOf(recorder, 'any'))
    expect(dispatched()).toEqual(['any'])
    bus.dispatch('b')
    expect(ran).toEqual(['any', 'any'])
  })

  it('ends when the soloed listener is removed', () => {
    const { bus, recorder, control, dispatched } = named('one')
    const off = bus.on('a', () => undefined, { name: 'temporary' })
    control.solo(idOf(recorder, 'temporary'))
    expect(dispatched()).toEqual([])
    off()
    expect(dispatched()).toEqual(['one'])
  })
})

describe('break on next run', () => {
  /** A bus where pauses are written down among the runs. */
  function pausing() {
    const log: string[] = []
    const { bus, recorder } = recordedBus({ pause: () => log.push('pause') })
    return { bus, recorder, control: recorder.control, log }
  }

  it('pauses right before the listener, once', () => {
    const { bus, recorder, control, log } = pausing()
    for (const name of ['one', 'two']) bus.on('a', () => log.push(name), { name })
    const id = idOf(recorder, 'two')
    control.breakOnNextRun(id)
    expect(control.state.breaks).toEqual([id])
    bus.dispatch('a')
    bus.dispatch('a')
    expect(log).toEqual(['one', 'pause', 'two', 'one', 'two'])
    expect(control.state).toMatchObject({ breaks: [], active: false })
  })

  it('pauses before an async listener when it starts, and before a once listener', async () => {
    const { bus, recorder, control, log } = pausing()
    bus.on('a', () => log.push('late'), { name: 'late', async: true, once: true })
    bus.once('a', () => log.push('once'), { name: 'once' })
    control.breakOnNextRun(idOf(recorder, 'late'))
    control.breakOnNextRun(idOf(recorder, 'once'))
    const handle = bus.dispatch('a')
    log.push('returned')
    await handle.wait()
    expect(log).toEqual(['pause', 'once', 'returned', 'pause', 'late'])
    expect(control.state.active).toBe(false)
  })

  it('can be cancelled, and waits while the listener is muted', () => {
    const { bus, recorder, control, log } = pausing()
    bus.on('a', () => log.push('one'), { name: 'one' })
    const id = idOf(recorder, 'one')
    control.breakOnNextRun(id)
    control.mute(id)
    bus.dispatch('a')
    expect(log).toEqual([])
    control.unmute(id)
    control.cancelBreak(id)
    bus.dispatch('a')
    expect(log).toEqual(['one'])
  })
})

it('while nothing is in force, only the recorder itself observes its buses', () => {
  const bus = createBus()
  const count = countObservers(bus)
  const recorder = createRecorder()
  recorder.attach(bus)
  bus.on('a', () => undefined, { name: 'one' })
  const id = idOf(recorder, 'one')
  const { control } = recorder
  expect(count()).toBe(1)
  control.mute(id)
  control.solo(id)
  control.breakOnNextRun(id)
  const { id: breakpoint } = control.breakWhen('name:a')
  expect(count()).toBe(2)
  control.unmute(id)
  control.unsolo(id)
  control.cancelBreak(id)
  expect(count()).toBe(2)
  control.enableBreakpoint(breakpoint, false)
  expect(count()).toBe(1)
  control.enableBreakpoint(breakpoint, true)
  control.mute(id)
  expect(count()).toBe(2)
  control.reset()
  expect(count()).toBe(1)
  expect(control.state).toMatchObject({ muted: [], soloed: [], breaks: [], breakpoints: [], active: false })
})

it('a bus that is detached is not observed any more, whatever is in force on others', () => {
  const { recorder, control, ids } = named('one')
  const bus = createBus()
  const count = countObservers(bus)
  control.mute(ids[0])
  const detach = recorder.attach(bus)
  expect(count()).toBe(2)
  detach()
  expect(count()).toBe(0)
  expect(control.state.muted).toEqual([ids[0]])
})

it('the state is the same object until something changes, and subscribers of the recording are told', async () => {
  const { control, recording, ids, bus } = named('one')
  const told = vi.fn()
  recording.subscribe(told)
  const before = control.state
  expect(control.state).toBe(before)
  control.mute(ids[0])
  expect(control.state).not.toBe(before)
  expect(before.muted).toEqual([])
  await Promise.resolve()
  expect(told).toHaveBeenCalledTimes(1)
  const muted = control.state
  bus.dispatch('a')
  expect(control.state).not.toBe(muted)
  expect(control.state.passedOver).toBe(1)
})

it('a recorder can pause where the debugger statement is in the build', () => {
  expect(createRecorder().control.state.canPause).toBe(true)
})
