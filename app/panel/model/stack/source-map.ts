import type { SourceMapInput, TraceMap } from '@jridgewell/trace-mapping'
import { BoundedMap } from './bounded-map.ts'
import type { Frame } from './parse.ts'
import { withoutQuery } from './place.ts'

/** Loaded when the first stack is looked at. */
type Tracing = typeof import('@jridgewell/trace-mapping')

/** A longer script, or map, is not read, characters. */
const MAX_LENGTH = 64 * 1024 * 1024
/** Minified functions of a script whose names are known again. */
const MAX_NAMES = 1_024

/** Names that a build gives to what a path begins with are no longer, characters: a class, and what is in a variable. */
const MANGLED: readonly number[] = [2, 1]

/** `async `, the path, and ` [as handler]`: what V8 says besides. */
const ENGINE_NAME = /^((?:async |new |get |set )*)(.*?)( \[as .+\])?$/s

const MARKS = ['//# sourceMappingURL=', '//@ sourceMappingURL=']
/** What some servers put before JSON, so that it is no script. */
const GUARD = /^\)\]\}'[^\n]*\n/

/** Where a frame is in the source as written. */
export interface Original {
  readonly url: string
  readonly line: number
  readonly column: number
  readonly functionName: string | undefined
}

/** What a server answers for a script or a map. */
export interface Text {
  readonly text: string
  /** The address of the map, where a header names it. */
  readonly sourceMap: string | undefined
}

export type ReadText = (url: string) => Promise<Text>

/** A script's source map. */
export class ScriptMap {
  private readonly names = new BoundedMap<string, { readonly name: string | undefined }>(MAX_NAMES)

  constructor(
    private readonly tracing: Tracing,
    private readonly map: TraceMap,
    /** The script's lines; none where the map knows no names. */
    private readonly lines: readonly string[],
  ) {}

  /** Undefined where the map says nothing of that place. */
  original({ line, column = 1, functionName }: Frame): Original | undefined {
    if (line === undefined) return undefined
    // Engines count columns from 1, maps from 0.
    const found = this.tracing.originalPositionFor(this.map, { line, column: Math.max(0, column - 1) })
    // A source that the map has no name for is resolved to a folder.
    if (found.source === null || /(^|\/)$/.test(found.source)) return undefined
    return {
      url: found.source,
      line: found.line,
      column: found.column + 1,
      functionName: this.readable(functionName),
    }
  }

  /** A name as the engine puts it together, `new Pb` or `async e.save`, by the names in the source. */
  private readable(functionName: string | undefined): string | undefined {
    if (functionName === undefined || this.lines.length === 0) return functionName
    const [, how = '', path = '', alias = ''] = ENGINE_NAME.exec(functionName) ?? []
    const parts = path.split('.')
    if (parts.length === 1) return `${how}${this.originalName(path) ?? path}${alias}`
    // What it is called on has a name of the build: where that is not known, it says nothing.
    const named = parts.flatMap((part, at) => {
      const isLast = at === parts.length - 1
      return this.originalName(part) ?? (isLast || part.length > (MANGLED[at] ?? 0) ? part : [])
    })
    return `${how}${named.join('.')}${alias}`
  }

  /**
   * What a function was called before it was minified. A map names what is written at a place, not the function
   * around it, so it is asked for the places where functions of that name are declared. Where these were not all
   * called the same, it is not known.
   */
  private originalName(minified: string | undefined): string | undefined {
    if (minified === undefined || this.lines.length === 0 || !/^[\w$]+$/.test(minified)) return undefined
    const before = this.names.get(minified)
    if (before !== undefined) return before.name
    const names = new Set(this.declaredNames(minified))
    const [name] = names.size === 1 ? names : []
    this.names.set(minified, { name })
    return name
  }

  private declaredNames(minified: string): (string | undefined)[] {
    const declaration = declarationOf(minified)
    return this.lines.flatMap((text, at) =>
      Array.from(text.matchAll(declaration), ({ index }) => {
        const { name } = this.tracing.originalPositionFor(this.map, { line: at + 1, column: index })
        return name ?? undefined
      }),
    )
  }
}

function declarationOf(name: string): RegExp {
  const text = name.replaceAll('$', String.raw`\$`)
  return new RegExp(
    String.raw`(?<=function\s*\*?\s*)${text}(?=\()|(?<=class\s+)${text}(?=[\s{])|(?<![\w$.])${text}(?==(?:class\b|async\b|function\b|\(|[\w$]+=>))`,
    'g',
  )
}

/** The source map of a script; undefined where it has none. Throws where it can't be read. */
export async function loadScriptMap(url: string, read: ReadText): Promise<ScriptMap | undefined> {
  const script = await read(url)
  if (script.text.length > MAX_LENGTH) return undefined
  const reference = mapReference(script.text) ?? script.sourceMap
  if (reference === undefined) return undefined
  const inline = reference.startsWith('data:')
  const base = withoutQuery(url)
  const mapUrl = inline ? base : new URL(reference, base).href
  const text = inline ? dataText(reference) : (await read(mapUrl)).text
  if (text.length > MAX_LENGTH) return undefined
  const input: unknown = JSON.parse(text.replace(GUARD, ''))
  if (!isMap(input)) return undefined
  const tracing = await import('@jridgewell/trace-mapping')
  const map = new tracing.FlattenMap(input, withoutQuery(mapUrl))
  return new ScriptMap(tracing, map, map.names.length > 0 ? script.text.split('\n') : [])
}

function isMap(input: unknown): input is SourceMapInput & object {
  if (typeof input !== 'object' || input === null) return false
  return 'sections' in input || ('mappings' in input && 'sources' in input)
}

/**
 * What the script's last comment says of its map. The same words may be in a string of the script: after the comment,
 * there are only comments.
 */
export function mapReference(script: string): string | undefined {
  const at = Math.max(...MARKS.map((mark) => script.lastIndexOf(mark)))
  if (at < 0) return undefined
  const [line = '', ...rest] = script.slice(at).split('\n')
  if (rest.some((after) => !/^\s*(\/\/.*)?$/.test(after))) return undefined
  return /=\s*(data:\S+|[^\s'"]+)\s*$/.exec(line)?.[1]
}

/** The text of a `data:` URL. Not fetched: the page's policy may forbid that. */
function dataText(url: string): string {
  const comma = url.indexOf(',')
  const body = url.slice(comma + 1)
  if (!/;base64$/i.test(url.slice(0, comma))) return decodeURIComponent(body)
  const bytes = Uint8Array.from(atob(decodeURIComponent(body)), (char) => char.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}
