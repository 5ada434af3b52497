import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { COLUMNS } from '../columns.tsx'
import { type Theme, THEMES } from '../model/settings.ts'
import { clearRecording, followLive, leaveLive, useFrame, usePanel, usePanelState } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

const THEME_LABELS: Record<Theme, string> = { system: 'system', light: 'light', dark: 'dark' }

/** What is recorded, and whether the newest is kept in view. */
export function RecordButtons(): ReactNode {
  useFrame()
  const panel = usePanel()
  const { recorder, frames } = panel
  const follow = usePanelState(
    (state) => state.follow && state.sort === undefined && state.range === undefined,
  )
  const recording = !recorder.paused
  return (
    <div className="tools record-tools" role="group" aria-label="Recording">
      <button
        type="button"
        className="button button-icon record"
        aria-label="Record"
        aria-pressed={recording}
        title={recording ? 'Recording. Click to pause' : 'Paused. Click to record'}
        onClick={() => {
          if (recording) recorder.pause()
          else recorder.resume()
          frames.ask()
        }}
      >
        <Icon name="record" filled={recording} />
      </button>
      <button
        type="button"
        className="button button-icon"
        aria-label="Clear"
        title="Forget everything recorded so far"
        onClick={() => clearRecording(panel)}
      >
        <Icon name="clear" />
      </button>
      <button
        type="button"
        className="button"
        aria-label="Follow live"
        aria-pressed={follow}
        title="Keep the newest event in view"
        onClick={() => (follow ? leaveLive(panel) : followLive(panel))}
      >
        <Icon name="follow" />
        <span className="wide-only">Follow live</span>
      </button>
    </div>
  )
}

/** How the panel looks. */
export function ViewButtons(): ReactNode {
  return (
    <div className="tools view-tools" role="group" aria-label="View">
      <ColumnsMenu />
      <ThemeButton />
    </div>
  )
}

function ColumnsMenu(): ReactNode {
  const { store, portal } = usePanel()
  const hidden = usePanelState((state) => state.hiddenColumns)
  const theme = usePanelState((state) => state.theme)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button button-icon" aria-label="Columns" title="Choose columns">
        <Icon name="columns" />
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
            {COLUMNS.map(({ id, label }) => (
              <Menu.CheckboxItem
                key={id}
                className="menu-item"
                checked={!hidden.includes(id)}
                disabled={id === 'event'}
                onCheckedChange={(shown) =>
                  store.setState({
                    hiddenColumns: shown ? hidden.filter((other) => other !== id) : [...hidden, id],
                  })
                }
              >
                <span className="menu-check">
                  <Menu.CheckboxItemIndicator>
                    <Icon name="check" />
                  </Menu.CheckboxItemIndicator>
                </span>
                {label}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function ThemeButton(): ReactNode {
  const { store } = usePanel()
  const theme = usePanelState((state) => state.theme)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={`Theme: ${THEME_LABELS[theme]}`}
      title={`Theme: ${THEME_LABELS[theme]}. Click for ${THEME_LABELS[next]}`}
      onClick={() => store.setState({ theme: next })}
    >
      <Icon name={theme} />
    </button>
  )
}
