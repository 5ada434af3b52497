import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useRef, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { droppedBy } from '../../model/recorder-settings.ts'
import { resetSettings, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DraftsContext, type Settle } from './drafts.tsx'
import { ColumnSettings, LookSettings, ThresholdSettings } from './PanelSettings.tsx'
import { RecordingSettings } from './RecordingSettings.tsx'

/** Opens the settings: kept for this origin, in force at once. */
export function SettingsButton(): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const [open, setOpen] = useState(false)
  const [drafts] = useState(() => new Set<Settle>())
  /** What is being typed is forgotten with what was set. */
  const [resets, setResets] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  const change = (opens: boolean): void => {
    // All are asked, also after one that holds the dialog open.
    const held = opens ? [] : [...drafts].filter((settle) => settle())
    if (held.length === 0) setOpen(opens)
  }
  return (
    // The page behind keeps its scroll bars: to lock them, its body would be styled.
    <Dialog.Root open={open} onOpenChange={change} modal="trap-focus">
      <Dialog.Trigger className="button button-icon" aria-label="Settings" title="Settings">
        <Icon name="settings" />
      </Dialog.Trigger>
      <Dialog.Portal container={panel.portal}>
        <div className="positioner dialog-layer tokens" data-theme={theme}>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog settings" initialFocus={first}>
            <header className="dialog-head">
              <Dialog.Title className="dialog-title">Settings</Dialog.Title>
              <Dialog.Close className="button button-icon" aria-label="Close settings">
                <Icon name="close" />
              </Dialog.Close>
            </header>
            <div className="dialog-body">
              <DraftsContext.Provider key={resets} value={drafts}>
                <RecordingSettings firstRef={first} />
                <ThresholdSettings />
                <LookSettings />
                <ColumnSettings />
              </DraftsContext.Provider>
            </div>
            <SettingsFoot
              onReset={() => {
                resetSettings(panel)
                setResets(resets + 1)
              }}
            />
          </Dialog.Popup>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Resets at once, unless dispatches would be dropped by that. */
function SettingsFoot({ onReset }: { onReset: () => void }): ReactNode {
  const { recorder, pageOptions } = usePanel()
  const [asking, setAsking] = useState(false)
  const dropped = (): number =>
    droppedBy(pageOptions.capacity ?? Number.POSITIVE_INFINITY, recorder.recording.stats().retained)
  const reset = (): void => {
    setAsking(false)
    onReset()
  }
  if (asking) {
    return (
      <footer className="dialog-foot">
        <p role="alert">The oldest {formatCount(dropped())} dispatches will be dropped.</p>
        <span className="dialog-choices">
          <button type="button" className="button button-outline" onClick={() => setAsking(false)}>
            Leave as it is
          </button>
          <button type="button" className="button button-danger" onClick={reset}>
            Reset
          </button>
        </span>
      </footer>
    )
  }
  return (
    <footer className="dialog-foot">
      <Dialog.Description className="muted">Kept in this browser, for this origin.</Dialog.Description>
      <button
        type="button"
        className="button button-outline"
        onClick={() => (dropped() > 0 ? setAsking(true) : reset())}
      >
        Reset to defaults
      </button>
    </footer>
  )
}
