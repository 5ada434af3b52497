import { type ReactNode, useEffect, useRef } from 'react'
import { Group, Panel as Pane, Separator, usePanelRef } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { EventscopePanel } from './EventscopePanel.tsx'
import { formatCount } from './model/format.ts'
import { MIN_HEIGHT } from './model/settings.ts'
import { type Panel, PanelContext, usePanel, usePulse } from './store.ts'

/** Tells the page how much of its bottom is covered, so it can leave room. */
const PAGE_PROPERTY = '--eventscope-dock-height'

/** The panel docked at the bottom of the page, with a splitter, or collapsed to a launcher. */
export function Dock({ panel }: { panel: Panel }): ReactNode {
  const { store } = panel
  const open = useStore(store, (state) => state.open)
  const launcher = useRef<HTMLButtonElement>(null)
  const collapse = useRef<HTMLButtonElement>(null)
  const pane = usePanelRef()
  const wasOpen = useRef(open)
  useEffect(() => {
    // Collapsing takes the focused button away; its counterpart gets the focus.
    if (wasOpen.current && !open) launcher.current?.focus()
    if (!wasOpen.current && open) collapse.current?.focus()
    wasOpen.current = open
    if (!open) document.documentElement.style.removeProperty(PAGE_PROPERTY)
  }, [open])
  useEffect(() => () => void document.documentElement.style.removeProperty(PAGE_PROPERTY), [])

  if (!open) {
    return (
      <PanelContext value={panel}>
        <Launcher ref={launcher} />
      </PanelContext>
    )
  }
  return (
    <Group
      className="dock"
      orientation="vertical"
      disableCursor
      onLayoutChanged={(_layout, { isUserInteraction }) => {
        // A window that got smaller is no wish for a smaller panel.
        if (!isUserInteraction) return
        // The pane has its new size once the layout was rendered.
        requestAnimationFrame(() => {
          const size = pane.current?.getSize().inPixels
          if (size !== undefined) store.setState({ height: Math.round(size) })
        })
      }}
    >
      <Pane id="page" className="dock-page" minSize={48} />
      <Separator className="splitter dock-splitter" aria-label="Height of Eventscope" />
      <Pane
        id="dock"
        className="dock-panel"
        defaultSize={store.getState().height}
        minSize={MIN_HEIGHT}
        panelRef={pane}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => {
          if (inPixels <= 0) return
          document.documentElement.style.setProperty(PAGE_PROPERTY, `${Math.round(inPixels)}px`)
        }}
      >
        <EventscopePanel
          panel={panel}
          collapseRef={collapse}
          onCollapse={() => store.setState({ open: false })}
        />
      </Pane>
    </Group>
  )
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

function Launcher({ ref }: { ref: React.Ref<HTMLButtonElement> }): ReactNode {
  usePulse()
  const { recorder, store } = usePanel()
  const theme = useStore(store, (state) => state.theme)
  const { retained, errors } = recorder.recording.stats()
  return (
    <section className="panel tokens launcher-frame" aria-label="Eventscope" data-theme={theme}>
      <button
        ref={ref}
        type="button"
        className="launcher"
        aria-label={`Open Eventscope: ${plural(retained, 'event')}, ${plural(errors, 'error')}`}
        onClick={() => store.setState({ open: true })}
      >
        <span className="brand-mark" aria-hidden="true" />
        {formatCount(retained)}
        {errors > 0 && <span className="badge">{formatCount(errors)}</span>}
      </button>
    </section>
  )
}
