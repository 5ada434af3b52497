export { type ActionsObservation, type ActionsMiddleware, observeActions } from './observe-actions.ts'
