import { observeStore } from 'eventscope/adapters/zustand'
import { createRecorder } from 'eventscope/recorder'
import { createStore } from 'zustand/vanilla'

const store = createStore<{ saved: number }>(() => ({ saved: 0 }))
export const detach = createRecorder().attach(observeStore(store, { name: 'app' }))
