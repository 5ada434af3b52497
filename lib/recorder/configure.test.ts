import { describe, expect, it } from 'vitest'
import { CapturedNode, createRecorder, DEFAULT_CAPTURE_LIMITS, type Recorder } from './index.ts'
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
    [null, '`settings`'],
    [undefined, '`settings`'],
    [{ limits: null }, '`options.limits`'],
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

describe('a payload dispatched before', () => {
  /** The dispatch of a payload that changes after that, and at last settles. */
  async function changedAfter(act: (recorder: Recorder) => void, early = false) {
    const { bus, recorder, recording } = recordedBus({ mutations: 'on' })
    const gate = deferred()
    bus.on('a', (payload) => {
      if (early) (payload as { n: number }).n = 3
      return gate.promise
    })
    const payload = { n: 1, password: '' }
    const handle = bus.dispatch('a', payload)
    act(recorder)
    payload.n = 2
    payload.password = 'hunter2'
    gate.resolve()
    await handle.wait()
    return recording.at(0)!
  }

  it.each<[string, (recorder: Recorder) => void]>([
    ['other redactions', (recorder) => recorder.configure({ redact: ['password'] })],
    ['other limits', (recorder) => recorder.configure({ limits: { depth: 1 } })],
    ['another way to capture', (recorder) => recorder.configure({ capture: 'none' })],
    ['no looking for changes', (recorder) => recorder.configure({ mutations: 'off' })],
    ['a pause', (recorder) => recorder.pause()],
    ['a pause that is over', (recorder) => (recorder.pause(), recorder.resume())],
  ])('is looked at no more after %s, and so not known to be unchanged', async (_name, act) => {
    expect(await changedAfter(act)).toMatchObject({ status: 'ok', payload: { n: 1 }, mutations: undefined })
    const { mutations } = await changedAfter(act, true)
    expect(mutations).toMatchObject([{ path: 'n', before: 1, after: 3 }])
  })

  it('is looked at to its end where other settings change, or the same are given again', async () => {
    const { mutations } = await changedAfter((recorder) => {
      recorder.configure({ stacks: 'on', capacity: 5, redact: [], limits: {} })
    })
    expect(mutations).toMatchObject([{ path: 'n', before: 1, after: 2 }, { path: 'password' }])
  })
})
