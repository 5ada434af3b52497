import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const PAGES = here('./pages')

/** Two events with up to a thousand listeners each, and two with one. */
const LISTENERS = 2_002

/**
 * Listeners that differ in their source: closures of one source would let the engine inline what it never can
 * inline in a page.
 */
function distinctListeners(): Plugin {
  const name = 'virtual:listeners'
  const list = (parameter: string, payload: string): string =>
    Array.from({ length: LISTENERS }, (_, at) => {
      return `(${parameter}) => { sink.calls++; sink.sum = (sink.sum ^ (${payload}.qty + ${at})) | 0 }`
    }).join(',\n')
  return {
    name: 'distinct-listeners',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}`
        ? `export const sink = { calls: 0, sum: 0 }
           export const listeners = [${list('payload', 'payload')}]
           export const eventListeners = [${list('event', 'event.detail')}]`
        : undefined,
  }
}

export default defineConfig({
  root: PAGES,
  base: './',
  plugins: [react(), distinctListeners()],
  resolve: {
    alias: [
      { find: /^eventscope$/, replacement: here('../../lib/index.ts') },
      { find: /^eventscope\/recorder$/, replacement: here('../../lib/recorder/index.ts') },
      // Some cases are built for production.
      { find: /^eventscope\/panel$/, replacement: here('../../app/panel/production.ts') },
    ],
  },
  build: {
    emptyOutDir: true,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      input: readdirSync(PAGES)
        .filter((name) => name.endsWith('.html'))
        .map((name) => join(PAGES, name)),
      // A peer generates its code with `new Function`; that is what it is measured for.
      checks: { eval: false },
    },
  },
})
