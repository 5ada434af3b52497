import type { ReactNode } from 'react'
import { chipsOf } from '../../model/query/chips.ts'
import { isFilterBroken, rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'
import { BROKEN_REASON } from './broken.ts'

/** One-click filters for what one looks for most. */
export function Chips(): ReactNode {
  const panel = usePanel()
  const query = usePanelState((state) => state.query.text)
  const slowMs = usePanelState((state) => state.slowMs)
  const broken = usePanelState(isFilterBroken)
  return (
    <div className="chips" role="group" aria-label="Show only">
      {chipsOf(query, slowMs).map(({ label, title, pressed, toggled }) => (
        <button
          key={label}
          type="button"
          className={`chip chip-${label.toLowerCase()}`}
          aria-pressed={pressed}
          aria-label={label}
          // What stands in the box would be lost with a click.
          disabled={broken}
          title={broken ? BROKEN_REASON : title}
          onClick={() => {
            setFilter(panel, toggled)
            rememberFilter(panel)
          }}
        >
          <span className="dot" aria-hidden="true" />
          <span className="chip-label">{label}</span>
        </button>
      ))}
    </div>
  )
}
