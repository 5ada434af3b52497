import type { DispatchView } from 'eventscope/recorder'
import { type ReactNode, useMemo, useState } from 'react'
import { type Change, compare } from '../../model/compare/difference.ts'
import { PreviousFinder } from '../../model/compare/previous.ts'
import { formatCount } from '../../model/format.ts'
import { textOf } from '../../model/payload-tree.ts'
import { select, usePanel, usePanelState } from '../../store.ts'

const MARKS: Readonly<Record<Change['kind'], string>> = { added: '+', removed: '−', changed: '~' }

/** How a payload differs from that of the dispatch that is pinned, or of the one before of the same name. */
export function CompareView({ view, lead }: { view: DispatchView; lead: ReactNode }): ReactNode {
  const panel = usePanel()
  const { recording } = panel.recorder
  const pinnedId = usePanelState((state) => state.pinnedId)
  const [finder] = useState(() => new PreviousFinder(recording))
  const isPinned = pinnedId === view.id
  const otherId = pinnedId === undefined || isPinned ? finder.of(view.id) : pinnedId
  const other = otherId === undefined ? undefined : recording.byId(otherId)
  return (
    <div className="compare">
      <div className="compare-head">
        {lead}
        <span className="muted compare-with">
          {pinnedId === undefined || isPinned ? 'Previous' : 'Pinned'}
        </span>
        {other === undefined ? (
          <span>{pinnedId === undefined || isPinned ? 'none' : 'no longer in the recording'}</span>
        ) : (
          <button type="button" className="link" onClick={() => select(panel, other.id)}>
            {other.event} #{other.id}
          </button>
        )}
        <span className="toolbar-fill" />
        <button
          type="button"
          className="button"
          aria-pressed={isPinned}
          title="Compare others with this dispatch"
          onClick={() => panel.store.setState({ pinnedId: isPinned ? undefined : view.id })}
        >
          {isPinned ? 'Unpin' : 'Pin this'}
        </button>
        {pinnedId !== undefined && !isPinned && (
          <button
            type="button"
            className="button"
            title="Compare with the one before of the same name again"
            onClick={() => panel.store.setState({ pinnedId: undefined })}
          >
            Unpin #{pinnedId}
          </button>
        )}
      </div>
      {other === undefined ? (
        <div className="empty">
          <strong>Nothing to compare with</strong>
          <p>
            There is no earlier dispatch of {view.event} in the recording. Pin any other dispatch to compare
            this one with it.
          </p>
        </div>
      ) : (
        <Changes before={other.payload} after={view.payload} otherId={other.id} />
      )}
    </div>
  )
}

interface ChangesProps {
  readonly before: unknown
  readonly after: unknown
  readonly otherId: number
}

function Changes({ before, after, otherId }: ChangesProps): ReactNode {
  const comparison = useMemo(() => compare(before, after), [before, after])
  if (comparison === undefined) {
    return (
      <div className="empty">
        <strong>One of the payloads can’t be read</strong>
        <p>It was kept by reference, and throws now.</p>
      </div>
    )
  }
  const { changes, more } = comparison
  if (changes.length === 0) {
    return (
      <div className="empty">
        <strong>The same payload as #{otherId}</strong>
      </div>
    )
  }
  return (
    <table className="changes" aria-label={`Changes since #${otherId}`}>
      <thead>
        <tr>
          <th scope="col">Path</th>
          <th scope="col">#{otherId}</th>
          <th scope="col">This one</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ kind, path, before, after }) => (
          <tr key={path} className={`change change-${kind}`}>
            <th scope="row">
              <span className="change-mark" title={kind}>
                {MARKS[kind]}
              </span>
              {path === '' ? 'payload' : path}
            </th>
            <td>{kind === 'added' ? <span className="faint">–</span> : <Shown value={before} />}</td>
            <td>{kind === 'removed' ? <span className="faint">–</span> : <Shown value={after} />}</td>
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={3} className="muted">
              … {formatCount(more)} more changes
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Shown({ value }: { value: unknown }): ReactNode {
  const text = textOf(value)
  return <code title={text}>{text}</code>
}
