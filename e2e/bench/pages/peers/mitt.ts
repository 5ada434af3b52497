import mitt from 'mitt'
import type { Roster, Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Work } from '../work.ts'

function dispatching(size: number, wrap: (listener: Listener) => Listener): Work {
  const emitter = mitt()
  for (const [at, listeners] of listenersFor(size).entries()) {
    for (const listener of listeners) emitter.on(EVENTS[at]!, wrap(listener as Listener))
  }
  return {
    calls: size,
    run(times) {
      for (let at = 0; at < times; at++) emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])
    },
  }
}

type Listener = (payload: unknown) => void

export const subjects: readonly Subject[] = [
  {
    name: 'mitt',
    dispatch: (size) => dispatching(size, (listener) => listener),
    roster(): Roster {
      const emitter = mitt()
      return {
        add(listener) {
          emitter.on('event', listener)
          return () => emitter.off('event', listener)
        },
        dispatch: () => emitter.emit('event'),
      }
    },
  },
  {
    name: 'mitt, try each',
    dispatch(size) {
      const errors: unknown[] = []
      return dispatching(size, (listener) => (payload) => {
        try {
          listener(payload)
        } catch (error) {
          errors.push(error)
        }
      })
    },
  },
]
