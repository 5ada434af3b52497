import fc from 'fast-check'
import { createRecorder, type Recorder } from 'eventscope/recorder'
import { expect, it, vi } from 'vitest'
import type { Observation } from 'eventscope'

/** A function that a test registers. */
export type TestListener = (this: unknown, ...args: unknown[]) => void

/** An emitter as programs see it. */
export interface Subject {
  readonly emitter: object
  /** What programs call, by name. */
  readonly calls: Readonly<
    Record<string, (event: string, listener: TestListener, args: unknown[]) => unknown>
  >
  /** All that can be seen from outside of its listeners. */
  look(events: readonly string[]): unknown
}

interface Step {
  readonly call: string
  readonly event: string
  readonly listener: number
  readonly args: number
}

/** What a listener does when it is called: steps of its own, then perhaps it throws. */
interface Script {
  readonly steps: readonly Step[]
  readonly throws: boolean
}

interface Program {
  readonly steps: readonly Step[]
  readonly scripts: readonly Script[]
}

const EVENTS = ['saved', 'closed', 'error']
const LISTENERS = 4
const MAX_DEPTH = 3
const MAX_CALLS = 60
/** Those that are done only where it is observed. */
const OBSERVING = ['attach', 'detach', 'record', 'stop']

const RECORDED: readonly Step[] = ['attach', 'record'].map((call) => ({
  call,
  event: '',
  listener: 0,
  args: 0,
}))

function programs(calls: readonly string[], emits: readonly string[]): fc.Arbitrary<Program> {
  const weighted = [...calls, ...calls, ...emits, ...emits, ...OBSERVING]
  const step = fc.record({
    call: fc.constantFrom(...weighted),
    event: fc.constantFrom(...EVENTS),
    listener: fc.nat(LISTENERS - 1),
    args: fc.constantFrom(0, 1, 2, 3, 7),
  })
  const script = fc.record({
    steps: fc.array(step, { maxLength: 3 }),
    throws: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
  })
  return fc.record({
    steps: fc
      .tuple(fc.boolean(), fc.array(step, { minLength: 3, maxLength: 25 }))
      .map(([isRecorded, steps]) => (isRecorded ? [...RECORDED, ...steps] : steps)),
    scripts: fc.tuple(...Array.from({ length: LISTENERS }, () => script)),
  })
}

/** Does what a program says, and writes down all that can be seen. */
function run(program: Program, subject: Subject, observe?: (emitter: never) => Observation): unknown[] {
  const log: unknown[] = []
  const attached: Observation[] = []
  const recorded: { (): void }[] = []
  const recorder = createRecorder()
  let depth = 0
  let called = 0

  const label = (value: unknown): unknown => {
    if (value === subject.emitter) return 'the emitter'
    if (value === globalThis) return 'global'
    const at = listeners.indexOf(value as TestListener)
    if (at >= 0) return `listener ${at}`
    if (Array.isArray(value)) return value.map(label)
    if (value instanceof Error) return `${value.name}: ${value.message}`
    if (typeof value === 'function') return 'function'
    if (typeof value === 'object' && value !== null) return `object of ${value.constructor?.name}`
    return value
  }
  const observing: Record<string, () => void> = {
    attach: () => observe && attached.push(observe(subject.emitter as never)),
    detach: () => attached.shift()?.detach(),
    record: () => attached.length > 0 && recorded.push(recorder.attach(attached.at(-1)!)),
    stop: () => recorded.shift()?.(),
  }
  const perform = ({ call, event, listener, args }: Step): void => {
    const given = Array.from({ length: args }, (_, at) => `argument ${at}`)
    if (Object.hasOwn(observing, call)) {
      observing[call]!()
      return
    }
    try {
      log.push([call, event, label(subject.calls[call]!(event, listeners[listener]!, given))])
    } catch (error) {
      log.push([call, event, 'threw', label(error)])
    }
    log.push(label(subject.look(EVENTS)))
  }
  const listeners = program.scripts.map(({ steps, throws }, at): TestListener => {
    return function (...args) {
      log.push([`listener ${at}`, label(this), ...args])
      if (depth < MAX_DEPTH && called++ < MAX_CALLS) {
        depth++
        for (const step of steps) perform(step)
        depth--
      }
      if (throws) throw new Error(`of listener ${at}`)
      return `result ${at}`
    }
  })
  for (const step of program.steps) perform(step)
  for (const one of attached) one.detach()
  log.push(Reflect.ownKeys(subject.emitter), label(subject.look(EVENTS)))
  for (const event of EVENTS) perform({ call: 'emit', event, listener: 0, args: 1 })
  return log
}

/** Random programs do the same, whether the emitter is observed, recorded, or neither. */
export function assertNoDifference(
  make: () => Subject,
  observe: (emitter: never) => Observation,
  calls: readonly string[],
  numRuns = 80,
): void {
  fc.assert(
    fc.property(programs(calls, ['emit']), (program) => {
      expect(run(program, make(), observe)).toEqual(run(program, make()))
    }),
    { numRuns },
  )
}

/** What was recorded of each dispatch, in short: its name, payload, and how its runs ended. */
export function recorded({ recording }: Recorder): unknown[] {
  return Array.from({ length: recording.size }, (_, at) => {
    const { event, payload, runs } = recording.at(at)!
    return [event, payload, runs.map(({ listener, status }) => `${listener} ${status}`)]
  })
}

/** The listeners that are registered, as the recorder knows them. */
export function registered({ recording }: Recorder): string[] {
  return recording.listeners
    .filter(({ active }) => active)
    .map(({ event, name, once }) => `${event} ${name}${once ? ' once' : ''}`)
}

/** A recorder that takes payloads as they are, attached to what an adapter observes. */
export function recorderOf(observation: Observation): Recorder {
  const recorder = createRecorder({ capture: 'reference' })
  recorder.attach(observation)
  return recorder
}

/** All that an object has of its own. */
export function ownOf(target: object): unknown[] {
  return Reflect.ownKeys(target).map((key) => [key, Object.getOwnPropertyDescriptor(target, key)])
}

/** An emitter that calls its listeners at once, as tests use it that are the same for all of them. */
export interface SyncEmitter {
  on(event: never, listener: never): unknown
  emit(event: never, ...args: never[]): unknown
}

/** What all that call their listeners at once have in common. */
export function describeSync<Emitter extends SyncEmitter>(
  make: () => Emitter,
  observe: (emitter: Emitter, options?: { readonly name: string }) => Observation,
): void {
  const setup = () => {
    const emitter = make()
    const on = (event: string, listener: TestListener): unknown =>
      emitter.on(event as never, listener as never)
    const emit = (event: string | symbol, ...args: unknown[]): unknown =>
      emitter.emit(event as never, ...(args as never[]))
    return { emitter, on, emit }
  }

  it('tells of each run with its listener, its event and the payload', () => {
    const { emitter, on, emit } = setup()
    const recorder = recorderOf(observe(emitter, { name: 'app' }))
    on('saved', function badge() {})
    on('saved', function list() {})
    emit('saved', 'a')
    emit(Symbol('secret'), 'b')
    expect(recorded(recorder)).toEqual([
      ['saved', 'a', ['badge ok', 'list ok']],
      ['secret', 'b', []],
    ])
    expect(recorder.recording.at(0)!.bus).toBe('app')
  })

  it('knows the listeners that were there before', () => {
    const { emitter, on, emit } = setup()
    on('saved', function early() {})
    const recorder = recorderOf(observe(emitter))
    expect(registered(recorder)).toEqual(['saved early'])
    emit('saved', 1)
    expect(recorded(recorder)).toEqual([['saved', 1, ['early ok']]])
  })

  it('tells at once of a listener that was added', () => {
    const { emitter, on } = setup()
    const recorder = recorderOf(observe(emitter))
    on('saved', function late() {})
    expect(registered(recorder)).toEqual(['saved late'])
  })

  it('knows what caused a dispatch, across emitters', () => {
    const first = setup()
    const second = setup()
    const recorder = recorderOf(observe(first.emitter))
    recorder.attach(observe(second.emitter))
    first.on('outer', function relay() {
      second.emit('inner')
    })
    first.emit('outer')
    const [outer, inner] = [recorder.recording.at(0)!, recorder.recording.at(1)!]
    expect([inner.event, inner.parent, inner.parentListener]).toEqual(['inner', outer.id, 'relay'])
  })

  it('throws on what a listener throws, and tells that it failed', () => {
    const { emitter, on, emit } = setup()
    const recorder = recorderOf(observe(emitter))
    const failure = new Error('of a listener')
    on('saved', function breaks() {
      throw failure
    })
    expect(() => emit('saved', 1)).toThrow(failure)
    const { status, errors, runs } = recorder.recording.at(0)!
    expect([status, errors.length, runs[0]!.status]).toEqual(['failed', 1, 'failed'])
    expect(errors[0]!.cause).toBe(failure)
  })

  it('waits for the promise of a listener that is async', async () => {
    const { emitter, on, emit } = setup()
    const recorder = recorderOf(observe(emitter))
    let resolve: () => void = () => undefined
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    on('saved', async () => promise)
    emit('saved', 1)
    expect(recorder.recording.at(0)!.status).toBe('waiting')
    resolve()
    await vi.waitFor(() => expect(recorder.recording.at(0)!.status).toBe('ok'))
  })

  it('makes no unhandled rejection of a promise that is handled elsewhere', async () => {
    const { emitter, on, emit } = setup()
    recorderOf(observe(emitter))
    const unhandled = vi.fn<(reason: unknown) => void>()
    process.on('unhandledRejection', unhandled)
    on('saved', () => {
      const result = Promise.reject(new Error('no stock'))
      result.catch(() => undefined)
      return result
    })
    emit('saved', 1)
    await new Promise(setImmediate)
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('leaves it as it was when the last has detached', () => {
    const { emitter, on } = setup()
    on('saved', function early() {})
    const before = ownOf(emitter)
    const first = observe(emitter)
    const second = observe(emitter)
    const recorder = recorderOf(second)
    expect(second.id).toBe(first.id)
    first.detach()
    first.detach()
    expect(ownOf(emitter)).not.toEqual(before)
    second.detach()
    expect(ownOf(emitter)).toEqual(before)
    expect(registered(recorder)).toEqual([])
  })

  it('only passes on when somebody else has wrapped its emit since', () => {
    const { emitter, on, emit } = setup()
    const calls: unknown[] = []
    const observation = observe(emitter)
    const recorder = recorderOf(observation)
    const ours = emitter.emit
    const theirs = function (this: unknown, ...args: never[]): unknown {
      calls.push('theirs')
      return Reflect.apply(ours, this, args)
    }
    emitter.emit = theirs as never
    on('saved', () => calls.push('listener'))
    emit('saved')
    observation.detach()
    emit('saved')
    expect(emitter.emit).toBe(theirs)
    expect(calls).toEqual(['theirs', 'listener', 'theirs', 'listener'])
    expect(recorder.recording.size).toBe(1)
  })

  it('a listener may detach it', () => {
    const { emitter, on, emit } = setup()
    const calls: string[] = []
    const observation = observe(emitter)
    const recorder = recorderOf(observation)
    on('saved', function first() {
      calls.push('first')
      observation.detach()
    })
    on('saved', function second() {
      calls.push('second')
    })
    emit('saved', 1)
    emit('saved', 2)
    expect(calls).toEqual(['first', 'second', 'first', 'second'])
    expect(recorded(recorder)).toEqual([['saved', 1, ['first ok', 'second ok']]])
  })

  it.each([undefined, null, 1, 'emitter', {}, () => undefined])('refuses what is no emitter: %s', (wrong) => {
    expect(() => observe(wrong as never)).toThrow(/^`emitter` must be/)
  })

  it('refuses an unknown option', () => {
    expect(() => observe(make(), { nam: 'app' } as never)).toThrow('`options.nam` is unknown')
  })
}
