// Checks who imports whom in lib, app and e2e against the allowlist below; type imports count.
// `node .ci/imports.mjs [root]` prints each violation as `file:line: why` and exits with 1 if there is any.
import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCycles } from './imports/cycles.mjs'
import { readImports } from './imports/read.mjs'
import { makeResolver, sourceFiles } from './imports/resolve.mjs'

/**
 * Folders of lib: the other folders each may import (through their index.ts), npm packages, what its tests may import
 * besides, and in which of its folders there is Node.
 */
const LIB = {
  core: { folders: [], packages: [] },
  recorder: { folders: ['core'], packages: [] },
  wire: { folders: ['core'], packages: ['@standard-schema/spec'], tests: ['valibot', 'zod'] },
  drivers: {
    folders: ['core', 'wire'],
    packages: ['idb', 'redis'],
    tests: ['fake-indexeddb', 'zod'],
    node: 'lib/drivers/redis/',
  },
  streams: { folders: ['core'], packages: [] },
  http: {
    folders: ['core', 'wire'],
    packages: ['ipaddr.js'],
    tests: ['hono', 'zod'],
    node: 'lib/http/node/',
  },
  adapters: {
    folders: ['core', 'streams'],
    packages: [],
    tests: [
      '@reduxjs/toolkit',
      '@tanstack/devtools-event-client',
      'emittery',
      'eventemitter3',
      'hookable',
      'mitt',
      'nanoevents',
      'postal',
      'redux',
      'rxjs',
      'tseep',
      'zustand',
    ],
  },
  export: { folders: ['core', 'recorder'], packages: [] },
  react: { folders: ['core', 'recorder'], packages: ['react'], tests: ['react-dom', 'happy-dom'] },
  testing: { folders: ['core', 'recorder'], packages: [] },
}

/** The part of the demo that runs in Node, and the examples of the documentation that do. */
const IN_NODE = ['app/server/', 'app/docs/examples/node-']

/** The pages of the benchmark, with the packages they are measured beside. */
const BENCH_PAGES = 'e2e/bench/pages/'
const BENCH_LISTENERS = 'virtual:listeners'

/** Pages that browser tests build for themselves, with the library in them. */
const FIXTURE_PAGES = 'e2e/fixtures/'

/** The app that the packed package is installed into, with the packages that an app may have. */
const PACKAGE_APP = 'e2e/package/app/'

/** What tests in lib may import besides: any public entry, Node's own modules, and these. */
const TEST_PACKAGES = ['vitest', 'fast-check']

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
const manifest = readJson('package.json')
const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
const peers = Object.keys(readJson('e2e/bench/package.json')?.dependencies ?? {})
const aliases = readJson('tsconfig.json').compilerOptions?.paths ?? {}
const resolveImport = makeResolver(root, aliases)

const files = sourceFiles(root, ['lib', 'app', 'e2e'])
const violations = []
const graph = new Map(files.map((file) => [file, new Map()]))

for (const file of files) {
  for (const { specifier, line } of readImports(`${root}/${file}`)) {
    const target = specifier === undefined ? undefined : resolveImport(file, specifier)
    if (target && graph.has(target)) graph.get(file).set(target, line)
    const why = specifier === undefined ? 'what it imports is not a literal' : reason(file, specifier, target)
    if (why) violations.push(`${file}:${line}: ${why}`)
  }
}
for (const cycle of findCycles(graph)) {
  const [first, second] = cycle
  violations.push(`${first}:${graph.get(first).get(second)}: import cycle: ${cycle.join(' → ')}`)
}

for (const violation of violations) console.error(violation)
console.log(`Imports: ${files.length} files, ${violations.length} violations`)
process.exitCode = violations.length > 0 ? 1 : 0

/** Why this import is not allowed; undefined where it is. */
function reason(file, specifier, target) {
  const [area] = file.split('/')
  if (area === 'lib') return libReason(file, specifier, target)
  if (area === 'app') return appReason(file, specifier, target)
  return e2eReason(file, specifier, target)
}

function libReason(file, specifier, target) {
  const test = isTest(file)
  if (file === 'lib/index.ts') {
    return target === 'lib/core/index.ts' ? undefined : 'lib/index.ts imports only lib/core/index.ts'
  }
  const folder = libFolder(file)
  const rule = LIB[folder]
  if (!rule) {
    if (test && folder === undefined) return target === 'lib/index.ts' ? undefined : testReason(specifier, [])
    return `${folder ? `lib/${folder}` : file} is not in the allowlist of .ci/imports.mjs`
  }
  if (isRelative(specifier)) {
    if (target.startsWith(`lib/${folder}/`)) return undefined
    const other = libFolder(target)
    if (!rule.folders.includes(other))
      return `lib/${folder} must not import ${other ? `lib/${other}` : target}`
    // A folder within may be an entry of its own.
    return /^lib\/\w+\/([\w-]+\/)?index\.ts$/.test(target)
      ? undefined
      : `lib/${other} is imported through its index.ts only`
  }
  if (!test && isEntryName(specifier)) return `lib imports its own folders by relative path, not ${specifier}`
  if (rule.packages.includes(packageName(specifier))) return undefined
  if (test) return testReason(specifier, rule.tests ?? [])
  if (rule.node && file.startsWith(rule.node) && isBuiltin(specifier)) return undefined
  return `lib/${folder} must not import ${specifier}; packages are allowed one by one in .ci/imports.mjs`
}

function testReason(specifier, packages) {
  if (isLibEntry(specifier) || isBuiltin(specifier)) return undefined
  if ([...TEST_PACKAGES, ...packages].includes(packageName(specifier))) return undefined
  return `tests in lib must not import ${specifier}`
}

function appReason(file, specifier, target) {
  if (isRelative(specifier) || isEntryName(specifier)) {
    if (isEntryName(specifier) && !isPublicEntry(specifier)) return `${specifier} is not a public entry`
    return appTargetReason(file, specifier, target)
  }
  return packageReason(file, specifier, isTest(file) || IN_NODE.some((place) => file.startsWith(place)))
}

function appTargetReason(file, specifier, target) {
  if (target.startsWith('lib/') && !isRelative(specifier)) return undefined
  if (!target.startsWith('app/'))
    return `app imports only its own files and the public entries, not ${target}`
  const [from, to] = [appPart(file), appPart(target)]
  if (from === to || to === undefined) {
    return from === to ? undefined : `app/${from} must not import ${target}: it stands alone`
  }
  // What the library publishes as `eventscope/auto` opens the panel, as a page does.
  if (from === 'auto' && to === 'panel' && !isRelative(specifier)) return undefined
  if (from !== undefined) return `app/${from} must not import app/${to}`
  return isEntryName(specifier) || /^app\/\w+\/index\.tsx?$/.test(target)
    ? undefined
    : `app/${to} is imported through its index.ts only`
}

function e2eReason(file, specifier, target) {
  if (!isRelative(specifier)) {
    const page = [BENCH_PAGES, FIXTURE_PAGES, PACKAGE_APP].some((folder) => file.startsWith(folder))
    return page ? pageReason(file, specifier) : packageReason(file, specifier, true)
  }
  if (target.startsWith('e2e/') || /^\.ci\/(browser|demo-server|port|redis)\.mjs$/.test(target))
    return undefined
  return `e2e must not import ${target}`
}

function pageReason(file, specifier) {
  if (isEntryName(specifier)) {
    return isPublicEntry(specifier) ? undefined : `${specifier} is not a public entry`
  }
  const measured = specifier === BENCH_LISTENERS || peers.includes(packageName(specifier))
  if (measured && file.startsWith(BENCH_PAGES)) return undefined
  return packageReason(file, specifier, file.startsWith(`${PACKAGE_APP}src/server/`))
}

function packageReason(file, specifier, builtinsAllowed) {
  if (isBuiltin(specifier)) return builtinsAllowed ? undefined : `${specifier} does not exist in a browser`
  const name = packageName(specifier)
  return declared.includes(name)
    ? undefined
    : `${file.split('/')[0]} must not import ${name}: not in package.json`
}

function isTest(file) {
  return /(\.test|\.test-d|\/test-support)\.tsx?$/.test(file)
}

function isRelative(specifier) {
  return /^[./]/.test(specifier)
}

function isBuiltin(specifier) {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

function isEntryName(specifier) {
  return packageName(specifier) === 'eventscope'
}

function isPublicEntry(specifier) {
  return isEntryName(specifier) && resolveImport('', specifier) !== undefined
}

/** Those that tests of the library may use: not the panel. */
function isLibEntry(specifier) {
  return isPublicEntry(specifier) && resolveImport('', specifier).startsWith('lib/')
}

function libFolder(file) {
  return /^lib\/([^/]+)\//.exec(file)?.[1]
}

/** `panel` or `demo`; undefined for the site itself. */
function appPart(file) {
  return /^app\/(panel|demo|auto)\//.exec(file)?.[1]
}

function packageName(specifier) {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

/** Undefined where there is no such file. */
function readJson(path) {
  return existsSync(`${root}/${path}`) ? JSON.parse(readFileSync(`${root}/${path}`, 'utf8')) : undefined
}
