import Emittery from 'emittery'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Payload } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'emittery, debug logger',
    recorded: {
      // Its own logger writes to the console; this one keeps what it is told. It times nothing.
      reference() {
        const log: unknown[] = []
        const emitter = new Emittery<Record<string, Payload>>({
          debug: {
            name: 'shop',
            enabled: true,
            logger: (type, name, event, payload) =>
              void log.push({ type, name, event, payload, time: Date.now() }),
          },
        })
        for (const [at, listeners] of listenersFor(3).entries()) {
          for (const listener of listeners) emitter.on(EVENTS[at]!, ({ data }) => listener(data))
        }
        return {
          calls: 3,
          limit: 10_000,
          async run(times) {
            for (let at = 0; at < times; at++) await emitter.emit(EVENTS[at & 1]!, PAYLOADS[at & 1]!)
            return log.length
          },
          reset() {
            log.length = 0
          },
        }
      },
    },
  },
]
