/** A piece of a text, set apart or not. */
export interface Piece {
  readonly text: string
  /** Where it was found. */
  readonly start: number
  readonly marked: boolean
}

/** A text as pieces, those in backticks set apart. */
export function piecesOf(message: string): readonly Piece[] {
  let start = 0
  return message
    .split('`')
    .map((text, at) => {
      const piece = { text, start, marked: at % 2 === 1 }
      start += text.length + 1
      return piece
    })
    .filter(({ text }) => text !== '')
}

/**
 * A text as pieces, a place in it set apart. Where the place is empty, because something is missing there, it is one
 * space wide.
 */
export function markPlace(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Piece[] {
  return [
    { text: text.slice(0, start), start: 0, marked: false },
    { text: text.slice(start, end) || ' ', start, marked: true },
    { text: text.slice(end), start: end, marked: false },
  ].filter((piece) => piece.text !== '')
}
