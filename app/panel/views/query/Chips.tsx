import type { ReactNode } from 'react'
import { chipsOf } from '../../model/query/chips.ts'
import { rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'

/** One-click filters for what one looks for most. */
export function Chips(): ReactNode {
  const panel = usePanel()
  const query = usePanelState((state) => state.query.text)
  const slowMs = usePanelState((state) => state.slowMs)
  return (
    <div className="chips" role="group" aria-label="Show only">
      {chipsOf(query, slowMs).map(({ label, title, pressed, toggled }) => (
        <button
          key={label}
          type="button"
          className={`chip chip-${label.toLowerCase()}`}
          aria-pressed={pressed}
          aria-label={label}
          title={title}
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
