import { EventEmitter } from 'node:events'
import { observeEmitter } from 'eventscope/adapters/node'
import { createRecorder } from 'eventscope/recorder'

const emitter = new EventEmitter<{ saved: [id: string] }>()
export const detach = createRecorder().attach(observeEmitter(emitter, { name: 'app' }))
