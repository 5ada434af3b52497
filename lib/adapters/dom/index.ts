export { type EventsOptions, observeEvents } from './observe-events.ts'
export { observeTarget } from './observe-target.ts'
