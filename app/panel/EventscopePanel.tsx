import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { Group, Panel as Pane, Separator } from 'react-resizable-panels'
import { PanelContext, type Panel, usePanelState } from './store.ts'
import { Boundary } from './ui/Boundary.tsx'
import { Icon } from './ui/Icon.tsx'
import { Details } from './views/Details.tsx'
import { EventsGrid } from './views/EventsGrid.tsx'
import { StatusBar } from './views/StatusBar.tsx'
import { Toolbar } from './views/Toolbar.tsx'

/** Narrower than this, the details go under the grid, px. */
const NARROW = 640

interface EventscopePanelProps {
  readonly panel: Panel
  /** Shows a button that collapses the panel. */
  readonly onCollapse?: (() => void) | undefined
  readonly collapseRef?: Ref<HTMLButtonElement> | undefined
}

/** The panel over one recorder. It fills what it is put in, and needs `panel.css` around it. */
export function EventscopePanel({ panel, onCollapse, collapseRef }: EventscopePanelProps): ReactNode {
  return (
    <PanelContext value={panel}>
      <PanelBody panel={panel} onCollapse={onCollapse} collapseRef={collapseRef} />
    </PanelContext>
  )
}

function PanelBody({ panel, onCollapse, collapseRef }: EventscopePanelProps): ReactNode {
  const theme = usePanelState((state) => state.theme)
  const open = usePanelState((state) => state.selectedId !== undefined)
  const rootRef = useRef<HTMLElement>(null)
  const gridRef = useRef<HTMLDivElement>(null)
  const filterRef = useRef<HTMLInputElement>(null)
  const narrow = useNarrow(rootRef)
  return (
    <section
      ref={rootRef}
      className="panel tokens"
      aria-label="Eventscope"
      data-theme={theme}
      onKeyDown={(event) => {
        const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea')
        if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        filterRef.current?.focus()
      }}
    >
      <header className="panel-head">
        <h2 className="brand">
          <span className="brand-mark" aria-hidden="true" />
          Eventscope
        </h2>
        <Boundary view="The toolbar">
          <Toolbar filterRef={filterRef} />
        </Boundary>
        {onCollapse !== undefined && (
          <button
            ref={collapseRef}
            type="button"
            className="button button-icon"
            aria-label="Collapse Eventscope"
            title="Collapse"
            onClick={onCollapse}
          >
            <Icon name="collapse" />
          </button>
        )}
      </header>
      <Group
        className="panes"
        orientation={narrow ? 'vertical' : 'horizontal'}
        key={narrow ? 'narrow' : 'wide'}
      >
        <Pane id="grid" minSize={narrow ? 72 : 240}>
          <Boundary view="The list of events">
            <EventsGrid gridRef={gridRef} />
          </Boundary>
        </Pane>
        {open && (
          <>
            <Separator className="splitter" aria-label="Size of the details" />
            <Pane id="details" defaultSize={narrow ? '55%' : '40%'} minSize={narrow ? 96 : 260}>
              <Boundary view="The details">
                <Details
                  onClose={() => {
                    panel.store.setState({ selectedId: undefined })
                    gridRef.current?.focus()
                  }}
                />
              </Boundary>
            </Pane>
          </>
        )}
      </Group>
      <Boundary view="The status bar">
        <StatusBar />
      </Boundary>
    </section>
  )
}

function useNarrow(ref: React.RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < NARROW)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return narrow
}
