import {
  type EmittedLists,
  inRecord,
  type Method,
  type Observation,
  observeLists,
  type ObserveOptions,
} from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An EventEmitter3, whatever its events are. */
export interface EventEmitter3 {
  on(event: never, listener: never, context?: never): unknown
  once(event: never, listener: never, context?: never): unknown
  off(event: never, listener?: never, context?: never, once?: boolean): unknown
  emit(event: never, ...args: never[]): boolean
  eventNames(): unknown[]
  listeners(event: never): unknown[]
}

/** What its types do not tell. */
interface Inside {
  readonly _events: Record<PropertyKey, Entry | Entry[]>
  readonly rawListeners?: unknown
  removeListener(event: unknown, fn: Method, context: undefined, once: boolean): unknown
}

/** As EventEmitter3 keeps a listener. */
interface Entry {
  readonly fn: Method
  readonly context: unknown
  readonly once: boolean
}

/**
 * Observes an EventEmitter3, or an instance of a class that extends it: what it emits, each run of a listener, and which
 * listeners there are. It behaves as before, and `detach()` leaves it as it was.
 *
 * A promise is waited for where the listener is an async function: of others, that could be told from outside.
 * @throws {TypeError} when `emitter` is no EventEmitter3, or for an unknown option
 * @example
 * import { EventEmitter } from 'eventemitter3'
 * import { observeEmitter } from 'eventscope/adapters/eventemitter3'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = new EventEmitter<{ saved: [id: string] }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends EventEmitter3>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  const looked = Object(emitter) as Inside
  if (typeof looked._events !== 'object' || looked.rawListeners !== undefined)
    throw new TypeError('`emitter` must be an EventEmitter3')
  const listeners: EmittedLists = {
    ...inRecord(() => looked._events),
    listener: (entry) => (entry as Entry).fn,
    once: (entry) => (entry as Entry).once,
    // It would look for the stand to remove it.
    stand: (entry, fn) => ({ ...entry, fn, once: false }),
    call: (entry, self, args, event) => {
      const { fn, once } = entry as Entry
      if (once) looked.removeListener(event, fn, undefined, true)
      return Reflect.apply(fn, self, args)
    },
  }
  return observeLists(emitter, options, {
    name: 'eventemitter3',
    lists: [listeners],
    methods: [
      'on',
      'addListener',
      'once',
      'off',
      'removeListener',
      'removeAllListeners',
      'listeners',
      'listenerCount',
      'eventNames',
    ],
  })
}
