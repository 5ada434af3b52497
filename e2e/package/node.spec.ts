import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { app, entries, installedManifest } from './support/app.ts'
import { runNode } from './support/run.ts'

const IMPORT_ALL = `
  const names = {}
  for (const entry of process.argv.slice(1)) names[entry] = Object.keys(await import(entry)).sort()
  console.log(JSON.stringify(names))
`

for (const condition of ['development', 'production']) {
  test(`every entry can be imported where there is no DOM, with the condition \`${condition}\``, async () => {
    const { code, output, text } = await importAll(condition)
    expect(code, text).toBe(0)
    expect(text).toBe(output)
    expect(Object.keys(JSON.parse(output))).toEqual(await entries())
  })
}

test('in production, the panel has the exports that it has', async () => {
  const [there, gone] = await Promise.all(['development', 'production'].map(importAll))
  const [panel, stub] = [there, gone].map((ran) => JSON.parse(ran?.output ?? '') as Record<string, string[]>)
  for (const entry of ['eventscope/panel', 'eventscope/panel/production', 'eventscope/auto']) {
    expect(stub?.[entry], entry).toEqual(panel?.[entry])
  }
})

test('frameworks with server components take the entries with React for the client', async () => {
  const { exports } = await installedManifest()
  for (const entry of ['./react', './panel', './panel/production']) {
    const { default: file } = exports[entry] as Record<string, string>
    const text = await readFile(join(app, 'node_modules/eventscope', file ?? ''), 'utf8')
    expect(text, entry).toMatch(/^["']use client["']/)
  }
})

test('of React, no entry asks for what the React of production has not: some bundlers refuse that', async () => {
  const installed = (name: string): string => join(app, 'node_modules', name)
  const build = installed('eventscope/build')
  const files = (await readdir(build, { recursive: true })).filter((path) => path.endsWith('.js'))
  const react = createRequire(import.meta.url)(installed('react/cjs/react.production.js')) as object
  const asked = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(build, file), 'utf8')
      const [, all] = /import \* as ([\w$]+) from "react";/.exec(text) ?? []
      if (all === undefined) return []
      const uses = text.matchAll(new RegExp(`\\b${all.replace('$', '\\$')}(?:\\.(\\w+)|\\["(.+?)"\\])`, 'g'))
      return Array.from(uses, ([, name, quoted]) => `${file}: ${name ?? quoted}`)
    }),
  )
  expect(asked.flat()).not.toEqual([])
  expect(asked.flat().filter((use) => !((use.split(': ')[1] ?? '') in react))).toEqual([])
})

test('what is imported for what it does stays, also where a stub takes its place', async () => {
  const { exports, sideEffects } = await installedManifest()
  const { production, default: real } = exports['./auto'] as Record<string, string>
  expect(sideEffects).toEqual(expect.arrayContaining([real, production]))
})

/** It ends by itself: nothing that an import began keeps the process alive. */
async function importAll(condition: string) {
  const args = ['--conditions', condition, '--input-type=module', '-e', IMPORT_ALL, ...(await entries())]
  return runNode(app, args)
}
