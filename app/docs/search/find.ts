import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch'
import { excerpt, mark, type Piece } from './excerpt.ts'
import type { Section } from './section.ts'
import { partsOf, wordsOf } from './words.ts'

/** A section that was found, as it is shown. */
export interface Found {
  readonly section: Section
  readonly page: readonly Piece[]
  readonly heading: readonly Piece[]
  readonly excerpt: readonly Piece[]
}

/** What a text finds, best first. */
export type Find = (text: string) => readonly Found[]

/** How many are shown: whoever needs more of them writes another word. */
const MAX_FOUND = 20
/** Shorter words are not guessed at. */
const MIN_GUESSED = 5

/** Tried one after the other until something is found: guesses are for those who would else see nothing. */
const WAYS: readonly SearchOptions[] = [
  { combineWith: 'AND', fuzzy: false },
  { combineWith: 'AND', fuzzy: (term) => (term.length < MIN_GUESSED ? false : 0.2) },
  { combineWith: 'OR', fuzzy: false },
]

/**
 * Makes the search over all sections. All words of a text must be in a section, as words or as beginnings of some. Where no
 * section has all of them, one letter in five may be wrong; if that finds none either, one of the words is enough.
 */
export function searchOver(sections: readonly Section[]): Find {
  const index = new MiniSearch<Section & { readonly id: number }>({
    fields: ['name', 'heading', 'page', 'text'],
    extractField: (section, field) => fieldOf(section, field),
    tokenize: (text) => wordsIn(text),
    processTerm: (word) => [word.toLowerCase(), ...partsOf(word).map(({ text }) => text)],
    searchOptions: {
      boost: { name: 8, heading: 4, page: 1, text: 1 },
      prefix: true,
      weights: { prefix: 0.6, fuzzy: 0.2 },
      processTerm: (word) => word.toLowerCase(),
      boostDocument: (id) => weightOf(sections[id as number]),
    },
  })
  index.addAll(sections.map((section, id) => ({ id, ...section })))

  return (text) => {
    let results: readonly SearchResult[] = []
    for (const way of WAYS) if (results.length === 0) results = index.search(text, way)
    const wanted = text.trim().toLowerCase()
    return results
      .flatMap(({ id, score, terms }) => {
        const section = sections[id as number]
        return section === undefined ? [] : [{ section, terms, score: score * likeness(section, wanted) }]
      })
      .sort((a, b) => b.score - a.score || a.section.page.length - b.section.page.length)
      .slice(0, MAX_FOUND)
      .map(({ section, terms }) => shown(section, new Set(terms)))
  }
}

/** A page's sections are found by its title too, but after the page. */
function fieldOf(section: Section & { readonly id: number }, field: string): string | number {
  switch (field) {
    case 'id':
      return section.id
    case 'name':
      return section.heading === '' ? section.page : ''
    case 'heading':
      return section.heading
    case 'page':
      return section.heading === '' ? '' : section.page
    default:
      return section.text
  }
}

function wordsIn(text: string): string[] {
  return wordsOf(text).map(({ start, end }) => text.slice(start, end))
}

/** Pages explain; names, and members more so, are looked up by whoever knows them. */
function weightOf(section: Section | undefined): number {
  if (section?.address.startsWith('reference/') !== true) return 3
  return section.page.includes('.') ? 0.6 : 1
}

/** What is called just like that comes first, then members that are. */
function likeness({ page, heading }: Section, wanted: string): number {
  const name = (heading || page).toLowerCase()
  if (name === wanted) return 10
  return name.endsWith(`.${wanted}`) || name.endsWith(`/${wanted}`) ? 3 : 1
}

function shown(section: Section, terms: ReadonlySet<string>): Found {
  return {
    section,
    page: mark(section.page, terms),
    heading: mark(section.heading, terms),
    excerpt: excerpt(section.text, terms),
  }
}
