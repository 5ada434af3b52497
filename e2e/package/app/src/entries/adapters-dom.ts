import { observeEvents } from 'eventscope/adapters/dom'
import { createRecorder } from 'eventscope/recorder'

export const detach = createRecorder().attach(observeEvents(document, ['click', 'submit'], { name: 'page' }))
