import { Menu } from '@base-ui/react/menu'
import type { DispatchView } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { COPY_FORMATS, copyAs } from '../../model/compare/copy-as.ts'
import { refusalOf } from '../../model/compare/replay.ts'
import { seedOf } from '../../model/compare/seed.ts'
import { select, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { openEditor } from './editor.ts'

const COPY_LABELS = { JSON: 'Copy as JSON', call: 'Copy as a call', test: 'Copy as a test' } as const

interface DispatchActionsProps {
  readonly view: DispatchView
  /** Told why it was not dispatched again. */
  readonly onRefused: (why: string) => void
}

/** What can be done with a dispatch: again, edited, copied. */
export function DispatchActions({ view, onRefused }: DispatchActionsProps): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const { copied, copy } = useCopy()
  const again = (): void => {
    // What can't be made again as it was is not made without being looked at.
    if (seedOf(view.payload).lost.length > 0) {
      openEditor(panel, view)
      return
    }
    const { id, reason } = panel.recorder.replay(view.id)
    if (id !== undefined) select(panel, id)
    else if (reason === 'no payload') openEditor(panel, view, refusalOf(reason))
    else onRefused(refusalOf(reason))
  }
  return (
    <div className="dispatch-actions" role="group" aria-label="Actions">
      <span className="muted dispatch-copied" aria-live="polite" title={copied}>
        {copied}
      </span>
      <button
        type="button"
        className="button button-icon"
        aria-label="Dispatch again"
        title="Dispatch again, with the payload as it was recorded"
        onClick={again}
      >
        <Icon name="again" />
      </button>
      <button
        type="button"
        className="button button-icon"
        aria-label="Edit and dispatch"
        aria-haspopup="dialog"
        title="Change the payload, and dispatch the event with it"
        onClick={() => openEditor(panel, view)}
      >
        <Icon name="edit" />
      </button>
      <Menu.Root modal={false}>
        <Menu.Trigger
          className="button button-icon"
          aria-label="Copy dispatch"
          title="Copy it as JSON, a call or a test"
        >
          <Icon name="copy" />
        </Menu.Trigger>
        <Menu.Portal container={panel.portal}>
          <Menu.Positioner
            className="positioner tokens"
            data-theme={theme}
            side="bottom"
            align="start"
            sideOffset={4}
          >
            <Menu.Popup className="menu">
              {COPY_FORMATS.map((format) => (
                <Menu.Item
                  key={format}
                  className="menu-item"
                  onClick={() => copy(format, copyAs(format, view))}
                >
                  {COPY_LABELS[format]}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  )
}
