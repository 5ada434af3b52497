import { type Bus, createBus } from 'eventscope'
import { createRecorder, type RecorderOptions } from 'eventscope/recorder'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Work } from '../work.ts'

/** Room for payloads of a thousand fields. */
const CAPTURED = 1_000

function makeBus(size: number): Bus {
  const bus: Bus = createBus({ name: 'shop' })
  for (const [at, listeners] of listenersFor(size).entries()) {
    for (const listener of listeners) bus.on(EVENTS[at]!, listener as (payload: unknown) => void)
  }
  return bus
}

function dispatching(bus: Bus, size: number, payloads: readonly unknown[] = PAYLOADS): Work {
  return {
    calls: size,
    run(times) {
      let settled = 0
      for (let at = 0; at < times; at++) {
        if (bus.dispatch(EVENTS[at & 1]!, payloads[at & 1]).settled) settled++
      }
      return settled
    },
  }
}

function recorded(options: RecorderOptions, payloads?: readonly unknown[]): Work {
  const bus = makeBus(3)
  createRecorder(options).attach(bus)
  return dispatching(bus, 3, payloads)
}

function paused(capacity: number): Work {
  const bus = makeBus(3)
  const recorder = createRecorder({ capacity })
  recorder.attach(bus)
  recorder.pause()
  return dispatching(bus, 3)
}

export const subjects: readonly Subject[] = [
  {
    name: 'Eventscope',
    dispatch: (size) => dispatching(makeBus(size), size),
    roster() {
      const bus = createBus()
      return {
        add: (listener) => bus.on('event', listener),
        dispatch: () => void bus.dispatch('event', undefined),
      }
    },
    recorded: {
      reference: (capacity) => recorded({ capacity, capture: 'reference' }),
      snapshot: (capacity) => recorded({ capacity }),
      'stacks sampled': (capacity) => recorded({ capacity, capture: 'reference', stacks: 'sampled' }),
      'stacks on': (capacity) => recorded({ capacity, capture: 'reference', stacks: 'on' }),
      paused,
      unobserved: () => dispatching(makeBus(3), 3),
    },
    captured: {
      reference: (payload) => recorded({ capacity: CAPTURED, capture: 'reference' }, [payload, payload]),
      snapshot: (payload) => recorded({ capacity: CAPTURED }, [payload, payload]),
    },
  },
]
