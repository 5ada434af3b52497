import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNpm } from './run.ts'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const template = fileURLToPath(new URL('../app', import.meta.url))

/** Made by `playwright.config.ts`. */
const folder = process.env['EVENTSCOPE_PACKAGE_TEST'] as string

export const tarball = join(folder, 'tarball/eventscope.tgz')
/** An app with the packed package, React as it is now, and the emitters that have an adapter. */
export const app = join(folder, 'app')
/** The same app with React 18, and no emitters. */
export const oldApp = join(folder, 'app-react-18')

/** What an app has that Vite's template for React and TypeScript has. */
export const TOOLS = ['vite', '@vitejs/plugin-react', 'typescript', '@types/node']
export const REACT = ['react', 'react-dom', '@types/react', '@types/react-dom']
export const EMITTERS = [
  '@tanstack/devtools-event-client',
  'emittery',
  'eventemitter3',
  'hookable',
  'mitt',
  'nanoevents',
  'redis',
  'redux',
  'rxjs',
  'tseep',
  'valibot',
  'zod',
  'zustand',
]

/** Packs the built package. */
export async function pack(): Promise<readonly string[]> {
  await mkdir(join(folder, 'tarball'), { recursive: true })
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', join(folder, 'tarball')]
  const { code, output, text } = await runNpm(repository, args)
  if (code !== 0) throw new Error(`npm pack failed: ${text}`)
  const [packed] = JSON.parse(output) as [{ filename: string; files: { path: string }[] }]
  await cp(join(folder, 'tarball', packed.filename), tarball)
  return packed.files.map(({ path }) => path)
}

/** Makes an app out of nothing, and installs the tarball into it as a user would. */
export async function makeApp(path: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  await cp(template, path, { recursive: true })
  const manifest = {
    name: 'an-app',
    private: true,
    type: 'module',
    dependencies: { ...dependencies, eventscope: `file:${tarball}` },
  }
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest, null, 2))
  await writeFile(join(path, 'vite.config.js'), VITE_CONFIG)
  const { code, text } = await runNpm(path, ['install', '--prefer-offline', '--no-audit', '--no-fund'])
  if (code !== 0) throw new Error(`npm install failed: ${text}`)
}

/** The versions of packages that this repository is locked to. */
export async function lockedVersions(names: readonly string[]): Promise<Record<string, string>> {
  const { packages } = await readJson<{ packages: Record<string, { version: string }> }>(
    join(repository, 'package-lock.json'),
  )
  return Object.fromEntries(names.map((name) => [name, packages[`node_modules/${name}`]?.version ?? name]))
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly sideEffects: readonly string[]
}

/** The manifest as it was packed. */
export function installedManifest(): Promise<Manifest> {
  return readJson(join(app, 'node_modules/eventscope/package.json'))
}

/** The entries as they are imported: all but the manifest. */
export async function entries(): Promise<string[]> {
  const names = Object.keys((await installedManifest()).exports)
  return names.filter((name) => !name.endsWith('.json')).map((name) => `eventscope${name.slice(1)}`)
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, 'utf8')) as Content
}

const VITE_CONFIG = `
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: './',
  plugins: [react()],
  build: { outDir: process.env.OUT, rolldownOptions: { input: process.env.PAGE } },
})
`
