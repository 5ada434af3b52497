import type { Subject } from '../subject.ts'
import { EVENTS, eventListenersFor, PAYLOADS } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'EventTarget',
    dispatch(size) {
      const target = new EventTarget()
      for (const [at, listeners] of eventListenersFor(size).entries()) {
        for (const listener of listeners) target.addEventListener(EVENTS[at]!, listener)
      }
      return {
        calls: size,
        run(times) {
          let heard = 0
          for (let at = 0; at < times; at++) {
            if (target.dispatchEvent(new CustomEvent(EVENTS[at & 1]!, { detail: PAYLOADS[at & 1]! }))) heard++
          }
          return heard
        },
      }
    },
    roster() {
      const target = new EventTarget()
      return {
        add(listener) {
          target.addEventListener('event', listener)
          return () => target.removeEventListener('event', listener)
        },
        dispatch: () => void target.dispatchEvent(new CustomEvent('event')),
      }
    },
  },
]
