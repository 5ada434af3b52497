import { useEffect } from 'react'
import { type Panel, useFrame, usePanel } from '../../store.ts'

/** How long a frame may count, ms. */
const BUDGET_MS = 0.4

const clock = (): number => performance.now()

/** Goes on counting a recording, a little in each frame while this is shown, and renders what may have changed. */
export function useTally(tally: { update(until: number, clock: () => number): boolean }): void {
  useFrame()
  const { frames } = usePanel()
  useEffect(() => {
    let complete = false
    return frames.subscribe(() => {
      const before = complete
      complete = tally.update(clock() + BUDGET_MS, clock)
      // And one more: others may have been rendered in this frame before it was complete.
      if (!complete || !before) frames.ask()
    })
  }, [tally, frames])
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
