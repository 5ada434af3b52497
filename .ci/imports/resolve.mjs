// Which files there are, and which one a specifier means.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { posix } from 'node:path'

const SOURCE = /\.(ts|tsx|mts|js|jsx|mjs)$/
const ENDINGS = ['', '.ts', '.tsx', '.d.ts', '/index.ts', '/index.tsx']

/** Paths relative to the root, with forward slashes, sorted. */
export function sourceFiles(root, folders) {
  return folders
    .filter((folder) => existsSync(`${root}/${folder}`))
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true }).map((name) =>
        posix.join(folder, name.replaceAll('\\', '/')),
      ),
    )
    .filter((file) => SOURCE.test(file) && !file.includes('node_modules/') && isFile(`${root}/${file}`))
    .toSorted()
}

/**
 * Makes the function from an importing file and a specifier to the file meant, relative to the root: the path
 * as written where there is no such file, undefined for a package.
 */
export function makeResolver(root, aliases) {
  const find = (path) => {
    const plain = path.replace(/[?#].*$/, '')
    const candidates = [...ENDINGS.map((ending) => plain + ending), plain.replace(/\.js$/, '.ts')]
    return candidates.find((candidate) => isFile(`${root}/${candidate}`)) ?? plain
  }
  return (file, specifier) => {
    if (specifier.startsWith('/')) return find(specifier.slice(1))
    if (specifier.startsWith('.')) return find(posix.join(posix.dirname(file), specifier))
    for (const [alias, [path]] of Object.entries(aliases)) {
      const [before, after] = alias.split('*')
      if (
        after === undefined ? specifier === alias : specifier.startsWith(before) && specifier.endsWith(after)
      ) {
        const star =
          after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length)
        return find(posix.normalize(path.replace('*', star)))
      }
    }
    return undefined
  }
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
