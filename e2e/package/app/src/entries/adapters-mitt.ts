import { observeEmitter } from 'eventscope/adapters/mitt'
import { createRecorder } from 'eventscope/recorder'
// Its default export has no types that `nodenext` understands.
import type { Emitter } from 'mitt'

export function watch(emitter: Emitter<{ saved: number }>): () => void {
  return createRecorder().attach(observeEmitter(emitter, { name: 'app' }))
}
