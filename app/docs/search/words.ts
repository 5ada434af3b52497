/** A word, or a part of a name, and where it stands. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

const WORD = /[\p{L}\p{N}]+/gu
/** `createBus` is `create` and `Bus` as well. */
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{L}+|\p{N}+/gu

/** The words of a text, in small letters. */
export function wordsOf(text: string): readonly Word[] {
  return matches(text, WORD)
}

/** The parts of a name that is written in humps; none where it has but one. */
export function partsOf(name: string): readonly Word[] {
  const parts = matches(name, PART)
  return parts.length > 1 ? parts : []
}

function matches(text: string, pattern: RegExp): readonly Word[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    text: found.toLowerCase(),
    start: index,
    end: index + found.length,
  }))
}
