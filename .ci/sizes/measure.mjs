// How large what a user imports is once it is bundled: minified, and compressed as servers send it.
import { Buffer } from 'node:buffer'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'vite'
import { root } from '../install.mjs'

const ENTRY = 'virtual:entry'

/**
 * Bundles a line of code that imports from the built package, through its exports map.
 * @returns bytes of all the chunks that come of it
 */
export async function measure(code, external) {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [virtualEntry(code)],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: ENTRY, external, preserveEntrySignatures: 'strict' },
    },
  })
  const files = output.filter(({ type }) => type === 'chunk').map((chunk) => Buffer.from(chunk.code))
  const sum = (sizes) => sizes.reduce((total, size) => total + size, 0)
  return { minified: sum(files.map((file) => file.length)), compressed: sum(files.map(compressedSize)) }
}

function compressedSize(file) {
  return brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

/** In the repository, where the package finds itself by name. */
function virtualEntry(code) {
  const id = `${root}/eventscope-size.js`
  return {
    name: 'eventscope:size',
    resolveId: { filter: { id: /^virtual:entry$/ }, handler: () => id },
    load: { filter: { id: /eventscope-size\.js$/ }, handler: () => code },
  }
}
