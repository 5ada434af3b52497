import { reportUnhandled } from './errors.ts'
import type { Observer } from './observer.ts'
import { disposable } from './subscription.ts'
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
  /** What runs right now. */
  readonly active: Active
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

/** Dispatches nested deeper, each in a listener of the one before, are taken for an endless loop. */
export const MAX_DEPTH = 500

/** The version is part of the name: copies whose shapes differ do not share. */
const KEY: unique symbol = Symbol.for('eventscope.page.1') as never

const shared = globalThis as { [KEY]?: Page }

/** @internal One for the page, whichever copy of the library asks. */
export const page: Page = (shared[KEY] ??= {
  sources: new Set(),
  watchers: new Set(),
  last: { source: 0, listener: 0, dispatch: 0 },
  active: { id: 0, host: undefined, run: -1, runOf: 0, depth: 0, limit: MAX_DEPTH },
})

/** One for the page: dispatches nest across buses, and across copies of this library. */
export const active: Active = page.active

const gone = new FinalizationRegistry<WeakRef<PageSource>>((ref) => page.sources.delete(ref))

/**
 * @internal Lets tools find a source.
 * @returns what takes it away: it is closed, and there is nothing left to be found
 */
export function announce(source: PageSource): () => void {
  const ref = new WeakRef(source)
  page.sources.add(ref)
  gone.register(source, ref)
  for (const watcher of page.watchers) watcher(source)
  return () => page.sources.delete(ref)
}

/**
 * Tells of each bus and other source of the page: those that are there, then those to come, whichever copy of the
 * library makes them.
 * @returns what stops it
 * @example
 * watchSources((source) => recorder.attach(source))
 */
export function watchSources(tell: (source: PageSource) => void): Subscription {
  const watcher = (source: PageSource): void => {
    try {
      tell(source)
    } catch (error) {
      // Whoever makes a bus can't help it.
      reportUnhandled(error)
    }
  }
  for (const ref of page.sources) {
    const source = ref.deref()
    if (source !== undefined) watcher(source)
  }
  page.watchers.add(watcher)
  return disposable(() => page.watchers.delete(watcher))
}
