import { observeEventSource } from 'eventscope/adapters/event-source'
import { createRecorder } from 'eventscope/recorder'

export function watch(source: EventSource): () => void {
  return createRecorder().attach(observeEventSource(source, { name: 'news' }))
}
