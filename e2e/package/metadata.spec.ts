import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { entries, tarball } from './support/app.ts'
import { runNode } from './support/run.ts'

test('publint has nothing to say', async () => {
  const file = await readFile(tarball)
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(file).buffer }, strict: true })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test('the types are not wrong, for all that import ES modules', async () => {
  const manifest = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')
  const cli = join(manifest, '../dist/index.js')
  const args = [cli, tarball, '--profile', 'esm-only', '--format', 'json']
  const { code, output, text } = await runNode(join(tarball, '..'), args)
  expect(code, text).toBe(0)
  const { analysis } = JSON.parse(output) as { analysis: { entrypoints: Record<string, unknown> } }
  const looked = Object.keys(analysis.entrypoints).map((name) => name.replace('.', 'eventscope'))
  expect(looked).toEqual(expect.arrayContaining(await entries()))
})
