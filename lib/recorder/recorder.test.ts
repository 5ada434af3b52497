import { expect, it } from 'vitest'
import { BusClosedError, createBus, ListenerTimeoutError } from '../core/index.ts'
import { createRecorder } from './index.ts'
import { deferred, fakedRecorder, recordedBus } from './test-support.ts'

it('the end of one inline run is the start of the next', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('a', () => clock.advance(3), { name: 'one' })
  bus.on('a', () => clock.advance(4), { name: 'two' })
  const { id } = bus.dispatch('a', { sku: 'A1' })
  const run = { wait: undefined, status: 'ok', error: undefined }
  expect(recording.at(0)).toMatchObject({
    id,
    event: 'a',
    bus: 'shop',
    payload: { sku: 'A1' },
    parent: undefined,
    time: 1_000,
    sync: 7,
    wait: undefined,
    status: 'ok',
    errors: [],
    runs: [
      { listener: 'one', start: 1_000, sync: 3, ...run },
      { listener: 'two', start: 1_003, sync: 4, ...run },
    ],
  })
})

it('a nested dispatch has its own row, its parent, and its time counts in the outer run too', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('outer', () => {
    clock.advance(1)
    bus.dispatch('inner')
    clock.advance(2)
  })
  bus.on('outer', () => clock.advance(8))
  bus.on('inner', () => clock.advance(4))
  const { id } = bus.dispatch('outer')
  const [outer, inner] = [recording.at(0), recording.at(1)]
  expect(outer).toMatchObject({ event: 'outer', id, time: 1_000, sync: 15, status: 'ok' })
  expect(outer?.runs).toMatchObject([
    { start: 1_000, sync: 7 },
    { start: 1_007, sync: 8 },
  ])
  expect(inner).toMatchObject({ event: 'inner', parent: id, time: 1_001, sync: 4, status: 'ok' })
})

it('an async run waits until its promise settles', async () => {
  const { bus, recording, clock } = recordedBus()
  const paid = deferred()
  bus.on(
    'a',
    async () => {
      clock.advance(2)
      await paid.promise
    },
    { async: true },
  )
  const handle = bus.dispatch('a')
  expect(recording.at(0)).toMatchObject({ status: 'waiting', runs: [], wait: undefined })
  expect(recording.stats().waiting).toBe(1)
  clock.advance(1)
  await Promise.resolve()
  expect(recording.at(0)?.runs).toMatchObject([{ start: 1_001, sync: 2, status: 'waiting', wait: undefined }])
  clock.advance(10)
  paid.resolve()
  await handle.wait()
  expect(recording.at(0)).toMatchObject({
    status: 'ok',
    sync: 2,
    wait: 13,
    runs: [{ status: 'ok', wait: 10 }],
  })
  expect(recording.stats().waiting).toBe(0)
})

it('an inline listener that returns a promise waits too, and fails when it rejects', async () => {
  const { bus, recording, clock } = recordedBus()
  const paid = deferred()
  bus.on('a', () => {
    clock.advance(5)
    return paid.promise
  })
  const handle = bus.dispatch('a')
  expect(recording.at(0)?.runs).toMatchObject([{ sync: 5, status: 'waiting' }])
  clock.advance(7)
  const cause = new Error('declined')
  paid.reject(cause)
  await handle.wait()
  expect(recording.at(0)).toMatchObject({ status: 'failed', wait: 7, sync: 5 })
  expect(recording.at(0)?.errors).toEqual(handle.errors)
  expect(recording.at(0)?.runs[0]).toMatchObject({ status: 'failed', wait: 7, error: { cause } })
  expect(recording.stats()).toMatchObject({ errors: 1, waiting: 0 })
})

it('a run that times out has failed, and its late end changes nothing', async () => {
  const { bus, recording } = recordedBus()
  const late = deferred()
  bus.on('a', () => late.promise, { timeout: 1 })
  await bus.dispatch('a').wait()
  expect(recording.at(0)?.runs[0]?.error?.cause).toBeInstanceOf(ListenerTimeoutError)
  const { revision } = recording
  late.resolve()
  await late.promise
  expect(recording.revision).toBe(revision)
  expect(recording.at(0)?.status).toBe('failed')
})

it('a listener that throws fails its run and its dispatch, and the next run is recorded', () => {
  const { bus, recording, clock } = recordedBus()
  bus.on('a', () => {
    clock.advance(2)
    throw new Error('broken')
  })
  bus.on('a', () => clock.advance(3))
  const handle = bus.dispatch('a')
  expect(recording.at(0)).toMatchObject({ status: 'failed', sync: 5 })
  expect(recording.at(0)?.errors).toEqual(handle.errors)
  expect(recording.at(0)?.runs.map((run) => run.status)).toEqual(['failed', 'ok'])
  expect(recording.at(0)?.runs[0]?.error).toBe(handle.errors[0])
  expect(recording.columns.errorCount(0)).toBe(1)
})

it('a dispatch that only its driver keeps pending has a wait', async () => {
  const { recorder, clock } = fakedRecorder()
  const sent = deferred<void>()
  const nothing = (): void => undefined
  const bus = createBus({
    driver: {
      name: 'slow',
      state: 'open',
      counts: { sent: 0, received: 0, failed: 0, refused: 0 },
      onState: () => Object.assign(nothing, { [Symbol.dispose]: nothing }),
      publish: () => sent.promise,
      subscribe: nothing,
      unsubscribe: nothing,
      wait: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
  })
  recorder.attach(bus)
  const handle = bus.dispatch('a')
  expect(recorder.recording.at(0)?.status).toBe('waiting')
  clock.advance(30)
  sent.resolve()
  await handle.wait()
  expect(recorder.recording.at(0)).toMatchObject({ status: 'ok', wait: 30 })
})

it('a run is there while it is running', () => {
  const { bus, recording } = recordedBus()
  const seen: unknown[] = []
  bus.on('a', () => seen.push(...(recording.at(0)?.runs ?? [])), { name: 'looks' })
  bus.dispatch('a')
  expect(seen).toMatchObject([{ listener: 'looks', status: 'waiting' }])
})

it('a listener that runs again inside its own run keeps its name when older rows are dropped', () => {
  const { bus, recording } = recordedBus({ capacity: 10_000, capture: 'none' })
  bus.on('root', () => {
    for (let count = 0; count < 9_000; count++) bus.dispatch('child')
  })
  const off = bus.onAny(() => undefined, { name: 'logger' })
  bus.dispatch('root')
  off()
  for (let count = 0; count < 5_200; count++) bus.dispatch('noop')
  bus.on('later', () => undefined, { name: 'stranger' })
  expect(recording.at(0)).toMatchObject({ event: 'child', runs: [{ listener: 'logger' }] })
})

it('a dispatch that a closed bus refuses is recorded as failed, without runs', async () => {
  const { bus, recording } = recordedBus()
  bus.on('a', () => undefined)
  await bus.close()
  bus.dispatch('a')
  expect(recording.at(0)).toMatchObject({ status: 'failed', wait: undefined, runs: [] })
  expect(recording.at(0)?.errors[0]?.cause).toBeInstanceOf(BusClosedError)
  expect(recording.stats()).toMatchObject({ errors: 1, waiting: 0 })
})

it('one recorder keeps the dispatches of several buses in their order', () => {
  const { bus, recorder, recording } = recordedBus()
  const other = createBus({ name: 'chat' })
  recorder.attach(other)
  other.on('b', () => undefined, { name: 'log' })
  bus.on('a', () => other.dispatch('b'))
  bus.dispatch('a')
  bus.dispatch('b')
  const views = recording.find('')
  expect(views.map((view) => `${view.bus} ${view.event}`)).toEqual(['shop a', 'chat b', 'shop b'])
  expect(views[1]?.parent).toBe(views[0]?.id)
  expect(recording.listeners.map((listener) => listener.bus)).toEqual(['chat', 'shop'])
})

it('attaching late picks up the listeners that are registered', () => {
  const { recorder } = fakedRecorder()
  const bus = createBus({ name: 'shop' })
  bus.on('a', () => undefined, { name: 'one', async: true })
  bus.once('b', () => undefined)
  recorder.attach(bus)
  expect(recorder.recording.listeners).toMatchObject([
    { bus: 'shop', event: 'a', name: 'one', async: true, once: false, active: true },
    { bus: 'shop', event: 'b', name: 'anonymous', async: false, once: true, active: true },
  ])
})

it('attaching a bus twice records each dispatch once, and detaching it may be repeated', () => {
  const { bus, recorder, recording, detach } = recordedBus()
  expect(recorder.attach(bus)).toBe(detach)
  bus.dispatch('a')
  expect(recording.total).toBe(1)
  detach()
  bus.dispatch('a')
  expect(recording.total).toBe(1)
  recorder.attach(bus)
  detach()
  bus.dispatch('a')
  expect(recording.total).toBe(2)
})

it('a bus detached during a dispatch has that dispatch recorded to its end', () => {
  const { bus, recording, detach } = recordedBus()
  bus.on('a', () => detach())
  bus.on('a', () => bus.dispatch('b'))
  bus.dispatch('a')
  expect(recording.size).toBe(1)
  expect(recording.at(0)).toMatchObject({ status: 'ok', runs: [{ status: 'ok' }, { status: 'ok' }] })
})

it('a once listener that a nested dispatch has used up leaves no run', () => {
  const { bus, recording } = recordedBus()
  let nested = false
  bus.on('a', () => {
    if (nested) return
    nested = true
    bus.dispatch('a')
  })
  bus.once('a', () => undefined, { name: 'once' })
  bus.dispatch('a')
  const names = recording.find('').map((view) => view.runs.map((run) => run.listener))
  expect(names).toEqual([['anonymous'], ['anonymous', 'once']])
  expect(recording.columns.listenerCount(0)).toBe(2)
  expect(recording.columns.runCount(0)).toBe(1)
})

it('a payload whose capture dispatches is recorded in the order of ids', async () => {
  const { bus, recording } = recordedBus({ capacity: 2 })
  const gate = deferred()
  bus.on('inner', () => gate.promise)
  let asked = false
  const dispatchOnce = (): string[] => {
    if (!asked) bus.dispatch('inner')
    asked = true
    return []
  }
  const trap = new Proxy({}, { ownKeys: dispatchOnce })
  const outer = bus.dispatch('outer', trap)
  expect(recording.find('').map((view) => view.event)).toEqual(['outer', 'inner'])
  expect(recording.byId(outer.id)?.status).toBe('ok')
  gate.resolve()
  await bus.wait()
  expect(recording.find('').map((view) => view.status)).toEqual(['ok', 'ok'])
  asked = false
  bus.dispatch('outer', trap)
  expect(recording.size).toBe(2)
  expect(recording.dropped).toBe(2)
})

it('a payload is captured as it was, as itself, or not at all', () => {
  for (const [capture, kept] of [
    ['snapshot', { user: 'ada' }],
    ['reference', { user: 'bob' }],
    ['none', undefined],
  ] as const) {
    const { bus, recording } = recordedBus({ capture })
    const payload = { user: 'ada' }
    bus.dispatch('a', payload)
    payload.user = 'bob'
    expect(recording.at(0)?.payload).toEqual(kept)
  }
})

it('what is redacted never reaches the recording', () => {
  const { bus, recording } = recordedBus({ redact: ['password'], limits: { depth: 3 } })
  bus.dispatch('a', { user: 'ada', password: 'hunter2' })
  expect(recording.at(0)?.payload).toMatchObject({ user: 'ada', password: { kind: 'redacted' } })
  expect(recording.find('hunter2')).toEqual([])
})

it('misuse throws a TypeError that names the argument', () => {
  const wrong: [string, unknown][] = [
    ['options.size', { size: 1 }],
    ['options.capacity', { capacity: 0 }],
    ['options.capacity', { capacity: 1.5 }],
    ['options.capture', { capture: 'deep' }],
    ['options.redact', { redact: 'password' }],
    ['options.redact', { redact: ['password'], capture: 'none' }],
    ['redact[0]', { redact: [1] }],
    ['limits.deep', { limits: { deep: 1 } }],
    ['options.clock', { clock: 5 }],
  ]
  for (const [argument, options] of wrong) {
    const make = (): unknown => createRecorder(options as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(`\`${argument}`)
  }
  expect(() => createRecorder().attach({} as never)).toThrow(/`bus`.*createBus\(\).*createStream\(\)/)
  expect(() => createRecorder().recording.subscribe(1 as never)).toThrow('`listener`')
})
