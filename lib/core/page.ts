import type { Observer } from './observer.ts'
import type { Subscription } from './types.ts'

/** What has come to be in this page and can be observed: a bus, or another source. */
export interface PageSource {
  readonly id: number
  readonly name: string
  observe(observer: Observer): Subscription
}

/**
 * What all copies of the library in a page share: a page often has two, one of them in a package. They give out ids
 * from the same numbers, dispatches nest across them, and tools find the buses of all.
 */
export interface Page {
  /** Held weakly: being found keeps none. */
  readonly sources: Set<WeakRef<PageSource>>
  /** Told of each source to come. */
  readonly watchers: Set<(source: PageSource) => void>
  /** The ids given out last. */
  readonly last: { source: number; listener: number; dispatch: number }
  /** What runs right now; the first copy brings it. */
  active?: Active
}

/** What runs right now, on whichever bus. */
export interface Active {
  /**
   * The id of the dispatch whose listener is in its synchronous part, or 0. Not the dispatch itself: the garbage
   * collector would have to be told of each new object that this old one refers to.
   */
  id: number
  /** The bus of that dispatch. */
  host: object | undefined
  /** The observed run that is in its synchronous part: its index, and the id of its dispatch. Stale for all others. */
  run: number
  runOf: number
  /** How deep dispatches are nested, and how deep they may be. */
  depth: number
  limit: number
}

/** The version is part of the name: copies whose shapes differ do not share. */
const KEY: unique symbol = Symbol.for('eventscope.page.1') as never

const shared = globalThis as { [KEY]?: Page }

/** @internal One for the page, whichever copy of the library asks. */
export const page: Page = (shared[KEY] ??= {
  sources: new Set(),
  watchers: new Set(),
  last: { source: 0, listener: 0, dispatch: 0 },
})

const gone = new FinalizationRegistry<WeakRef<PageSource>>((ref) => page.sources.delete(ref))
const refs = new WeakMap<PageSource, WeakRef<PageSource>>()

/** @internal Lets tools find a source. */
export function announce(source: PageSource): void {
  const ref = new WeakRef(source)
  refs.set(source, ref)
  page.sources.add(ref)
  gone.register(source, ref)
  for (const watcher of page.watchers) watcher(source)
}

/** @internal It is closed: there is nothing left to be found. */
export function withdraw(source: PageSource): void {
  const ref = refs.get(source)
  if (ref !== undefined) page.sources.delete(ref)
}
