import { Tabs } from '@base-ui/react/tabs'
import { type ReactNode, type RefObject, useId } from 'react'
import { formatCount } from '../model/format.ts'
import { type TabId, useFrame, usePanel } from '../store.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { ErrorsView } from './errors/ErrorsView.tsx'
import { EventsGrid } from './EventsGrid.tsx'
import { ListenersView } from './listeners/ListenersView.tsx'
import { Timeline } from './timeline/Timeline.tsx'

interface MainTab {
  readonly id: TabId
  readonly label: string
  readonly badge?: ReactNode
  readonly render: (gridRef: RefObject<HTMLDivElement | null>) => ReactNode
}

const TABS: readonly MainTab[] = [
  { id: 'events', label: 'Events', render: (gridRef) => <EventsGrid gridRef={gridRef} /> },
  { id: 'timeline', label: 'Timeline', render: () => <Timeline /> },
  { id: 'listeners', label: 'Listeners', render: () => <ListenersView /> },
  { id: 'errors', label: 'Errors', badge: <ErrorCount />, render: () => <ErrorsView /> },
]

/** The tabs of the panel's views. */
export function MainTabList(): ReactNode {
  const badgeId = useId()
  return (
    <Tabs.List className="tabs main-tabs" aria-label="Views" activateOnFocus>
      {TABS.map(({ id, label, badge }) => (
        <Tabs.Tab
          key={id}
          value={id}
          className="tab"
          aria-label={label}
          aria-describedby={badge === undefined ? undefined : badgeId}
        >
          {label}
          {badge !== undefined && <span id={badgeId}>{badge}</span>}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}

/** The view that is chosen. */
export function MainTabPanels({ gridRef }: { gridRef: RefObject<HTMLDivElement | null> }): ReactNode {
  return TABS.map(({ id, label, render }) => (
    <Tabs.Panel key={id} value={id} className="main-panel" tabIndex={-1}>
      <Boundary view={label}>{render(gridRef)}</Boundary>
    </Tabs.Panel>
  ))
}

function ErrorCount(): ReactNode {
  useFrame()
  const { errors } = usePanel().recorder.recording.stats()
  if (errors === 0) return null
  return (
    <span className="badge tab-badge" title={`${formatCount(errors)} failed runs`}>
      {formatCount(errors)}
      <span className="visually-hidden">{errors === 1 ? ' failed run' : ' failed runs'}</span>
    </span>
  )
}
