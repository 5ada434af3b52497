import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../../core/index.ts'
import { observeAsync } from './observe-async.ts'

export type { Observation, ObserveOptions } from '../../core/index.ts'

/** An Emittery, or an object that has its methods by `Emittery.mixin()`, whatever its events are. */
export interface EmitteryLike {
  on(eventName: never, listener: never, options?: never): () => void
  off(eventName: never, listener: never): void
  emit(eventName: never, eventData?: never): Promise<void>
  emitSerial(eventName: never, eventData?: never): Promise<void>
}

/**
 * Observes an Emittery: what it emits, each run of a listener, and which listeners there are. It behaves as before, and
 * `detach()` leaves it as it was; where something is being emitted, as soon as that is over.
 *
 * Emittery keeps its listeners where nobody can see them. Those that were added before it is observed run as ever, but
 * their runs are not told; nor is what iterators of `events()` and `anyEvent()` do. Methods that were bound before are
 * not observed.
 * What can be told from outside: the promise of `emitSerial()` settles a microtask later; and of an `emitSerial()` that is
 * under way as it is observed first, a listener that is removed and added again before its turn is not called.
 * @throws {TypeError} when `emitter` is no Emittery, or for an unknown option
 * @example
 * import Emittery from 'emittery'
 * import { observeEmitter } from 'eventscope/adapters/emittery'
 * import { createRecorder } from 'eventscope/recorder'
 *
 * const emitter = new Emittery<{ saved: string }>()
 * const recorder = createRecorder()
 * recorder.attach(observeEmitter(emitter, { name: 'app' }))
 */
export function observeEmitter<Emitter extends EmitteryLike>(
  emitter: Emitter,
  options?: ObserveOptions,
): Observation {
  if (typeof Object(emitter).emitSerial !== 'function') throw new TypeError('`emitter` must be an Emittery')
  const as = { kind: 'emittery', name: nameBy(options, 'emittery'), ignoresResults: false }
  return observeOnce(emitter, as, (reporter) => observeAsync(emitter as never, reporter))
}
