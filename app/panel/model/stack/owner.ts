import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { type Frame, parseStack } from './parse.ts'
import { type Owner, withoutQuery } from './place.ts'

const PACKAGE = 'eventscope'

const EXTENSION = /^(chrome|moz|safari-web|safari)-extension:/
/** Vite's own scripts, which it adds to the page. */
const DEV_SERVER = /\/@(vite\/client|vite\/env|react-refresh)$/
/** Where Vite bundles packages to: `react-dom_client.js` for `react-dom/client`. */
const VITE_DEPENDENCY = /^\.vite\/deps[^/]*\/([^/]+)\.m?js$/

/**
 * Whose code an address is.
 * @param roots the folders of this library's sources, from `libraryRoot`
 */
export function ownerOf(url: string | undefined, roots: ReadonlySet<string>): Owner {
  if (url === undefined || EXTENSION.test(url) || url.startsWith('node:')) return 'browser'
  const path = withoutQuery(url)
  for (const root of roots) if (path.startsWith(root)) return 'library'
  const name = packageOf(path)
  if (name !== undefined) return name === PACKAGE ? 'library' : 'packages'
  return DEV_SERVER.test(path) ? 'packages' : 'own'
}

/** The npm package that an address is of, as far as it can be told; undefined outside of node_modules. */
export function packageOf(url: string): string | undefined {
  const path = withoutQuery(url)
  const at = path.lastIndexOf('/node_modules/')
  if (at < 0) return undefined
  const inside = path.slice(at + '/node_modules/'.length)
  const [, bundled] = VITE_DEPENDENCY.exec(inside) ?? []
  if (bundled !== undefined) return bundled.split('_')[0]
  return /^(@[^/]+\/)?[^/]+/.exec(inside)?.[0]
}

/**
 * The folder that the library's sources are in, from one place in its core and one in its recorder; undefined where
 * that does not tell, as in a bundle without a source map: then nothing is taken to be the library's, since what is
 * the page's own might be hidden.
 */
export function libraryRoot(core: string | undefined, recorder: string | undefined): string | undefined {
  const [, root] = /^(.*\/)core\/[^/]+$/.exec(withoutQuery(core ?? '')) ?? []
  const [, same] = /^(.*\/)recorder\/[^/]+$/.exec(withoutQuery(recorder ?? '')) ?? []
  return root === same ? root : undefined
}

/** One place in the library's core and one in its recorder: where each refuses an option that there is not. */
export function libraryFrames(): readonly [core: Frame | undefined, recorder: Frame | undefined] {
  const unknown = { whereIsTheLibrary: true } as object
  return [topFrame(() => createBus(unknown)), topFrame(() => createRecorder(unknown))]
}

function topFrame(refused: () => unknown): Frame | undefined {
  try {
    refused()
    return undefined
  } catch (error) {
    const stack: unknown = error instanceof Error ? error.stack : undefined
    return typeof stack === 'string' ? parseStack(stack)[0] : undefined
  }
}
