import { createDebugger, createHooks } from 'hookable'
import type { Subject } from '../subject.ts'
import { EVENTS, listenersFor, PAYLOADS, type Payload } from '../work.ts'

/**
 * Its debugger writes to the console, which costs as much as whoever listens there takes. Here nobody does: the
 * methods only count.
 */
function silence(methods: readonly ('time' | 'timeLog' | 'timeEnd' | 'groupCollapsed' | 'groupEnd')[]) {
  const written = { calls: 0 }
  for (const method of methods) {
    console[method] = () => {
      written.calls++
    }
  }
  return written
}

export const subjects: readonly Subject[] = [
  {
    name: 'hookable debugger, console off',
    recorded: {
      reference() {
        const written = silence(['time', 'timeLog', 'timeEnd', 'groupCollapsed', 'groupEnd'])
        const hooks = createHooks<Record<string, (payload: Payload) => void>>()
        for (const [at, listeners] of listenersFor(3).entries()) {
          for (const listener of listeners) hooks.hook(EVENTS[at]!, listener)
        }
        createDebugger(hooks, { tag: 'shop' })
        return {
          calls: 3,
          async run(times) {
            for (let at = 0; at < times; at++) {
              const pending = hooks.callHook(EVENTS[at & 1]!, PAYLOADS[at & 1]!)
              if (pending) await pending
            }
            return written.calls
          },
        }
      },
    },
  },
]
