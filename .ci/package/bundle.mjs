// The JavaScript of the package: ES modules, one for each entry, what several of them need in chunks beside them.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, esmExternalRequirePlugin } from 'vite'
import { root } from '../install.mjs'
import { panelFrames } from '../panel-frames.mjs'
import { licenses } from './licenses.mjs'

/** Packages that stay imports: peers. All others that the panel needs are in its chunk. */
const PEERS = /^(react|react-dom|redis)(\/|$)/
const NODE = /^node:/

/** Folders that are one chunk each, so that an import is a file and not forty: what is not used, bundlers drop. */
const CHUNKS = [
  { name: 'core', test: /\/lib\/core\// },
  { name: 'recorder', test: /\/lib\/recorder\// },
]

export async function bundle(sources, outDir) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [
      react(),
      panelFrames(),
      inProduction(),
      esmExternalRequirePlugin({ external: [PEERS] }),
      requiredAsSpread(),
      licenses('THIRD-PARTY-LICENSES.txt'),
    ],
    resolve: { alias: aliases() },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: true,
      // Those who bundle it minify it, and those who debug it read it.
      minify: false,
      cssMinify: true,
      copyPublicDir: false,
      lib: {
        entry: Object.fromEntries(
          sources.map((source) => [source.replace(/\.tsx?$/, ''), `${root}/${source}`]),
        ),
        formats: ['es'],
      },
      rolldownOptions: {
        external: [NODE],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
          comments: { legal: true, annotation: true, jsdoc: false },
          codeSplitting: {
            groups: CHUNKS.map((group, index) => ({ ...group, priority: CHUNKS.length - index })),
          },
        },
      },
    },
  })
}

/**
 * The packages in the panel as they are in production: in a browser they must not look for a `process`. Our own code
 * asks those who bundle it.
 */
function inProduction() {
  return {
    name: 'eventscope:in-production',
    transform: {
      order: 'pre',
      filter: { id: /\/node_modules\//, code: /process\.env\.NODE_ENV/ },
      // As long as what it takes the place of: the source map is right as it is.
      handler: (code) => ({
        code: code.replaceAll('process.env.NODE_ENV', '"production"'.padEnd(20)),
        map: null,
      }),
    },
  }
}

/**
 * What is left of `require('react')` in the packages looks first for an export `module.exports`, which is for Node's own
 * imports of CommonJS. React has none, and webpack takes that for an error when it builds for production.
 */
function requiredAsSpread() {
  return {
    name: 'eventscope:required-as-spread',
    transform: {
      filter: { id: /esm-external-require-/ },
      handler: (code) => ({ code: code.replace(/Object\.prototype.+ : /, ''), map: null }),
    },
  }
}

/** The names of the entries as the sources use them; tsconfig.json says the same to the compiler. */
function aliases() {
  const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
  return [
    { find: /^eventscope$/, replacement: at('lib/index.ts') },
    { find: /^eventscope\/panel$/, replacement: at('app/panel/index.ts') },
    { find: /^eventscope\/panel\/production$/, replacement: at('app/panel/production.ts') },
    { find: /^eventscope\/auto$/, replacement: at('app/auto/index.ts') },
    { find: /^eventscope\/(.+)$/, replacement: at('lib/$1/index.ts') },
  ]
}
