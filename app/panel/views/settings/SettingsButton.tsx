import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { resetSettings, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ColumnSettings, LookSettings, ThresholdSettings } from './PanelSettings.tsx'
import { RecordingSettings } from './RecordingSettings.tsx'

/** Opens the settings: kept for this origin, in force at once. */
export function SettingsButton(): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  return (
    <Dialog.Root>
      <Dialog.Trigger className="button button-icon" aria-label="Settings" title="Settings">
        <Icon name="settings" />
      </Dialog.Trigger>
      <Dialog.Portal container={panel.portal ?? null}>
        <div className="positioner dialog-layer tokens" data-theme={theme}>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog settings">
            <header className="dialog-head">
              <Dialog.Title className="dialog-title">Settings</Dialog.Title>
              <Dialog.Close className="button button-icon" aria-label="Close settings">
                <Icon name="close" />
              </Dialog.Close>
            </header>
            <div className="dialog-body">
              <RecordingSettings />
              <ThresholdSettings />
              <LookSettings />
              <ColumnSettings />
            </div>
            <footer className="dialog-foot">
              <Dialog.Description className="muted">
                Kept in this browser, for this origin.
              </Dialog.Description>
              <button type="button" className="button button-outline" onClick={() => resetSettings(panel)}>
                Reset to defaults
              </button>
            </footer>
          </Dialog.Popup>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
