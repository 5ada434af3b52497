import type { QueryError } from 'eventscope/recorder'
import type { ReactNode, Ref } from 'react'
import { markPlace } from '../../model/query/marked.ts'

interface FilterMirrorProps {
  readonly text: string
  readonly error: QueryError | undefined
  readonly mirrorRef: Ref<HTMLDivElement>
}

/** The text of the filter box once more, unseen but for the line under what is wrong in it. */
export function FilterMirror({ text, error, mirrorRef }: FilterMirrorProps): ReactNode {
  if (error === undefined) return null
  return (
    <div ref={mirrorRef} className="filter-mirror" aria-hidden="true">
      {markPlace(text, error).map((piece) =>
        piece.marked ? (
          <span key={piece.start} className="filter-wrong">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </div>
  )
}
