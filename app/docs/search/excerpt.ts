import { partsOf, type Word, wordsOf } from './words.ts'

/** A piece of text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string
  /** Where it begins in what it is a part of. */
  readonly start: number
  readonly marked: boolean
}

/** How long an excerpt is, in characters, give or take a word. */
const EXCERPT_LENGTH = 160
/** How much of it stands before the first word that is marked. */
const LEAD = 40

/** The text in pieces, words that are among the terms marked. Terms are in small letters. */
export function mark(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of found(text, terms)) {
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, marked: false })
    pieces.push({ text: text.slice(start, end), start, marked: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, marked: false })
  return pieces
}

/** The part of a text that has most of the terms, or its beginning. */
export function excerpt(text: string, terms: ReadonlySet<string>): readonly Piece[] {
  const words = found(text, terms)
  let best = 0
  let most = 0
  for (const { start } of words) {
    const near = words.filter((word) => word.start >= start && word.end <= start + EXCERPT_LENGTH - LEAD)
    const count = new Set(near.map((word) => word.text)).size
    if (count > most) [best, most] = [start, count]
  }
  const from = best <= LEAD ? 0 : nextWord(text, best - LEAD, best)
  const to = from + EXCERPT_LENGTH >= text.length ? text.length : lastWord(text, from + EXCERPT_LENGTH)
  const pieces = mark(text.slice(from, to), terms)
  return [
    ...(from > 0 ? [{ text: '… ', start: -1, marked: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: ' …', start: to, marked: false }] : []),
  ]
}

/** Parts of words, or else whole words, that are among the terms. */
function found(text: string, terms: ReadonlySet<string>): readonly Word[] {
  return wordsOf(text).flatMap((word) => {
    const parts = partsOf(text.slice(word.start, word.end)).filter((part) => terms.has(part.text))
    if (parts.length === 0) return terms.has(word.text) ? [word] : []
    return parts.map((part) => ({
      text: part.text,
      start: part.start + word.start,
      end: part.end + word.start,
    }))
  })
}

/** Where a word begins at `from` or after it, but not after `limit`. */
function nextWord(text: string, from: number, limit: number): number {
  const space = text.indexOf(' ', from)
  return space < 0 || space >= limit ? from : space + 1
}

/** Where the last word before `end` ends. */
function lastWord(text: string, end: number): number {
  const space = text.lastIndexOf(' ', end)
  return space > end - LEAD ? space : end
}
