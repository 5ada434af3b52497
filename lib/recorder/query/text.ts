/** Up to so many letters a text is compared letter by letter. */
const SHORT = 48
/** Names that a test remembers to have met, at most. */
const MAX_NAMES = 4_096

/** `?` in a pattern. */
const ANY_CHARACTER = 0x3f

/** Whether a text, in upper or lower case, is one that is looked for. */
export type TextTest = (text: string) => boolean

/** Tests for texts that contain the word, which is in lower case. */
export function contains(word: string): TextTest {
  return (text) => (text.length <= SHORT ? isInShort(word, text) : text.toLowerCase().includes(word))
}

/** Compares letter by letter, since a lower-case copy of a short text costs more than looking at it. */
function isInShort(word: string, text: string): boolean {
  let matched = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Only of ASCII letters is it sure that the lower-case one is a single letter of its own.
    if (code >= 0x80) return text.toLowerCase().includes(word)
    if (lowerCase(code) === word.charCodeAt(matched)) {
      if (++matched === word.length) return true
    } else if (matched > 0) {
      at -= matched
      matched = 0
    }
  }
  return word === ''
}

/** Tests for texts that are `wanted`, which is in lower case. */
export function equals(wanted: string): TextTest {
  return (text) => {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 0x80) return text.toLowerCase() === wanted
      if (lowerCase(code) !== wanted.charCodeAt(at)) return false
    }
    return text.length === wanted.length
  }
}

/**
 * Tests for texts that are as the pattern, which is in lower case: `*` stands for any characters, `?` for one.
 * No RegExp, for some patterns make one take hours.
 */
export function glob(pattern: string): TextTest {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  return (text) => isLike(text.toLowerCase(), first, rest, last)
}

/** The pieces between the stars follow one another: for each, the first place is as good as any. */
function isLike(text: string, first: string, middle: readonly string[], last: string | undefined): boolean {
  if (!isAt(text, 0, first)) return false
  if (last === undefined) return text.length === first.length
  const end = text.length - last.length
  let at = first.length
  for (const piece of middle) {
    at = find(text, piece, at)
    if (at < 0) return false
    at += piece.length
  }
  return at <= end && isAt(text, end, last)
}

/** Where a piece without stars is first in the text, or −1. */
function find(text: string, piece: string, from: number): number {
  // The engine is far faster at it.
  if (!piece.includes('?')) return text.indexOf(piece, from)
  for (let at = from; at + piece.length <= text.length; at++) if (isAt(text, at, piece)) return at
  return -1
}

function isAt(text: string, at: number, piece: string): boolean {
  if (at + piece.length > text.length) return false
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i)
    if (code !== ANY_CHARACTER && code !== text.charCodeAt(at + i)) return false
  }
  return true
}

/** Tests for texts that one of the tests is for. */
export function anyOf(tests: readonly TextTest[]): TextTest {
  const [first, second] = tests
  if (first !== undefined && second === undefined) return first
  return (text) => {
    for (let at = 0; at < tests.length; at++) if (tests[at]!(text)) return true
    return false
  }
}

/** The same test for names, which are met again and again: each is tested once. */
export function memoized(test: TextTest): TextTest {
  const names = new Map<string, boolean>()
  return (name) => {
    const known = names.get(name)
    if (known !== undefined) return known
    // Names made up without end take no memory without end.
    if (names.size >= MAX_NAMES) names.clear()
    const found = test(name)
    names.set(name, found)
    return found
  }
}

function lowerCase(ascii: number): number {
  return ascii >= 0x41 && ascii <= 0x5a ? ascii + 0x20 : ascii
}
