// The types of the package: declarations beside the built files, those that the entries need and no others.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { readImports } from '../imports/read.mjs'
import { root } from '../install.mjs'
import { built } from './entries.mjs'

/** Packages whose types are copied into ours, as the licence of each allows: nobody has to install them. */
const COPIED = { '@standard-schema/spec': 'dist/index.d.ts' }

/** Packages that declarations may import, by the folder they may do so in. */
const ALLOWED = [
  { specifier: /^eventscope(\/|$)/, in: /./ },
  { specifier: /^node:/, in: /^lib\/(http\/node|drivers\/redis)\// },
  { specifier: /^redis$/, in: /^lib\/drivers\/redis\// },
  { specifier: /^react(\/|$)/, in: /^(lib\/react|app)\// },
]

/** Names that TypeScript knows only with this library, which an app need not have asked for. */
const DISPOSABLE = /\b(Async)?Disposable\b|\bSymbol\.(asyncDispose|dispose)\b/
const DISPOSABLE_LIBRARY = '/// <reference lib="esnext.disposable" />\n'

/** Compiles the sources, and leaves the declarations that they reach. */
export function declareTypes(sources) {
  compile(sources)
  const reached = reach(sources.map((source) => built(source, '.d.ts')))
  for (const file of declarations()) if (!reached.has(file)) rmSync(`${root}/${file}`)
  for (const file of reached) finish(file)
}

function compile(sources) {
  const config = `${root}/build/tsconfig.json`
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: '..',
    outDir: '.',
  }
  const files = sources.map((source) => `../${source}`)
  writeFileSync(config, JSON.stringify({ extends: '../tsconfig.json', compilerOptions, files, include: [] }))
  const { status } = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', config], {
    stdio: 'inherit',
  })
  rmSync(config)
  if (status !== 0) throw new Error('The types of the package could not be built; the reasons are above.')
}

/** The declaration files that the given ones import, and those that these import. */
function reach(entries) {
  const reached = new Set(entries)
  for (const file of reached) {
    for (const { specifier } of readImports(`${root}/${file}`)) {
      if (isRelative(specifier)) reached.add(target(file, specifier))
      else checkAllowed(file, specifier)
    }
  }
  return reached
}

function checkAllowed(file, specifier) {
  const source = file.replace(/^build\//, '')
  if (specifier in COPIED || ALLOWED.some((rule) => rule.specifier.test(specifier) && rule.in.test(source)))
    return
  throw new Error(`${file} needs the types of ${specifier}, which those who install eventscope need not have`)
}

function target(file, specifier) {
  const path = posix.join(posix.dirname(file), specifier).replace(/\.tsx?$/, '.d.ts')
  if (!existsSync(`${root}/${path}`)) throw new Error(`${file} imports ${specifier}, and there is no ${path}`)
  return path
}

/** Imports name the files that are there, and copies where there are some. */
function finish(file) {
  const text = readFileSync(`${root}/${file}`, 'utf8')
  let finished = text
  for (const { specifier } of readImports(`${root}/${file}`)) {
    const named = isRelative(specifier) ? specifier.replace(/\.tsx?$/, '.js') : copy(file, specifier)
    finished = finished.replaceAll(`'${specifier}'`, `'${named}'`).replaceAll(`"${specifier}"`, `"${named}"`)
  }
  if (DISPOSABLE.test(finished)) finished = DISPOSABLE_LIBRARY + finished
  writeFileSync(`${root}/${file}`, finished)
}

/** The path of the copy of a package's types; the name of the package itself where there is none. */
function copy(file, specifier) {
  const declaration = COPIED[specifier]
  if (!declaration) return specifier
  const folder = `${root}/node_modules/${specifier}`
  const path = `build/types/${specifier.replace('@', '').replace('/', '-')}`
  const license = readFileSync(`${folder}/LICENSE`, 'utf8').trim().replaceAll(/^/gm, '// ')
  mkdirSync(`${root}/build/types`, { recursive: true })
  writeFileSync(`${root}/${path}.d.ts`, `${license}\n${readFileSync(`${folder}/${declaration}`, 'utf8')}`)
  const relative = posix.relative(posix.dirname(file), `${path}.js`)
  return relative.startsWith('.') ? relative : `./${relative}`
}

function declarations() {
  return readdirSync(`${root}/build`, { recursive: true })
    .map((path) => `build/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.d.ts'))
}

function isRelative(specifier) {
  return specifier.startsWith('.')
}
