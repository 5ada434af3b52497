import type { ListenerMark } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { MARK_LABELS } from '../../model/listeners/labels.ts'
import { markText, markTitle } from '../../model/listeners/mark-text.ts'
import { PlaceLink } from '../stack/PlaceLink.tsx'

/** What a listener should be looked at for, in a word each. */
export function MarkBadges({ marks }: { marks: readonly ListenerMark[] }): ReactNode {
  return marks.map((mark) => (
    <span key={mark.kind} className={`mark mark-${mark.kind}`} title={markTitle(mark)}>
      {MARK_LABELS[mark.kind]}
    </span>
  ))
}

interface MarkListProps {
  readonly marks: readonly ListenerMark[]
  /** Of the registration. */
  readonly stack: string | undefined
}

/** The same with their reasons. */
export function MarkList({ marks, stack }: MarkListProps): ReactNode {
  if (marks.length === 0) return null
  return (
    <ul className="mark-list" aria-label="Marks">
      {marks.map((mark) => (
        <li key={mark.kind}>
          <span className={`mark mark-${mark.kind}`}>{MARK_LABELS[mark.kind]}</span>{' '}
          <Reason mark={mark} stack={stack} />
        </li>
      ))}
    </ul>
  )
}

/** Its place is as the source map says. */
function Reason({ mark, stack }: { mark: ListenerMark; stack: string | undefined }): ReactNode {
  const { before, place, after } = markText(mark)
  if (place === undefined) return before
  return (
    <>
      {before}
      {stack === undefined ? place : <PlaceLink stack={stack} />}
      {after}
    </>
  )
}
