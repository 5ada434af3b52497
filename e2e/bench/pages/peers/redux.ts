import { instrument } from '@redux-devtools/instrument'
import { createStore, type UnknownAction } from 'redux'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Payload } from '../work.ts'

interface Dispatched extends UnknownAction {
  readonly payload?: Payload
}

export const subjects: readonly Subject[] = [
  {
    name: 'Redux instrument',
    recorded: {
      // The listeners are called as three slices of a reducer would be, and not timed: Redux times nothing.
      reference(kept) {
        const listeners = new Map(listenersFor(3).map((each, at) => [EVENTS[at]!, each]))
        const reducer = (state: Payload | undefined, { type, payload }: Dispatched): Payload | undefined => {
          if (!payload) return state
          for (const listener of listeners.get(type)!) listener(payload)
          return payload
        }
        const store = createStore(reducer, undefined, instrument(undefined, { maxAge: kept }))
        return {
          calls: 3,
          run(times) {
            for (let at = 0; at < times; at++) {
              store.dispatch({ type: EVENTS[at & 1]!, payload: PAYLOADS[at & 1]! })
            }
            return store.liftedStore.getState().stagedActionIds.length
          },
        }
      },
    },
  },
]
