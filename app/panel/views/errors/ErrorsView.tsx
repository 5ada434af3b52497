import type { ErrorGroup } from 'eventscope/recorder'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../model/format.ts'
import { type ErrorColumn, nextErrorSort, sortGroups } from '../../model/errors/groups.ts'
import { ErrorsModel } from '../../model/errors/view-state.ts'
import { setFilter, setRange, usePanel, usePanelState } from '../../store.ts'
import { ListGrid } from '../listeners/ListGrid.tsx'
import { SplitView } from '../listeners/SplitView.tsx'
import { perPanel, useTally } from '../listeners/use-tally.ts'
import { ERROR_COLUMNS } from './columns.tsx'
import { ErrorDetail } from './ErrorDetail.tsx'

const modelOf = perPanel((panel) => new ErrorsModel(panel.recorder.recording))

const keyOf = ({ key }: ErrorGroup): string => key

/** What failed, by event, listener and message: how often, since when, and whether it still does. */
export function ErrorsView(): ReactNode {
  const panel = usePanel()
  const { recording } = panel.recorder
  const range = usePanelState((state) => state.range)
  const model = modelOf(panel)
  const { store } = model
  const sort = useStore(store, (state) => state.sort)
  const selectedKey = useStore(store, (state) => state.selectedKey)
  const query = usePanelState((state) => state.query)
  const tally = model.tally(range, query.text.trim())
  useTally(tally)
  const { progress } = tally
  const result = model.resultOf(tally)
  const groups = useMemo(() => sortGroups(result.groups, sort), [result, sort])
  useSecond(groups.length > 0)
  const { timeOrigin } = recording
  // Ages are told in seconds: rows are rendered anew when one has passed.
  const now = Math.floor(recording.now() / 1_000) * 1_000
  const context = useMemo(() => ({ timeOrigin, now }), [timeOrigin, now])
  const onSelect = useCallback((key: string | undefined) => store.setState({ selectedKey: key }), [store])
  const selected = groups.find(({ key }) => key === selectedKey)
  return (
    <div className="errors">
      <div className="list-bar">
        <div className="list-order" role="group" aria-label="Order of errors">
          <button
            type="button"
            className="button"
            aria-pressed={sort === undefined}
            onClick={() => store.setState({ sort: undefined })}
          >
            Newest first
          </button>
          <button
            type="button"
            className="button"
            aria-pressed={sort?.column === 'count' && sort.desc}
            onClick={() => store.setState({ sort: { column: 'count', desc: true } })}
          >
            Most often first
          </button>
        </div>
        <span className="toolbar-fill" />
        {result.omitted > 0 && (
          <span className="muted count" title="There are too many different ones; the newest are shown">
            {formatCount(result.omitted)} older in none of the groups
          </span>
        )}
        {!query.isEmpty && <span className="muted count">of dispatches that match the filter:</span>}
        <span className="muted count" role="status">
          {result.total === 0 && progress < 1
            ? `Searching… ${Math.floor(progress * 100)} %`
            : `${counted(result.total, 'error')} in ${counted(groups.length, 'group')}`}
        </span>
      </div>
      <SplitView
        sizes="the error's details"
        main={
          <ListGrid
            label="Errors"
            columns={ERROR_COLUMNS}
            items={groups}
            idOf={keyOf}
            context={context}
            sort={sort}
            onSort={(column) => store.setState({ sort: nextErrorSort(sort, column as ErrorColumn) })}
            selected={selectedKey}
            onSelect={onSelect}
            empty={
              <NoErrors complete={progress === 1} hasRange={range !== undefined} filtered={!query.isEmpty} />
            }
          />
        }
        side={
          selected && (
            <ErrorDetail
              key={selected.key}
              group={selected}
              context={context}
              onClose={() => onSelect(undefined)}
            />
          )
        }
      />
    </div>
  )
}

interface NoErrorsProps {
  readonly complete: boolean
  readonly hasRange: boolean
  readonly filtered: boolean
}

function NoErrors({ complete, hasRange, filtered }: NoErrorsProps): ReactNode {
  const panel = usePanel()
  if (!complete) return null
  return (
    <div className="empty">
      <strong>No errors</strong>
      {filtered ? (
        <>
          <p>No dispatch that matches the filter failed{hasRange ? ' in the range that is shown' : ''}.</p>
          <button type="button" className="button button-outline" onClick={() => setFilter(panel, '')}>
            Clear the filter
          </button>
        </>
      ) : hasRange ? (
        <>
          <p>Nothing failed in the range that is shown.</p>
          <button type="button" className="button button-outline" onClick={() => setRange(panel, undefined)}>
            Show all
          </button>
        </>
      ) : (
        <p>When a listener throws, rejects or takes longer than its timeout, it shows up here.</p>
      )}
    </div>
  )
}

/** Renders each second while there is something whose age is told; not while the page is hidden. */
function useSecond(enabled: boolean): void {
  const { window } = usePanel()
  const [, setCount] = useState(0)
  useEffect(() => {
    if (!enabled) return
    const timer = window.setInterval(() => {
      if (!window.document.hidden) setCount((before) => before + 1)
    }, 1_000)
    return () => window.clearInterval(timer)
  }, [window, enabled])
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`
}
