import { inRecord, type Observation, observeLists, type ObserveOptions } from '../../core/index.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An emitter of nanoevents, whatever its events are. */
export interface NanoEmitter {
  events: object
  on(event: never, listener: never): () => void
  emit(event: never, ...args: never[]): void
}

/**
 * Observes an emitter of nanoevents: what it emits, each run of a listener, and which listeners there are. It behaves as
 * before, and `detach()` leaves it as it was. An emitter whose `emit` or `on` was overridden is observed too.
 *
 * What is not seen at once but with the next emit: listeners that come and go by `emitter.events`.
 *
 * A promise is waited for where the listener is an async function: of others, that could be told from outside.
 * @throws {TypeError} when `emitter` is none of nanoevents, or for an unknown option
 * @example
 * import { createNanoEvents } from 'nanoevents'
 * import { observeEmitter } from 'eventscope/adapters/nanoevents'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = createNanoEvents<{ saved: (id: string) => void }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends NanoEmitter>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  const { events, emit } = Object(emitter) as { readonly events?: unknown; readonly emit?: unknown }
  if (typeof events !== 'object' || typeof emit !== 'function')
    throw new TypeError('`emitter` must be an emitter of nanoevents')
  const listeners = inRecord(() => emitter.events as Record<PropertyKey, unknown>)
  return observeLists(emitter, options, {
    name: 'nanoevents',
    lists: [listeners],
    methods: ['on'],
  })
}
