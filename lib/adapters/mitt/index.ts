import {
  type EmittedLists,
  type Method,
  type Observation,
  observeLists,
  type ObserveOptions,
} from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An emitter of mitt, whatever its events are. */
export interface MittEmitter {
  readonly all: ReadonlyMap<unknown, unknown>
  on(type: never, handler: never): void
  off(type: never, handler?: never): void
  emit(type: never, event?: never): void
}

/**
 * Observes an emitter of mitt: what it emits, each run of a handler, and which handlers there are. It behaves as before,
 * and `detach()` leaves it as it was.
 *
 * What is not seen: calls of an `emit` that was taken from the emitter before (`const { emit } = emitter`), and handlers
 * of `'*'` that were added in the same emit.
 *
 * A promise is waited for where the listener is an async function: of others, that could be told from outside.
 * @throws {TypeError} when `emitter` is none of mitt, or for an unknown option
 * @example
 * import mitt from 'mitt'
 * import { observeEmitter } from 'eventscope/adapters/mitt'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = mitt<{ saved: string }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends MittEmitter>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  const all = emitter?.all as Map<unknown, unknown>
  if (!(all instanceof Map)) throw new TypeError('`emitter` must be an emitter of mitt')
  const handlers: EmittedLists = {
    get: (type) => all.get(type),
    set: (type, list) => all.set(type, list),
    events: () => all.keys(),
    entries: (list) => (list ?? []) as Method[],
  }
  return observeLists(emitter, options, {
    name: 'mitt',
    lists: [handlers],
    lines: (type) => [
      [handlers, type],
      [handlers, '*'],
    ],
    methods: ['on', 'off'],
    unbound: true,
  })
}
