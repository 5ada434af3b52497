import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { docs } from './.ci/docs/plugin.mjs'
import { panelFrames } from './.ci/panel-frames.mjs'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Cross-origin isolation gives performance.now() its 5 µs step instead of 100 µs.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export default defineConfig({
  // Relative URLs: the built site works from any sub-path.
  base: './',
  plugins: [react(), panelFrames(), docs()],
  resolve: {
    alias: [
      { find: /^eventscope$/, replacement: here('./lib/index.ts') },
      // The site is built for production, and is about the panel.
      { find: /^eventscope\/panel$/, replacement: here('./app/panel/production.ts') },
      { find: /^eventscope\/panel\/production$/, replacement: here('./app/panel/production.ts') },
      { find: /^eventscope\/auto$/, replacement: here('./app/auto/index.ts') },
      // Each entry of the library is the index.ts of a folder of that name.
      { find: /^eventscope\/(.+)$/, replacement: here('./lib/$1/index.ts') },
    ],
  },
  // Stacks and errors of the built site name its sources.
  build: {
    sourcemap: true,
    // Breaking on a listener is a `debugger` statement.
    rolldownOptions: { output: { minify: { compress: { dropDebugger: false } } } },
  },
  // Else Vite looks for dependencies in every page there is, those of the benchmark too.
  optimizeDeps: { entries: ['index.html'] },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    // A busy machine is slow, which is no failure.
    testTimeout: 30_000,
    // The test of what a settled dispatch retains needs to collect garbage.
    execArgv: ['--expose-gc'],
    include: ['lib/**/*.test.ts', 'app/**/*.test.{ts,tsx}', 'e2e/bench/**/*.test.ts'],
    typecheck: { enabled: true, include: ['lib/**/*.test-d.ts'] },
  },
})
