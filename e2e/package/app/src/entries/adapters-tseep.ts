import { observeEmitter } from 'eventscope/adapters/tseep'
import { createRecorder } from 'eventscope/recorder'
import { EventEmitter } from 'tseep'

const emitter = new EventEmitter<{ saved: (id: number) => void }>()
export const detach = createRecorder().attach(observeEmitter(emitter, { name: 'app' }))
