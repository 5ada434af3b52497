import { observeEmitter } from 'eventscope/adapters/nanoevents'
import { createRecorder } from 'eventscope/recorder'
import { createNanoEvents } from 'nanoevents'

const emitter = createNanoEvents<{ saved: (id: number) => void }>()
export const detach = createRecorder().attach(observeEmitter(emitter, { name: 'app' }))
