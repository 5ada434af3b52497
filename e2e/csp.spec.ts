import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serveFolders, type StaticServer } from './support/static-server.ts'
import { expect, test as base } from './support/test.ts'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const POLICY = "default-src 'self'"

/** A page with the built library and nothing else. */
const test = base.extend<object, { strictPage: StaticServer }>({
  strictPage: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
    async ({}, use) => {
      const built = await mkdtemp(join(tmpdir(), 'eventscope-csp-'))
      await build({
        configFile: false,
        logLevel: 'error',
        root: fromHere('..'),
        publicDir: false,
        build: {
          outDir: built,
          emptyOutDir: true,
          lib: {
            entry: {
              eventscope: fromHere('../lib/index.ts'),
              recorder: fromHere('../lib/recorder/index.ts'),
            },
            formats: ['es'],
          },
        },
      })
      const server = await serveFolders({
        folders: [fromHere('./strict-page'), built],
        headers: { 'Content-Security-Policy': POLICY },
      })
      await use(server)
      await server.close()
      await rm(built, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

// The page calls `new Function` at its end, to show that the policy is in force.
test.use({ expectedErrors: [/unsafe-eval|'script-src' was not explicitly set/] })

test('the bus and the recorder work under a strict content security policy', async ({ page, strictPage }) => {
  await page.goto(strictPage.url)
  const output = page.getByRole('status', { name: 'Result' })
  await expect(output).not.toHaveText('running')
  expect(JSON.parse((await output.textContent()) ?? '')).toEqual({
    calls: ['greet Ada', 'dispatched', 'load Ada'],
    reported: 1,
    errors: ['RangeError: no such theme'],
    status: 'failed',
    waited: true,
    runs: ['greet: ok', 'load profile: ok', 'apply theme: failed'],
    child: [true],
    size: 2,
    leaks: 0,
    evaluated: false,
    violations: ['script-src eval'],
  })
  expect(strictPage.missing).toEqual([])
})
