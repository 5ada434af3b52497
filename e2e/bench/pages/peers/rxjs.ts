import { Subject as RxSubject } from 'rxjs'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Payload } from '../work.ts'

export const subjects: readonly Subject[] = [
  {
    name: 'RxJS Subject',
    dispatch(size) {
      const streams = new Map(EVENTS.map((event) => [event, new RxSubject<Payload>()]))
      for (const [at, listeners] of listenersFor(size).entries()) {
        for (const listener of listeners) streams.get(EVENTS[at]!)!.subscribe(listener)
      }
      return {
        calls: size,
        run(times) {
          for (let at = 0; at < times; at++) streams.get(EVENTS[at & 1]!)!.next(PAYLOADS[at & 1]!)
        },
      }
    },
    roster() {
      const stream = new RxSubject<void>()
      return {
        add(listener) {
          const subscription = stream.subscribe(listener)
          return () => subscription.unsubscribe()
        },
        dispatch: () => stream.next(),
      }
    },
  },
]
