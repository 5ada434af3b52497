import { observeEmitter } from 'eventscope/adapters/eventemitter3'
import { createRecorder } from 'eventscope/recorder'
import { EventEmitter } from 'eventemitter3'

const emitter = new EventEmitter<{ saved: (id: number) => void }>()
export const detach = createRecorder().attach(observeEmitter(emitter, { name: 'app' }))
