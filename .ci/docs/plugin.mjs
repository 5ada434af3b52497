// The documentation as part of the site: pages under `docs/`, in the dev server and in the build.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { answerMissing, notFoundPage } from './not-found.mjs'
import { EXAMPLES, readExamples } from './pages.mjs'
import { readDocs } from './site.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** What each kind of page loads. */
const ENTRIES = { page: 'app/docs/main.ts', example: 'app/docs/run.ts' }
const STYLES = { page: 'app/docs/docs.css', example: 'app/docs/run.css' }

const TYPES = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** A plugin of Vite. */
export function docs() {
  let config
  return {
    name: 'eventscope-docs',
    config({ root, appType = 'mpa' }, { command }) {
      if (!isSite(root)) return undefined
      // Each page is a file: an address without one is not the demo's.
      // What examples import is got ready along with what the demo does: else the first of them reloads its page.
      return command === 'build'
        ? buildOptions()
        : { appType, optimizeDeps: { entries: Object.values(ENTRIES) } }
    },
    configResolved(resolved) {
      config = resolved
    },
    // An example does all that it does when it is imported. The package says of its files that they don't.
    transform: {
      filter: { id: /\/app\/docs\// },
      handler: (code) => ({ code, map: null, moduleSideEffects: true }),
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => void answer(server, request, response, next))
      const page = () => server.transformIndexHtml('/404.html', notFoundPage(devAssets('page'), '/'))
      return () => server.middlewares.use(answerMissing(ROOT, page, server.config.server.headers))
    },
    configurePreviewServer(server) {
      const { build, preview } = server.config
      const folder = resolve(ROOT, build.outDir)
      const page = () => readFileSync(join(folder, '404.html'))
      return () => server.middlewares.use(answerMissing(folder, page, preview.headers))
    },
    async generateBundle(_options, bundle) {
      if (!isSite(config.root) || config.build.ssr) return
      const outputs = await runNodeExamples(config.resolve.alias)
      const { files, problems } = readDocs(ROOT, outputs)
      for (const problem of problems) this.warn(problem)
      const assets = Object.fromEntries(
        Object.entries(ENTRIES).map(([kind, entry]) => [kind, builtAssets(bundle, join(ROOT, entry))]),
      )
      for (const [path, source] of files(assets))
        this.emitFile({ type: 'asset', fileName: `docs/${path}`, source })
      // Where the site will be is known only if somebody has said so.
      const root = config.base.startsWith('/') ? config.base : undefined
      this.emitFile({ type: 'asset', fileName: '404.html', source: notFoundPage(assets.page, root) })
    },
  }
}

/** Pages of tests are built by the same configuration. */
function isSite(root) {
  return root === undefined || resolve(root) === ROOT
}

function buildOptions() {
  const input = { index: join(ROOT, 'index.html') }
  for (const [kind, entry] of Object.entries(ENTRIES)) input[`docs-${kind}`] = join(ROOT, entry)
  // Else a part of the panel that one example alone uses is put into that example, which then runs in others too.
  const output = {
    strictExecutionOrder: true,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: 'panel', test: /\/app\/panel\// }],
    },
  }
  return { build: { rolldownOptions: { input, output } } }
}

async function answer(server, request, response, next) {
  try {
    if (!(await serve(server, request, response))) next()
  } catch (error) {
    next(error)
  }
}

/** The dev server's answer, made anew each time: what was edited is seen by a reload. */
async function serve(server, request, response) {
  const path = /^\/docs\/([\w./-]*)(?:\?.*)?$/.exec(request.url ?? '')?.[1]
  if (path === undefined) return false
  const outputs = path === 'node-events.html' ? await runNodeExamples(server.config.resolve.alias) : undefined
  const files = readDocs(ROOT, outputs).files({ page: devAssets('page'), example: devAssets('example') })
  const name = path === '' ? 'index.html' : path
  const source = files.get(name)
  if (source === undefined) return false
  for (const [header, value] of Object.entries(server.config.server.headers))
    response.setHeader(header, value)
  response.setHeader('Content-Type', TYPES[name.split('.').at(-1)])
  response.end(name.endsWith('.html') ? await server.transformIndexHtml(`/docs/${name}`, source) : source)
  return true
}

function devAssets(kind) {
  return { style: `/${STYLES[kind]}`, script: `/${ENTRIES[kind]}` }
}

/** Where the build has put an entry and its styles, as seen from `docs/`, and what the styles are. */
function builtAssets(bundle, entry) {
  const chunk = Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId === entry)
  const [style] = chunk.viteMetadata.importedCss
  return { style: `../${style}`, script: `../${chunk.fileName}`, styles: bundle[style].source }
}

/** Runs the examples that are for Node; gives what each printed, by name. */
async function runNodeExamples(alias) {
  const examples = readExamples(ROOT).filter(({ isNode }) => isNode)
  const outputs = new Map()
  for (const { name, file } of examples) {
    const { output } = await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      resolve: { alias },
      build: { ssr: join(ROOT, EXAMPLES, file), write: false, copyPublicDir: false },
    })
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module'], {
      input: output[0].code,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${EXAMPLES}/${file} failed:\n${stderr}`)
    outputs.set(name, stdout.trimEnd())
  }
  return outputs
}
