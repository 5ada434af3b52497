import mitt from 'mitt'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'performance.measure',
    recorded: {
      reference() {
        const emitter = mitt()
        for (const [at, listeners] of listenersFor(3).entries()) {
          for (const [index, listener] of listeners.entries()) {
            const name = `${EVENTS[at]!} listener ${index}`
            emitter.on(EVENTS[at]!, (payload) => {
              const start = performance.now()
              ;(listener as (payload: unknown) => void)(payload)
              performance.measure(name, { start })
            })
          }
        }
        return {
          calls: 3,
          limit: 1_000,
          run(times) {
            for (let at = 0; at < times; at++) emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1])
          },
          reset: () => performance.clearMeasures(),
        }
      },
    },
  },
]
