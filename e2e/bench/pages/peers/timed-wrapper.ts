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

  constructor(private readonly copy: (payload: unknown) => unknown) {}

  on(event: string, name: string, listener: Listener): void {
    this.emitter.on(event, (payload) => {
      const start = performance.now()
      listener(payload)
      this.current?.runs.push({ listener: name, start, duration: performance.now() - start })
    })
  }

  emit(event: string, payload: unknown): void {
    this.current = { event, payload: this.copy(payload), time: performance.now(), runs: [] }
    this.log.push(this.current)
    this.emitter.emit(event, payload)
  }
}

function wrapped(copy: (payload: unknown) => unknown, payloads: readonly unknown[], limit = LIMIT): Work {
  const emitter = fill(new TimedEmitter(copy))
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
  const emitter = fill(new TimedEmitter((payload) => payload))
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
      reference: () => wrapped((payload) => payload, PAYLOADS),
      shift: shifting,
    },
    captured: {
      structuredClone: (payload) =>
        wrapped((each) => structuredClone(each), [payload, payload], CAPTURED_LIMIT),
      'JSON.stringify': (payload) =>
        wrapped((each) => JSON.stringify(each), [payload, payload], CAPTURED_LIMIT),
    },
  },
]
