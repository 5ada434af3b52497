import Emittery from 'emittery'
import { observeEmitter } from 'eventscope/adapters/emittery'
import { createRecorder } from 'eventscope/recorder'

export const detach = createRecorder().attach(
  observeEmitter(new Emittery<{ saved: number }>(), { name: 'app' }),
)
