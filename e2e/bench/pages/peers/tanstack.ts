import { ClientEventBus } from '@tanstack/devtools-event-bus/client'
// Its main entry does nothing in a production build.
import { EventClient } from '@tanstack/devtools-event-client/production'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Payload } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'TanStack event client',
    recorded: {
      // With the bus that its devtools start in the page, and no server behind it.
      reference() {
        new ClientEventBus().start()
        const client = new EventClient<Record<string, Payload>>({ pluginId: 'shop' })
        for (const [at, listeners] of listenersFor(3).entries()) {
          for (const listener of listeners) client.on(EVENTS[at]!, ({ payload }) => listener(payload))
        }
        return {
          calls: 3,
          limit: 1_000,
          run(times) {
            for (let at = 0; at < times; at++) client.emit(EVENTS[at & 1]!, PAYLOADS[at & 1]!)
          },
        }
      },
    },
  },
]
