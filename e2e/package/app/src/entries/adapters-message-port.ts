import { observePort } from 'eventscope/adapters/message-port'
import { createRecorder } from 'eventscope/recorder'

export const detach = createRecorder().attach(observePort(new MessageChannel().port1, { name: 'worker' }))
