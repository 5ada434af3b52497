import { observeChannel } from 'eventscope/adapters/broadcast-channel'
import { createRecorder } from 'eventscope/recorder'

export const detach = createRecorder().attach(observeChannel(new BroadcastChannel('shop'), { name: 'tabs' }))
