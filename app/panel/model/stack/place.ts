import type { Frame } from './parse.ts'

/** Whose code it is: of the page's developer, of this library, of node_modules, or of the browser. */
export type Owner = 'own' | 'library' | 'packages' | 'browser'

/** Where a frame is, in the source as written where a source map tells. */
export interface Place {
  /** Its number in the stack: 0 is the innermost. */
  readonly depth: number
  readonly frame: Frame
  readonly functionName: string | undefined
  /** Of the source; undefined for code of the engine. */
  readonly url: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly owner: Owner
  /** Whether it comes from a source map. */
  readonly mapped: boolean
}

/** An address without query and fragment, which say only how it was served. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

/** An address as read by people: relative to the page's origin where it is of that. */
export function displayPath(url: string, origin: string): string {
  const parsed = URL.parse(url)
  if (parsed === null) return withoutQuery(url)
  const path = decoded(parsed.pathname)
  switch (parsed.protocol) {
    case 'http:':
    case 'https:':
      if (parsed.origin !== origin) return parsed.host + path
      return absolutePath(path) ?? path.slice(1)
    case 'file:':
      return path
    case 'webpack:':
    case 'webpack-internal:':
      return path.replace(/^\/(\.\/)?/, '')
    default:
      return withoutQuery(url)
  }
}

/** The file that Vite serves under `/@fs/` from outside of its root. */
export function absolutePath(pathname: string): string | undefined {
  const [, path] = /^\/@fs(\/.*)$/.exec(pathname) ?? []
  // On Windows: /@fs/C:/folder
  return path?.replace(/^\/([a-z]:)/i, '$1')
}

/**
 * What a function is called, where that is its name. V8 makes one up for a function that has none, from what is written
 * around it: for a listener, `bus.on.async` from the call and a key of its options.
 */
export function givenName(functionName: string | undefined): string | undefined {
  return /(^|[\s.])(on|once|onAny|register)\.[\w$]+$/.test(functionName ?? '') ? undefined : functionName
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `app/demo/order.ts:35:7`, for the clipboard. */
export function placeText({ url, line, column, frame }: Place, origin: string): string {
  if (url === undefined) return frame.raw
  return [displayPath(url, origin), line, column].filter((part) => part !== undefined).join(':')
}
