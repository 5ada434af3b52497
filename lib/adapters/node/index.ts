import {
  type EmittedLists,
  inRecord,
  type Method,
  type Observation,
  observeLists,
  type ObserveOptions,
} from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An EventEmitter of Node, or of the package `events`. */
export interface NodeEmitter {
  on(event: never, listener: never): unknown
  off(event: never, listener: never): unknown
  prependListener(event: never, listener: never): unknown
  rawListeners(event: never): unknown[]
  emit(event: never, ...args: never[]): boolean
}

/**
 * Observes an EventEmitter of Node, or of the package `events` that stands for it in browsers; streams and other classes
 * that extend it as well: what it emits, each run of a listener, and which listeners there are. It behaves as before, and
 * `detach()` leaves it as it was.
 *
 * A promise is waited for where the listener is an async function, or the emitter has `captureRejections`: of others, that
 * could be told from outside. What can be: the stack of an `'error'` that nobody listens to has functions of this adapter
 * in it.
 * @throws {TypeError} when `emitter` is no EventEmitter, or for an unknown option
 * @example
 * import { EventEmitter } from 'node:events'
 * import { observeEmitter } from 'eventscope/adapters/node'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = new EventEmitter<{ saved: [id: string] }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends NodeEmitter>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  const looked = Object(emitter) as {
    _events?: Record<PropertyKey, Method | Method[]>
    rawListeners?: unknown
  }
  if (typeof looked.rawListeners !== 'function' || !('_events' in looked))
    throw new TypeError('`emitter` must be an EventEmitter')
  const once = (entry: object): Method | undefined => (entry as { listener?: Method }).listener
  const listeners: EmittedLists = {
    ...inRecord(() => looked._events),
    listener: (entry) => once(entry) ?? (entry as Method),
    once: (entry) => once(entry) !== undefined,
  }
  return observeLists(emitter, options, {
    name: 'node',
    // With `captureRejections`, it takes care of promises itself.
    ignoresResults: !Object.getOwnPropertySymbols(looked).some(
      (key) => key.description === 'kCapture' && Reflect.get(looked, key) === true,
    ),
    lists: [listeners],
    methods: [
      'on',
      'addListener',
      'prependListener',
      'once',
      'prependOnceListener',
      'off',
      'removeListener',
      'removeAllListeners',
      'listeners',
      'rawListeners',
      'listenerCount',
      'eventNames',
    ],
  })
}
