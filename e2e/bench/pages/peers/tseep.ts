import { EventEmitter } from 'tseep'
import { EventEmitter as SafeEmitter } from 'tseep/lib/ee-safe.js'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS } from '../work.ts'

function subject(name: string, make: () => EventEmitter | SafeEmitter): Subject {
  return {
    name,
    dispatch(size) {
      const emitter = make()
      // It warns above ten listeners and slows down; a page that has more lifts the limit.
      emitter.setMaxListeners(1e6)
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
      const emitter = make()
      emitter.setMaxListeners(1e6)
      return {
        add(listener) {
          emitter.on('event', listener)
          return () => void emitter.off('event', listener)
        },
        dispatch: () => void emitter.emit('event'),
        // With many listeners: `collection[(i + 1)] is not a function`, or some are skipped.
        failsMidDispatch: true,
      }
    },
  }
}

export const subjects: readonly Subject[] = [
  subject('tseep', () => new EventEmitter()),
  subject('tseep, no eval', () => new SafeEmitter()),
]
