import { readFile } from 'node:fs/promises'
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

/** It ends by itself: nothing that an import began keeps the process alive. */
async function importAll(condition: string) {
  const args = ['--conditions', condition, '--input-type=module', '-e', IMPORT_ALL, ...(await entries())]
  return runNode(app, args)
}
