import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../model/format.ts'
import { MAX_PATH } from '../../model/timeline/path.ts'
import { usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { TimelineView } from './timeline-view.ts'
import { ZOOM_STEP } from './use-timeline-keys.ts'

/** What can be done with the timeline, and how much of the recording it shows. */
export function TimelineBar({ view }: { view: TimelineView }): ReactNode {
  const { folded, inView, beganBefore, lanes, crowded, cut, progress } = useStore(view.ui)
  const selected = usePanelState((state) => state.selectedId !== undefined)
  return (
    <div className="timeline-bar">
      <button
        type="button"
        className="button"
        aria-pressed={folded}
        disabled={!selected && !folded}
        title="Show only what led to the selected dispatch and what came of it"
        onClick={() => view.ui.setState({ folded: !folded })}
      >
        <Icon name="fold" />
        Fold to selection
      </button>
      <span className="toolbar-gap" />
      <button
        type="button"
        className="button button-icon"
        aria-label="Zoom out"
        title="Zoom out (S or −)"
        onClick={() => view.navigation.zoom(1 / ZOOM_STEP, 0.5, true)}
      >
        −
      </button>
      <button
        type="button"
        className="button button-icon"
        aria-label="Zoom in"
        title="Zoom in (W or +)"
        onClick={() => view.navigation.zoom(ZOOM_STEP, 0.5, true)}
      >
        +
      </button>
      <button
        type="button"
        className="button"
        title="Show the whole recording (0, or double click on an empty place)"
        onClick={() => view.navigation.showAll()}
      >
        All
      </button>
      <button
        type="button"
        className="button"
        disabled={!selected}
        title="Zoom to the selected dispatch (F, or double click on it)"
        onClick={() => view.navigation.showSelection()}
      >
        Selection
      </button>
      <span className="toolbar-fill" />
      <span className="timeline-count">
        {progress < 1 && `Laying out ${Math.floor(progress * 100)} % · `}
        {`${plural(inView, 'dispatch', 'dispatches')} in view, ${plural(lanes, 'lane', 'lanes')}`}
        {beganBefore > 0 && ` · ${formatCount(beganBefore)} began before`}
        {crowded && ' · the last lane is shared: dispatches overlap there'}
        {cut && ` · only the first ${formatCount(MAX_PATH)} of this chain`}
      </span>
    </div>
  )
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
