import { type ReactNode, type Ref, useEffect, useRef } from 'react'
import { Group, Panel as Pane, Separator, usePanelRef } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { DockMenu } from './host/DockMenu.tsx'
import type { Room, Side } from './host/room.ts'
import { formatCount } from './model/format.ts'
import { type Dock as Place, MIN_HEIGHT, MIN_WIDTH } from './model/settings.ts'
import { PanelView } from './PanelView.tsx'
import { type Panel, PanelContext, usePanel, usePanelState, usePulse } from './store.ts'

/** What stays of the page at least, px. */
const MIN_PAGE = 48

interface DockProps {
  readonly panel: Panel
  readonly room: Room
  /** Moves the panel. */
  readonly onDock: (dock: Place) => void
}

/** The panel docked at a side of the page, with a splitter, or collapsed to a launcher. */
export function Dock({ panel, room, onDock }: DockProps): ReactNode {
  const { store } = panel
  const open = useStore(store, (state) => state.open)
  const dock = useStore(store, (state) => state.dock)
  const launcher = useRef<HTMLButtonElement>(null)
  const collapse = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const before = useRef({ open, dock })
  const docked = open && dock !== 'window'
  useEffect(() => {
    // What was clicked is gone; its counterpart gets the focus, unless the page has it and moves the panel itself.
    const was = before.current
    before.current = { open, dock }
    if (isFocusInPage(panel)) return
    if (was.open && !open) launcher.current?.focus()
    else if (!was.open && open) collapse.current?.focus()
    else if (was.dock !== dock) menu.current?.focus()
  }, [panel, open, dock])
  useEffect(() => {
    if (docked) return () => room.clear()
  }, [docked, dock, room])

  return (
    <PanelContext.Provider value={panel}>
      {open && dock !== 'window' ? (
        <DockedPanel
          key={dock}
          panel={panel}
          side={dock}
          room={room}
          collapseRef={collapse}
          tools={<DockMenu triggerRef={menu} onDock={onDock} />}
        />
      ) : (
        <Launcher
          buttonRef={launcher}
          onOpen={() => (dock === 'window' ? onDock(dock) : store.setState({ open: true }))}
        />
      )}
    </PanelContext.Provider>
  )
}

/** Whether something has the focus that is not of the panel. */
function isFocusInPage({ portal, window: { document } }: Panel): boolean {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return false
  const host = portal !== undefined && 'host' in portal ? portal.host : portal
  const root = host?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined
  return root?.activeElement !== host
}

interface DockedPanelProps {
  readonly panel: Panel
  readonly side: Side
  readonly room: Room
  readonly tools: ReactNode
  readonly collapseRef: Ref<HTMLButtonElement>
}

function DockedPanel({ panel, side, room, tools, collapseRef }: DockedPanelProps): ReactNode {
  const { store } = panel
  const pane = usePanelRef()
  const size = side === 'bottom' ? 'height' : 'width'
  const page = <Pane key="page" id="page" className="dock-page" minSize={MIN_PAGE} />
  return (
    <Group
      className={`dock dock-${side}`}
      orientation={side === 'bottom' ? 'vertical' : 'horizontal'}
      disableCursor
      onLayoutChanged={(_layout, { isUserInteraction }) => {
        // A window that got smaller is no wish for a smaller panel.
        if (!isUserInteraction) return
        // The pane has its new size once the layout was rendered.
        requestAnimationFrame(() => {
          const pixels = pane.current?.getSize().inPixels
          if (pixels !== undefined) store.setState({ [size]: Math.round(pixels) })
        })
      }}
    >
      {side !== 'left' && page}
      {side !== 'left' && <Splitter size={size} />}
      <Pane
        id="dock"
        className="dock-panel"
        defaultSize={store.getState()[size]}
        minSize={side === 'bottom' ? MIN_HEIGHT : MIN_WIDTH}
        panelRef={pane}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => {
          if (inPixels > 0) room.cover(side, inPixels)
        }}
      >
        <PanelView
          panel={panel}
          tools={tools}
          collapseRef={collapseRef}
          onCollapse={() => store.setState({ open: false })}
        />
      </Pane>
      {side === 'left' && <Splitter size={size} />}
      {side === 'left' && page}
    </Group>
  )
}

function Splitter({ size }: { size: 'height' | 'width' }): ReactNode {
  return (
    <Separator
      className="splitter dock-splitter"
      aria-label={size === 'height' ? 'Height of Eventscope' : 'Width of Eventscope'}
    />
  )
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

interface LauncherProps {
  readonly buttonRef: Ref<HTMLButtonElement>
  readonly onOpen: () => void
}

function Launcher({ buttonRef, onOpen }: LauncherProps): ReactNode {
  usePulse()
  const { recorder } = usePanel()
  const theme = usePanelState((state) => state.theme)
  const dock = usePanelState((state) => state.dock)
  const { retained, errors } = recorder.recording.stats()
  return (
    <section
      className={`panel tokens launcher-frame launcher-${dock}`}
      aria-label="Eventscope"
      data-theme={theme}
    >
      <button
        ref={buttonRef}
        type="button"
        className="launcher"
        aria-label={`Open Eventscope: ${plural(retained, 'event')}, ${plural(errors, 'error')}`}
        onClick={onOpen}
      >
        <span className="brand-mark" aria-hidden="true" />
        {formatCount(retained)}
        {errors > 0 && <span className="badge">{formatCount(errors)}</span>}
      </button>
    </section>
  )
}
