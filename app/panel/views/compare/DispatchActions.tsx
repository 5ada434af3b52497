import { Menu } from '@base-ui/react/menu'
import type { DispatchView } from 'eventscope/recorder'
import { type ReactNode, useState } from 'react'
import { COPY_FORMATS, copyAs } from '../../model/compare/copy-as.ts'
import { replayRemark } from '../../model/compare/replay.ts'
import { select, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { EditDialog } from './EditDialog.tsx'

const COPY_LABELS = { JSON: 'Copy as JSON', call: 'Copy as a call', test: 'Copy as a test' } as const

/** What can be done with a dispatch: again, edited, copied. */
export function DispatchActions({ view }: { view: DispatchView }): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const { copied, copy } = useCopy()
  const [remark, setRemark] = useState<{ readonly of: number; readonly text: string | undefined }>()
  const again = (): void => {
    const result = panel.recorder.replay(view.id)
    setRemark({ of: result.id ?? view.id, text: replayRemark(result) })
    if (result.id !== undefined) select(panel, result.id)
  }
  const said = copied ?? (remark?.of === view.id ? remark.text : undefined)
  return (
    <div className="dispatch-actions" role="group" aria-label="Actions">
      <span className="muted dispatch-said" aria-live="polite" title={said}>
        {said}
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
      <EditDialog view={view} />
      <Menu.Root modal={false}>
        <Menu.Trigger
          className="button button-icon"
          aria-label="Copy dispatch"
          title="Copy it as JSON, a call or a test"
        >
          <Icon name="copy" />
        </Menu.Trigger>
        <Menu.Portal container={panel.portal ?? null}>
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
