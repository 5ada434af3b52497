import { createStore, type StoreApi } from 'zustand'

/** What stands beside the canvas. */
export interface TimelineUi {
  readonly folded: boolean
  /** The dispatch under the pointer. */
  readonly tip: Tip | undefined
  readonly inView: number
  /** How many of those began before what is in view. */
  readonly beganBefore: number
  readonly lanes: number
  readonly crowded: boolean
  /** Whether the selection's chain is longer than what is shown of it. */
  readonly cut: boolean
  /** How far the lanes are, 0 … 1. */
  readonly progress: number
  /** Why nothing can be seen. */
  readonly empty: 'recording' | 'range' | undefined
}

export interface Tip {
  readonly id: number
  /** Registration id of the listener whose run is under the pointer. */
  readonly listener: number | undefined
  /** How many more dispatches are in the same px. */
  readonly others: number
  /** Where the pointer is, px. */
  readonly x: number
  readonly y: number
}

export function createUi(): StoreApi<TimelineUi> {
  return createStore<TimelineUi>(() => ({
    folded: false,
    tip: undefined,
    inView: 0,
    beganBefore: 0,
    lanes: 0,
    crowded: false,
    cut: false,
    progress: 1,
    empty: undefined,
  }))
}

/** Tells those who show it, if anything is another. */
export function tell(ui: StoreApi<TimelineUi>, next: Omit<TimelineUi, 'folded'>): void {
  const before = ui.getState()
  const keys = Object.keys(next) as (keyof typeof next)[]
  if (keys.some((key) => next[key] !== before[key])) ui.setState(next)
}
