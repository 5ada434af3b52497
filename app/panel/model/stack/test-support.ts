import { build, type Rolldown } from 'vite'
import type { ReadText } from './source-map.ts'

const folder = (path: string): string => decodeURIComponent(new URL(path, import.meta.url).pathname)

export interface Bundle {
  readonly code: string
  readonly map: string
}

/**
 * Sources, by their names in this folder, as one minified script with its source map. What the first exports is in
 * the global `shop`.
 */
export async function bundle(sources: Record<string, string>): Promise<Bundle> {
  const paths = new Map(Object.entries(sources).map(([name, code]) => [folder(`./${name}`), code]))
  const [entry = ''] = paths.keys()
  const [built] = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'sources',
        enforce: 'pre',
        resolveId: (id) => {
          const path = paths.has(id) ? id : folder(id)
          return paths.has(path) ? path : null
        },
        load: (path) => paths.get(path) ?? null,
      },
    ],
    resolve: {
      alias: [
        { find: /^eventscope$/, replacement: folder('../../../../lib/index.ts') },
        { find: /^eventscope\/recorder$/, replacement: folder('../../../../lib/recorder/index.ts') },
      ],
    },
    build: {
      write: false,
      sourcemap: 'hidden',
      minify: true,
      lib: { entry, formats: ['iife'], name: 'shop', fileName: 'shop' },
    },
  })) as Rolldown.RolldownOutput[]
  const [chunk] = built!.output
  return { code: chunk.code, map: JSON.stringify(chunk.map) }
}

export interface Host {
  readonly read: ReadText
  /** What was read, in order. */
  readonly asked: readonly string[]
}

/** A host with these texts; anything else is not there. */
export function hosting(files: Record<string, string>, sourceMap?: string): Host {
  const asked: string[] = []
  const read: ReadText = async (url) => {
    asked.push(url)
    const text = files[url]
    if (text === undefined) throw new Error(`404 for ${url}`)
    return { text, sourceMap }
  }
  return { read, asked }
}
