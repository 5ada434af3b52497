import { useEffect } from 'react'
import { type Panel, useFrame, usePanel } from '../../store.ts'

/** How long a frame may count, ms: little where so many events arrive in a second that the page has other work. */
const BUDGET_MS = 2
const BUSY_BUDGET_MS = 0.15
const BUSY_RATE = 1_000

const clock = (): number => performance.now()

/** Goes on counting a recording, a little in each frame while this is shown, and renders what may have changed. */
export function useTally(tally: { update(until: number, clock: () => number): boolean }): void {
  useFrame()
  const { frames, recorder } = usePanel()
  useEffect(() => {
    let complete = false
    return frames.subscribe(() => {
      const before = complete
      const budget = recorder.recording.stats().rate < BUSY_RATE ? BUDGET_MS : BUSY_BUDGET_MS
      complete = tally.update(clock() + budget, clock)
      // And one more: others may have been rendered in this frame before it was complete.
      if (!complete || !before) frames.ask()
    })
  }, [tally, frames, recorder])
}

/** Something that each panel has one of, made when it is first asked for. */
export function perPanel<Value>(make: (panel: Panel) => Value): (panel: Panel) => Value {
  const made = new WeakMap<Panel, Value>()
  return (panel) => {
    const known = made.get(panel)
    if (known !== undefined) return known
    const value = make(panel)
    made.set(panel, value)
    return value
  }
}
