import { Menu } from '@base-ui/react/menu'
import { type ReactNode, type RefObject } from 'react'
import { COLUMNS } from '../columns.tsx'
import { formatCount } from '../model/format.ts'
import { type Theme, THEMES } from '../model/settings.ts'
import { useFrame, usePanel, usePanelState } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

const THEME_LABELS: Record<Theme, string> = { system: 'system', light: 'light', dark: 'dark' }

/** The row of controls over the grid. */
export function Toolbar({ filterRef }: { filterRef: RefObject<HTMLInputElement | null> }): ReactNode {
  return (
    <div className="toolbar" role="group" aria-label="Recording">
      <RecordButtons />
      <span className="toolbar-gap" aria-hidden="true" />
      <FilterBox inputRef={filterRef} />
      <FilterProgress />
      <span className="toolbar-fill" />
      <ColumnsMenu />
      <ThemeButton />
    </div>
  )
}

function RecordButtons(): ReactNode {
  useFrame()
  const { recorder, store, frames } = usePanel()
  const follow = usePanelState((state) => state.follow && state.sort === undefined)
  const recording = !recorder.paused
  return (
    <>
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
        onClick={() => {
          recorder.clear()
          store.setState({ selectedId: undefined, follow: true, seen: 0 })
        }}
      >
        <Icon name="clear" />
      </button>
      <button
        type="button"
        className="button"
        aria-label="Follow live"
        aria-pressed={follow}
        title="Keep the newest event in view"
        onClick={() =>
          store.setState(
            follow ? { follow: false, seen: recorder.recording.total } : { follow: true, sort: undefined },
          )
        }
      >
        <Icon name="follow" />
        <span className="wide-only">Follow live</span>
      </button>
    </>
  )
}

function FilterBox({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }): ReactNode {
  const { store, frames } = usePanel()
  const filter = usePanelState((state) => state.filter)
  const change = (value: string): void => {
    store.setState({ filter: value })
    frames.ask()
  }
  return (
    <div className="filter">
      <Icon name="search" />
      <input
        ref={inputRef}
        type="search"
        className="input"
        aria-label="Filter events"
        placeholder="Filter by event, source, listener, error, payload"
        spellCheck={false}
        autoComplete="off"
        value={filter}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          const leaves = event.key === 'Enter' || event.key === 'ArrowDown'
          if (event.key !== 'Escape' && !leaves) return
          event.preventDefault()
          event.stopPropagation()
          if (leaves || filter === '') focusGrid(event.currentTarget)
          else change('')
        }}
      />
      {filter === '' ? (
        <kbd className="key" aria-hidden="true">
          /
        </kbd>
      ) : (
        <button
          type="button"
          className="button button-icon"
          aria-label="Clear filter"
          onClick={() => change('')}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}

/** From the filter, the keyboard goes on to what it found. */
function focusGrid(from: HTMLElement): void {
  from.closest('.panel')?.querySelector<HTMLElement>('[role="grid"]')?.focus()
}

function FilterProgress(): ReactNode {
  useFrame()
  const { rows, recorder } = usePanel()
  const filter = usePanelState((state) => state.filter)
  if (filter.trim() === '') return null
  const { progress } = rows
  const counts = `${formatCount(rows.length)} of ${formatCount(recorder.recording.size)}`
  return (
    <span className="muted count">
      {progress < 1 ? `Filtering… ${Math.floor(progress * 100)} %` : counts}
    </span>
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
      <Menu.Portal container={portal ?? null}>
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
