import { createNanoEvents } from 'nanoevents'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'nanoevents',
    dispatch(size) {
      const emitter = createNanoEvents()
      for (const [at, listeners] of listenersFor(size).entries()) {
        for (const listener of listeners) emitter.on(EVENTS[at]!, listener)
      }
      return {
        calls: size,
        run(times) {
          for (let at = 0; at < times; at++) emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])
        },
      }
    },
    roster() {
      const emitter = createNanoEvents()
      return {
        add: (listener) => emitter.on('event', listener),
        dispatch: () => emitter.emit('event'),
      }
    },
  },
]
