import type { BurstTimes, FrameStats } from './api.ts'

/** What the page with the inspector of Redux DevTools can be told from outside. */
export interface ReduxLoad {
  /** Dispatches so many actions in one task, and waits until the page has come to rest. */
  burst(count: number): Promise<BurstTimes>
  /** Dispatches so many actions a second, by the wall clock, for so many seconds. */
  steady(rate: number, seconds: number): Promise<FrameStats & { readonly rate: number }>
}

declare global {
  var reduxLoad: ReduxLoad
}
