// `npm run build:package`: builds what `npm pack` packs, into build/.
// `node .ci/package.mjs --write` first writes to package.json what it has to say of the entries.
import { readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { install, root } from './install.mjs'

install()
const { bundle } = await import('./package/bundle.mjs')
const { findEntries, manifestOf, missingSources, sourcesOf } = await import('./package/entries.mjs')
const { declareTypes } = await import('./package/types.mjs')

try {
  const entries = findEntries()
  checkSources(entries)
  checkManifest(manifestOf(entries))
  const sources = sourcesOf(entries)
  await bundle(sources, `${root}/build`)
  declareTypes(entries.map(({ source }) => source))
  console.log(`Package: ${entries.length} entries built into build/`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function checkSources(entries) {
  const missing = missingSources(entries)
  if (missing.length > 0) throw new Error(`The package needs ${missing.join(', ')}: not there`)
}

function checkManifest(wanted) {
  const path = `${root}/package.json`
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const same = Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(manifest[key], value))
  if (same) return
  if (!process.argv.includes('--write')) {
    throw new Error('package.json lacks or has too many entries: run `node .ci/package.mjs --write`')
  }
  writeFileSync(path, `${JSON.stringify({ ...manifest, ...wanted }, null, 2)}\n`)
}
