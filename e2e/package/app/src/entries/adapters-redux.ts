import { observeActions } from 'eventscope/adapters/redux'
import { createRecorder } from 'eventscope/recorder'
import { applyMiddleware, legacy_createStore } from 'redux'

const actions = observeActions({ name: 'shop' })
export const store = legacy_createStore((count: number = 0) => count + 1, applyMiddleware(actions.middleware))
export const detach = createRecorder().attach(actions)
