import { Menu } from '@base-ui/react/menu'
import type { ReactNode, Ref } from 'react'
import { type Dock, DOCKS } from '../model/settings.ts'
import { usePanel, usePanelState } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

const LABELS: Record<Dock, string> = {
  bottom: 'At the bottom',
  right: 'At the right',
  left: 'At the left',
  window: 'In its own window',
}

interface DockMenuProps {
  readonly triggerRef?: Ref<HTMLButtonElement>
  readonly onDock: (dock: Dock) => void
}

/** Moves the panel to another side of the page, or out of it. */
export function DockMenu({ triggerRef, onDock }: DockMenuProps): ReactNode {
  const { portal } = usePanel()
  const dock = usePanelState((state) => state.dock)
  const theme = usePanelState((state) => state.theme)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        ref={triggerRef}
        className="button button-icon"
        aria-label="Dock side"
        title="Where the panel is"
      >
        <Icon name={dock} />
      </Menu.Trigger>
      <Menu.Portal container={portal}>
        <Menu.Positioner
          className="positioner tokens"
          data-theme={theme}
          side="bottom"
          align="end"
          sideOffset={4}
        >
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={dock} onValueChange={(value: Dock) => onDock(value)}>
              {DOCKS.map((one) => (
                <Menu.RadioItem key={one} value={one} className="menu-item" closeOnClick>
                  <span className="menu-check">
                    <Menu.RadioItemIndicator>
                      <Icon name="check" />
                    </Menu.RadioItemIndicator>
                  </span>
                  <Icon name={one} />
                  {LABELS[one]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
