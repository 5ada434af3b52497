import type { ReactNode } from 'react'
import { useFrame, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

/** Makes the query a breakpoint, or takes it back. There while there is a query. */
export function BreakButton(): ReactNode {
  useFrame()
  const { recorder, frames } = usePanel()
  const query = usePanelState((state) => state.query)
  const broken = usePanelState((state) => state.filter.trim() !== state.query.text.trim())
  if (query.isEmpty || broken) return null
  const { control } = recorder
  const text = query.text.trim()
  const breakpoint = control.state.breakpoints.find((one) => one.query === text)
  const when = query.early
    ? 'before its first listener runs'
    : 'once it has settled, for the query asks what came of it'
  const title =
    breakpoint === undefined
      ? `Pause in the debugger when a dispatch matches, ${when}. Open the browser's devtools first`
      : 'Do not pause for this query any more'
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label="Break when this matches"
      aria-pressed={breakpoint !== undefined}
      title={title}
      onClick={() => {
        if (breakpoint === undefined) control.breakWhen(text)
        else control.removeBreakpoint(breakpoint.id)
        frames.ask()
      }}
    >
      <Icon name="break" filled={breakpoint !== undefined} />
    </button>
  )
}
