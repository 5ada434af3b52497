export { type ObservableEventSource, observeEventSource } from './observe-event-source.ts'
