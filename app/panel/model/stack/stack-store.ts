import { BoundedMap } from './bounded-map.ts'
import { libraryPlaces, placeKey } from './library-places.ts'
import { libraryFrames, libraryRoot, ownerOf } from './owner.ts'
import { type Frame, parseStack } from './parse.ts'
import { givenName, type Place } from './place.ts'
import { loadScriptMap, type Original, type ReadText, type ScriptMap } from './source-map.ts'

/** A stack as far as it is known. */
export interface KnownStack {
  readonly places: readonly Place[]
  /** Whether it is known which frames are the library's: before, they may seem to be the page's own. */
  readonly sorted: boolean
  /** Whether source maps were looked for: nothing more will come. */
  readonly settled: boolean
}

/** Different stacks whose places are known again. */
const MAX_STACKS = 2_048
/** Scripts whose maps are kept. */
const MAX_SCRIPTS = 128

/**
 * Where stacks come from: at once as the engine says, and after `load` as the source maps say. What a script's map
 * is, is asked once; a map that can't be had leaves the place that the engine gave.
 */
export class StackStore {
  private readonly stacks = new BoundedMap<string, KnownStack>(MAX_STACKS)
  private readonly scripts = new BoundedMap<string, Promise<ScriptMap | undefined>>(MAX_SCRIPTS)
  private readonly loading = new Set<string>()
  private readonly subscribers = new Set<() => void>()
  /** The library's folders; undefined until first asked for. */
  private roots: Set<string> | undefined
  /** Places in the library, where its folders can't be known. */
  private libraryPlaces: ReadonlySet<string> = new Set()
  private library: Promise<void> | undefined

  constructor(
    private readonly read: ReadText,
    private readonly findLibrary = libraryFrames,
    private readonly findPlaces = libraryPlaces,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.subscribers.add(listener)
    return () => this.subscribers.delete(listener)
  }

  /** The same object until more is known. */
  get(stack: string): KnownStack {
    const before = this.stacks.get(stack)
    if (before !== undefined) return before
    const places = parseStack(stack).map((frame, depth) => this.place(frame, depth, undefined))
    const settled = places.every(({ url }) => !isScript(url))
    const known = { places, sorted: settled || this.knownRoots().size > 0, settled }
    this.stacks.set(stack, known)
    return known
  }

  /** Looks for the source maps of a stack, once. Those who subscribed are told when it is done. */
  load(stack: string): void {
    if (this.get(stack).settled || this.loading.has(stack)) return
    this.loading.add(stack)
    void this.resolve(stack)
  }

  private async resolve(stack: string): Promise<void> {
    // Where the library can't be found, nothing is folded as its own.
    await (this.library ??= this.findInBundle().catch(() => {}))
    const places = await Promise.all(
      parseStack(stack).map(async (frame, depth) => this.place(frame, depth, await this.original(frame))),
    )
    this.stacks.set(stack, { places, sorted: true, settled: true })
    this.loading.delete(stack)
    for (const listener of this.subscribers) listener()
  }

  private place(frame: Frame, depth: number, original: Original | undefined): Place {
    const { functionName, url, line, column } = original ?? frame
    const owner = this.libraryPlaces.has(placeKey(frame) ?? '') ? 'library' : ownerOf(url, this.knownRoots())
    return {
      depth,
      frame,
      functionName: givenName(functionName),
      url,
      line,
      column,
      owner,
      mapped: original !== undefined,
    }
  }

  private async original(frame: Frame): Promise<Original | undefined> {
    const { url } = frame
    if (url === undefined || !isScript(url)) return undefined
    try {
      return (await this.mapOf(url))?.original(frame)
    } catch {
      // A map may be whatever the server likes.
      return undefined
    }
  }

  private mapOf(url: string): Promise<ScriptMap | undefined> {
    const before = this.scripts.get(url)
    if (before !== undefined) return before
    const map = loadScriptMap(url, this.read)
    this.scripts.set(url, map)
    return map
  }

  private knownRoots(): Set<string> {
    if (this.roots !== undefined) return this.roots
    const [core, recorder] = this.findLibrary()
    const root = libraryRoot(core?.url, recorder?.url)
    return (this.roots = new Set(root === undefined ? [] : [root]))
  }

  /** In a bundle, the library's folder is known by the source map only; without one, some places in it are. */
  private async findInBundle(): Promise<void> {
    const roots = this.knownRoots()
    if (roots.size > 0) return
    const [core, recorder] = await Promise.all(
      this.findLibrary().map((frame) => (frame === undefined ? undefined : this.original(frame))),
    )
    const root = libraryRoot(core?.url, recorder?.url)
    if (root === undefined) this.libraryPlaces = this.findPlaces()
    else roots.add(root)
  }
}

/** Whether it may be asked for. */
function isScript(url: string | undefined): boolean {
  return url !== undefined && /^(https?|blob):/.test(url)
}
