import { EventEmitter } from 'eventemitter3'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'eventemitter3',
    dispatch(size) {
      const emitter = new EventEmitter()
      for (const [at, listeners] of listenersFor(size).entries()) {
        for (const listener of listeners) emitter.on(EVENTS[at]!, listener)
      }
      return {
        calls: size,
        run(times) {
          let heard = 0
          for (let at = 0; at < times; at++) if (emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])) heard++
          return heard
        },
      }
    },
    roster() {
      const emitter = new EventEmitter()
      return {
        add(listener) {
          emitter.on('event', listener)
          return () => emitter.off('event', listener)
        },
        dispatch: () => void emitter.emit('event'),
      }
    },
  },
]
