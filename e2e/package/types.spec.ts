import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { app, entries } from './support/app.ts'
import { type Ran, runNode } from './support/run.ts'

const IN_BROWSERS = { include: ['src'], exclude: ['src/server'] }

/** Entries that are for places without a DOM too. */
const WITHOUT_DOM = [
  'src/server',
  ...['index', 'recorder', 'wire', 'drivers', 'drivers-broker', 'streams', 'http'].map(
    (name) => `src/entries/${name}.ts`,
  ),
]

interface Project {
  readonly include: readonly string[]
  readonly exclude?: readonly string[]
  readonly compilerOptions: Readonly<Record<string, unknown>>
}

for (const moduleResolution of ['bundler', 'nodenext'] as const) {
  const module = moduleResolution === 'bundler' ? 'esnext' : 'nodenext'

  test(`every entry has types under \`strict\` and \`moduleResolution: ${moduleResolution}\``, async () => {
    const compilerOptions = { module, moduleResolution, lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] }
    await check(`browser-${moduleResolution}`, { ...IN_BROWSERS, compilerOptions })
  })

  test(`the entries for servers need no DOM under \`moduleResolution: ${moduleResolution}\``, async () => {
    const compilerOptions = { module, moduleResolution, lib: ['ES2022'], types: ['node'] }
    await check(`server-${moduleResolution}`, { include: WITHOUT_DOM, compilerOptions })
  })
}

test('the entries for browsers need no types of Node', async () => {
  const config = await writeProject('browser-files', {
    ...IN_BROWSERS,
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler', types: [] },
  })
  const { text } = await compile(config, '--listFilesOnly')
  expect(text).toContain('node_modules/eventscope/build/app/panel/index.d.ts')
  expect(text.split('\n').filter((file) => file.includes('@types/node'))).toEqual([])
})

test('every entry is used by a file of the app', async () => {
  const folders = ['src/entries', 'src/server'].map((folder) => join(app, folder))
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  )
  const texts = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')))
  const used = (entry: string): boolean => texts.some((text) => text.includes(`'${entry}'`))
  expect((await entries()).filter((entry) => !used(entry))).toEqual([])
})

async function check(name: string, project: Project): Promise<void> {
  const { code, text } = await compile(await writeProject(name, project))
  expect(text).toBe('')
  expect(code).toBe(0)
}

function compile(config: string, ...args: string[]): Promise<Ran> {
  return runNode(app, ['node_modules/typescript/bin/tsc', '-p', config, ...args])
}

async function writeProject(name: string, { compilerOptions, ...files }: Project): Promise<string> {
  const file = join(app, `tsconfig.${name}.json`)
  const options = {
    target: 'ES2022',
    jsx: 'react-jsx',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    allowImportingTsExtensions: true,
    noEmit: true,
  }
  await writeFile(file, JSON.stringify({ ...files, compilerOptions: { ...options, ...compilerOptions } }))
  return file
}
