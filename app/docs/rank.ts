/** One thing to be found: an export, a member of one, an entry or a page. */
export interface Named {
  readonly name: string
  /** From the folder of the documentation. */
  readonly address: string
  readonly kind: string
}

/** A member has a name of its own, an entry a path, a page words. */
const PARTS = /[.\s/]/

/** Those that have the text in their name, best first: all of the name, a part of it, the beginning of one, anywhere. */
export function rank(names: readonly Named[], text: string): readonly Named[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  return names
    .map((named) => ({ named, score: score(named.name.toLowerCase(), wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.named.name.length - b.named.name.length)
    .map(({ named }) => named)
}

function score(name: string, wanted: string): number {
  if (name === wanted) return 4
  const parts = name.split(PARTS)
  if (parts.includes(wanted)) return 3
  if (parts.some((part) => part.startsWith(wanted))) return 2
  return name.includes(wanted) ? 1 : 0
}
