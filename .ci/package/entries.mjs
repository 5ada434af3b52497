// The entries of the package, found in the sources, and the exports map that follows from them.
import { existsSync, readdirSync } from 'node:fs'
import { root } from '../install.mjs'

/** Folders of lib with an index.ts that is for the other folders only. */
const INTERNAL = new Set(['lib/core'])

/** What is no folder of lib. A stub takes the place of an entry where a bundler builds for production. */
const APP = [
  { name: './panel', source: 'app/panel/index.ts', stub: 'app/panel/stub.ts' },
  { name: './panel/production', source: 'app/panel/production.ts' },
  { name: './auto', source: 'app/auto/index.ts', stub: 'app/auto/stub.ts' },
]

/**
 * Entries that do something when they are imported; all others may be dropped where nothing of them is used. A stub that
 * is imported for that is one of them, or bundlers warn that the import does nothing.
 */
const WITH_SIDE_EFFECTS = ['app/auto/index.ts', 'app/auto/stub.ts']

/** `{ name, source, stub? }` of each entry: every folder of lib with an index.ts is one. */
export function findEntries() {
  return [{ name: '.', source: 'lib/index.ts' }, ...libraryEntries(), ...APP]
}

/** The sources that are built: those of the entries and of their stubs. */
export function sourcesOf(entries) {
  return entries.flatMap(({ source, stub }) => (stub ? [source, stub] : [source]))
}

/** Source files that are named above and are not there. */
export function missingSources(entries) {
  return sourcesOf(entries).filter((source) => !existsSync(`${root}/${source}`))
}

/** What package.json has to say of the entries. */
export function manifestOf(entries) {
  const exports = Object.fromEntries(entries.map((entry) => [entry.name, conditionsOf(entry)]))
  return {
    // The sources too: pages of the repository are built from them, by the same manifest.
    sideEffects: WITH_SIDE_EFFECTS.flatMap((source) => [`./${source}`, `./${built(source, '.js')}`]),
    exports: { ...exports, './package.json': './package.json' },
  }
}

/** Where a source file is in the package. */
export function built(source, ending) {
  return `build/${source.replace(/\.tsx?$/, ending)}`
}

function conditionsOf({ source, stub }) {
  return {
    types: `./${built(source, '.d.ts')}`,
    ...(stub ? { production: `./${built(stub, '.js')}` } : {}),
    default: `./${built(source, '.js')}`,
  }
}

function libraryEntries() {
  return readdirSync(`${root}/lib`, { recursive: true })
    .map((path) => `lib/${path.replaceAll('\\', '/')}`)
    .filter((path) => /^lib\/.+\/index\.ts$/.test(path))
    .map((source) => ({ source, folder: source.replace('/index.ts', '') }))
    .filter(({ folder }) => !INTERNAL.has(folder))
    .map(({ source, folder }) => ({ name: folder.replace(/^lib/, '.'), source }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
