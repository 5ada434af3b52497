import { describe, expect, it } from 'vitest'
import { CapturedNode, createRecorder, DEFAULT_CAPTURE_LIMITS } from './index.ts'
import { deferred, recordedBus } from './test-support.ts'

describe('a smaller capacity', () => {
  it('drops the oldest at once, and counts them', () => {
    const { bus, recorder, recording } = recordedBus({ capacity: 10 })
    for (let n = 0; n < 10; n++) bus.dispatch('a', n)
    recorder.configure({ capacity: 3 })
    expect(recording).toMatchObject({ capacity: 3, size: 3, dropped: 7, total: 10 })
    bus.dispatch('a', 10)
    expect(recording.find('').map(({ payload }) => payload)).toEqual([8, 9, 10])
    recorder.configure({ capacity: 4 })
    bus.dispatch('a', 11)
    expect(recording).toMatchObject({ size: 4, dropped: 8 })
  })

  it('counts no more what failed or waits among them, and follows what is kept', async () => {
    const { bus, recorder, recording } = recordedBus()
    const gate = deferred()
    bus.on('slow', () => gate.promise)
    bus.on('failing', () => {
      throw new Error('broken')
    })
    bus.dispatch('slow')
    bus.dispatch('failing')
    const kept = bus.dispatch('slow')
    recorder.configure({ capacity: 1 })
    expect(recording.stats()).toMatchObject({ waiting: 1, errors: 0, retained: 1 })
    gate.resolve()
    await bus.wait()
    expect(recording.byId(kept.id)?.status).toBe('ok')
    expect(recording.stats().waiting).toBe(0)
  })
})

it('capture, redaction and limits hold for what comes', () => {
  const { bus, recorder, recording } = recordedBus()
  const payload = { password: 'x', list: [1, 2] }
  bus.dispatch('a', payload)
  recorder.configure({ redact: ['password'], limits: { entries: 2 } })
  bus.dispatch('a', payload)
  recorder.configure({ capture: 'reference', redact: [] })
  bus.dispatch('a', payload)
  recorder.configure({ capture: 'none' })
  bus.dispatch('a', payload)
  expect(recording.at(0)?.payload).toEqual(payload)
  expect(recording.at(1)?.payload).toMatchObject({ password: new CapturedNode('redacted', '[redacted]') })
  expect(recording.at(2)?.payload).toBe(payload)
  expect(recording.at(3)?.payload).toBeUndefined()
})

it('stacks can be switched on and off', () => {
  const { bus, recorder, recording } = recordedBus({ stacks: 'off' })
  bus.dispatch('a')
  recorder.configure({ stacks: 'on' })
  bus.dispatch('a')
  expect(recording.stacks).toBe('on')
  recorder.configure({ stacks: 'off' })
  bus.dispatch('a')
  expect(recording.find('').map(({ stack }) => typeof stack)).toEqual(['undefined', 'string', 'undefined'])
})

it('the options in force are there to be read, and another object after each change', () => {
  const redact = ['password']
  const recorder = createRecorder({ redact })
  redact.push('later')
  const before = recorder.options
  expect(before).toEqual({
    capacity: 100_000,
    capture: 'snapshot',
    redact: ['password'],
    limits: DEFAULT_CAPTURE_LIMITS,
    stacks: 'listeners',
    mutations: 'sampled',
  })
  expect(Object.isFrozen(before)).toBe(true)
  recorder.configure({ capacity: 5, limits: { depth: 2 }, stacks: undefined })
  expect(recorder.options).toEqual({
    ...before,
    capacity: 5,
    limits: { ...DEFAULT_CAPTURE_LIMITS, depth: 2 },
  })
  expect(before.capacity).toBe(100_000)
})

it('wrong settings are refused as at creation, and then nothing has changed', () => {
  const { recorder, recording } = recordedBus({ redact: ['password'] })
  const before = recorder.options
  for (const [settings, message] of [
    [{ capacity: 0 }, '`options.capacity`'],
    [{ capture: 'all' }, '`options.capture`'],
    [{ capacity: 5, capture: 'reference' }, "`options.redact` needs `options.capture` to be 'snapshot'"],
    [{ redact: [''] }, '`redact[0]`'],
    [{ limits: { depht: 1 } }, '`limits.depht`'],
    [{ stacks: 'all' }, '`options.stacks`'],
    [{ mutations: true }, '`options.mutations`'],
    [{ clock: () => 1 }, '`options.clock` is unknown'],
  ] as const) {
    expect(() => recorder.configure(settings as never)).toThrow(TypeError)
    expect(() => recorder.configure(settings as never)).toThrow(message)
  }
  expect(recorder.options).toBe(before)
  expect(recording.capacity).toBe(before.capacity)
})

it('a dispatch under way goes on as it began', async () => {
  const { bus, recorder, recording } = recordedBus({ mutations: 'on' })
  const gate = deferred()
  bus.on('a', () => gate.promise)
  const payload = { n: 1 }
  const handle = bus.dispatch('a', payload)
  recorder.configure({ mutations: 'off', capture: 'none', stacks: 'on' })
  payload.n = 2
  gate.resolve()
  await handle.wait()
  expect(recording.at(0)).toMatchObject({ payload: { n: 1 }, mutations: [{ path: 'n', during: 'wait' }] })
})
