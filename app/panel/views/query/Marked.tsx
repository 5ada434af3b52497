import type { ReactNode } from 'react'
import { piecesOf } from '../../model/query/marked.ts'

/** A sentence whose parts in backticks are set as code. */
export function Marked({ text }: { text: string }): ReactNode {
  return piecesOf(text).map((piece) =>
    piece.marked ? (
      <code key={piece.start} className="code">
        {piece.text}
      </code>
    ) : (
      piece.text
    ),
  )
}
