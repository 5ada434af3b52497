export { type ObservableEventClient, observeEventClient } from './observe-event-client.ts'
