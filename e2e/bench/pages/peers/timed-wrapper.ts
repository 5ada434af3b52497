import mitt from 'mitt'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Work } from '../work.ts'

interface Run {
  readonly listener: string
  readonly start: number
  readonly duration: number
}

interface Dispatch {
  readonly event: string
  readonly payload: unknown
  readonly time: number
  readonly runs: Run[]
}

type Listener = (payload: unknown) => void

/** About as much as a page would keep, so that the garbage collector sees what it would see. */
const LIMIT = 10_000

/** What one writes in an afternoon: a dispatch is an object in an array, a run is an object in the dispatch. */
class TimedEmitter {
  readonly log: Dispatch[] = []
  private readonly emitter = mitt()
  private current: Dispatch | undefined

  constructor(
    private readonly copy: (payload: unknown) => unknown,
    private readonly now: () => number,
  ) {}

  on(event: string, name: string, listener: Listener): void {
    this.emitter.on(event, (payload) => {
      const start = this.now()
      listener(payload)
      this.current?.runs.push({ listener: name, start, duration: this.now() - start })
    })
  }

  emit(event: string, payload: unknown): void {
    this.current = { event, payload: this.copy(payload), time: this.now(), runs: [] }
    this.log.push(this.current)
    this.emitter.emit(event, payload)
  }
}

/** As everybody reads it. `performance` is a getter of the window, which costs more than the reading itself. */
const now = (): number => performance.now()
const { performance: clock } = globalThis
/** What one who knows that writes. */
const cachedNow = (): number => clock.now()

const asIs = (payload: unknown): unknown => payload

function wrapped(
  copy: (payload: unknown) => unknown,
  payloads: readonly unknown[],
  { limit = LIMIT, read = now } = {},
): Work {
  const emitter = fill(new TimedEmitter(copy, read))
  return {
    calls: 3,
    limit,
    run(times) {
      for (let at = 0; at < times; at++) emitter.emit(EVENTS[at & 1]!, payloads[at & 1])
      return emitter.log.length
    },
    reset() {
      emitter.log.length = 0
    },
  }
}

/** Keeps the newest ones the way most logs do. */
function shifting(kept: number): Work {
  const emitter = fill(new TimedEmitter(asIs, now))
  const { log } = emitter
  return {
    calls: 3,
    run(times) {
      for (let at = 0; at < times; at++) {
        emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])
        if (log.length > kept) log.shift()
      }
      return log.length
    },
  }
}

function fill(emitter: TimedEmitter): TimedEmitter {
  for (const [at, listeners] of listenersFor(3).entries()) {
    for (const [index, listener] of listeners.entries()) {
      emitter.on(EVENTS[at]!, `listener ${index}`, listener as Listener)
    }
  }
  return emitter
}

const CAPTURED_LIMIT = 1_000

export const subjects: readonly Subject[] = [
  {
    name: 'timed wrapper',
    recorded: {
      reference: () => wrapped(asIs, PAYLOADS),
      'clock cached': () => wrapped(asIs, PAYLOADS, { read: cachedNow }),
      shift: shifting,
    },
    captured: {
      structuredClone: (payload) =>
        wrapped((each) => structuredClone(each), [payload, payload], { limit: CAPTURED_LIMIT }),
      'JSON.stringify': (payload) =>
        wrapped((each) => JSON.stringify(each), [payload, payload], { limit: CAPTURED_LIMIT }),
    },
  },
]
