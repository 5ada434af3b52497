import type { ReadText } from './source-map.ts'

/** How long a script or a map may take to come, ms. */
const TIMEOUT = 15_000

/**
 * Reads scripts and maps. The browser's copy is preferred, though it may be stale: it is the one that ran.
 * @throws where it does not come, or the page's policy forbids to ask
 */
export function textReader(fetch: typeof globalThis.fetch): ReadText {
  return async (url) => {
    const response = await fetch(url, { cache: 'force-cache', signal: AbortSignal.timeout(TIMEOUT) })
    if (!response.ok) throw new Error(`${response.status} for ${url}`)
    const { headers } = response
    return {
      text: await response.text(),
      sourceMap: headers.get('SourceMap') ?? headers.get('X-SourceMap') ?? undefined,
    }
  }
}
