import { observeHooks } from 'eventscope/adapters/hookable'
import { createRecorder } from 'eventscope/recorder'
import { createHooks } from 'hookable'

const hooks = createHooks<{ saved: (id: number) => void }>()
export const detach = createRecorder().attach(observeHooks(hooks, { name: 'app' }))
