// The licences of the packages whose code is inside the built files: most ask for their text to come along.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A Vite plugin that writes them all to one file. */
export function licenses(fileName) {
  return {
    name: 'eventscope:licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}))
      const folders = new Set(modules.map(packageFolder).filter(Boolean))
      const texts = [...folders].map(licenseOf).toSorted()
      this.emitFile({ type: 'asset', fileName, source: `${texts.join(`\n${'-'.repeat(80)}\n\n`)}` })
    },
  }
}

/** The folder of the package that a module is of; undefined for those of this repository. */
function packageFolder(module) {
  return /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(module.replaceAll('\\', '/'))?.[0].replace(/^\0/, '')
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[sc]e(\.(md|txt))?$/i.test(entry))
  if (!file && !license) throw new Error(`${folder} has no licence, and its code is in the package`)
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`
}
