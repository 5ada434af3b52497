import type { ReactNode } from 'react'
import { usePanel, usePanelState } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** Says that the browser has not opened the window, and what to do about it. */
export function WindowNotice(): ReactNode {
  const { store } = usePanel()
  const blocked = usePanelState((state) => state.windowBlocked)
  if (!blocked) return null
  return (
    <p className="window-notice" role="alert">
      The browser has blocked the window. Allow pop-ups for this page, then move the panel again.
      <button
        type="button"
        className="button button-icon"
        aria-label="Dismiss"
        onClick={() => store.setState({ windowBlocked: false })}
      >
        <Icon name="close" />
      </button>
    </p>
  )
}
