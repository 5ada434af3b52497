import type { ListenerMark } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { MARK_LABELS } from '../../model/listeners/labels.ts'

/** What a listener should be looked at for, in a word each. */
export function MarkBadges({ marks }: { marks: readonly ListenerMark[] }): ReactNode {
  return marks.map(({ kind, reason }) => (
    <span key={kind} className={`mark mark-${kind}`} title={reason}>
      {MARK_LABELS[kind]}
    </span>
  ))
}

/** The same with their reasons. */
export function MarkList({ marks }: { marks: readonly ListenerMark[] }): ReactNode {
  if (marks.length === 0) return null
  return (
    <ul className="mark-list" aria-label="Marks">
      {marks.map(({ kind, reason }) => (
        <li key={kind}>
          <span className={`mark mark-${kind}`}>{MARK_LABELS[kind]}</span> {reason}
        </li>
      ))}
    </ul>
  )
}
