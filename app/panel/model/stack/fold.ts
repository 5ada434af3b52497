import { packageOf } from './owner.ts'
import type { Owner, Place } from './place.ts'

/** What is shown as one line: a place of the page's own, or a run of others folded into one. */
export type FrameLine =
  | { readonly kind: 'place'; readonly depth: number; readonly place: Place; readonly first: boolean }
  | {
      readonly kind: 'fold'
      readonly depth: number
      readonly owner: Owner
      readonly places: readonly Place[]
    }

/**
 * Places as lines: what is not the page's own is folded by whose it is. A call through the engine, as `forEach`
 * makes, does not split a fold.
 */
export function foldPlaces(places: readonly Place[]): FrameLine[] {
  const lines: FrameLine[] = []
  let fold: { owner: Owner; places: Place[] } | undefined
  let first = true
  for (const place of places) {
    if (place.owner === 'own') {
      lines.push({ kind: 'place', depth: place.depth, place, first })
      first = false
      fold = undefined
    } else if (
      fold !== undefined &&
      (place.owner === fold.owner || place.owner === 'browser' || fold.owner === 'browser')
    ) {
      fold.places.push(place)
      if (fold.owner === 'browser') fold.owner = place.owner
    } else {
      const next = { kind: 'fold' as const, depth: place.depth, owner: place.owner, places: [place] }
      fold = next
      lines.push(next)
    }
  }
  return lines
}

/**
 * The place that stands for a stack: the innermost of the page's own, else the first that is not the library's. It is
 * unknown where there is none but that.
 */
export function firstPlace(places: readonly Place[]): Place | undefined {
  return (
    places.find(({ owner }) => owner === 'own') ??
    places.find(({ owner }) => owner === 'packages') ??
    places.find(({ owner, url }) => owner !== 'library' && url !== undefined)
  )
}

const OWNERS: Record<Owner, string> = {
  own: 'the page',
  library: 'eventscope',
  packages: 'node_modules',
  browser: 'the browser',
}

/** `4 frames of eventscope` */
export function foldText(owner: Owner, count: number): string {
  return `${count} ${count === 1 ? 'frame' : 'frames'} of ${OWNERS[owner]}`
}

/** The packages in a fold, each once. */
export function packagesIn(places: readonly Place[]): string[] {
  const names = places.flatMap(({ url }) => (url === undefined ? [] : (packageOf(url) ?? [])))
  return [...new Set(names)]
}
