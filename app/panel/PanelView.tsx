import { Tabs } from '@base-ui/react/tabs'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { Group, Panel as Pane, Separator } from 'react-resizable-panels'
import { attend, PanelContext, type Panel, type TabId, usePanelState } from './store.ts'
import { Boundary } from './ui/Boundary.tsx'
import { Icon } from './ui/Icon.tsx'
import { isElement, windowOf } from './ui/window-of.ts'
import { EditDialog } from './views/compare/EditDialog.tsx'
import { ControlBar } from './views/control/ControlBar.tsx'
import { Details } from './views/Details.tsx'
import { MainTabList, MainTabPanels } from './views/MainTabs.tsx'
import { Overview } from './views/overview/Overview.tsx'
import { QueryBar } from './views/query/QueryBar.tsx'
import { ValueMenuProvider } from './views/query/ValueMenu.tsx'
import { SettingsButton } from './views/settings/SettingsButton.tsx'
import { StatusBar } from './views/StatusBar.tsx'
import { RecordButtons, ViewButtons } from './views/Toolbar.tsx'
import { WindowNotice } from './window/WindowNotice.tsx'

/** Narrower than this, the details go under the grid, px. */
const NARROW = 640

interface PanelViewProps {
  readonly panel: Panel
  /** What stands at the end of its head: how it is moved to another place. */
  readonly tools?: ReactNode
  /** Shows a button that collapses the panel. */
  readonly onCollapse?: (() => void) | undefined
  readonly collapseRef?: Ref<HTMLButtonElement> | undefined
}

/** The panel over one recorder. It fills what it is put in, and needs `panel.css` around it. */
export function PanelView(props: PanelViewProps): ReactNode {
  return (
    // React 18 knows a context's provider only by that name.
    <PanelContext.Provider value={props.panel}>
      <ValueMenuProvider>
        <PanelBody {...props} />
        <EditDialog />
      </ValueMenuProvider>
    </PanelContext.Provider>
  )
}

function PanelBody({ panel, tools, onCollapse, collapseRef }: PanelViewProps): ReactNode {
  const theme = usePanelState((state) => state.theme)
  const density = usePanelState((state) => state.density)
  const tab = usePanelState((state) => state.tab)
  const overview = usePanelState((state) => state.overview)
  const filterRef = useRef<HTMLInputElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    // React tells also of what floats elsewhere: a dialog has its own keys.
    if (!isElement(event.target) || !event.currentTarget.contains(event.target)) return
    const typing = event.target.matches('input, textarea')
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    filterRef.current?.focus()
  }
  useEffect(() => attend(panel.recorder), [panel])
  return (
    <section
      className="panel tokens"
      aria-label="Eventscope"
      data-theme={theme}
      data-density={density}
      onKeyDown={onKeyDown}
    >
      <Tabs.Root
        className="panel-body"
        value={tab}
        onValueChange={(value: TabId) => panel.store.setState({ tab: value })}
      >
        <header className="panel-head">
          <h2 className="brand">
            <span className="brand-mark" aria-hidden="true" />
            <span className="brand-name">Eventscope</span>
          </h2>
          <MainTabList />
          <Boundary view="The toolbar">
            <RecordButtons />
            <QueryBar filterRef={filterRef} />
            <ViewButtons />
            <SettingsButton />
          </Boundary>
          {tools}
          {onCollapse !== undefined && (
            <button
              ref={collapseRef}
              type="button"
              className="button button-icon panel-collapse"
              aria-label="Collapse Eventscope"
              title="Collapse"
              onClick={onCollapse}
            >
              <Icon name="collapse" />
            </button>
          )}
        </header>
        <WindowNotice />
        <Boundary view="What is muted">
          <ControlBar />
        </Boundary>
        {overview && (
          <Boundary view="The overview">
            <Overview />
          </Boundary>
        )}
        <Panes panel={panel} />
        <Boundary view="The status bar">
          <StatusBar />
        </Boundary>
      </Tabs.Root>
    </section>
  )
}

/** The view that is chosen, and the details of what is selected in it. */
function Panes({ panel }: { panel: Panel }): ReactNode {
  const open = usePanelState((state) => state.selectedId !== undefined)
  const ref = useRef<HTMLDivElement>(null)
  const gridRef = useRef<HTMLDivElement>(null)
  const narrow = useNarrow(ref)
  return (
    <div ref={ref} className="panes">
      <Group orientation={narrow ? 'vertical' : 'horizontal'} key={narrow ? 'narrow' : 'wide'}>
        <Pane id="view" minSize={narrow ? 72 : 240}>
          <MainTabPanels gridRef={gridRef} />
        </Pane>
        {open && (
          <>
            <Separator className="splitter" aria-label="Size of the details" />
            <Pane id="details" defaultSize={narrow ? '68%' : '40%'} minSize={narrow ? 96 : 260}>
              <Boundary view="The details">
                <Details
                  onClose={() => {
                    panel.store.setState({ selectedId: undefined })
                    ref.current?.querySelector<HTMLElement>('.main-panel [tabindex="0"]')?.focus()
                  }}
                />
              </Boundary>
            </Pane>
          </>
        )}
      </Group>
    </div>
  )
}

function useNarrow(ref: React.RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new (windowOf(element).ResizeObserver)(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < NARROW)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return narrow
}
