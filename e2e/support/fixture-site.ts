import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serveFolders, type StaticServer, type StaticServerOptions } from './static-server.ts'
import { expect, test as base } from './test.ts'

export { expect }

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export interface FixtureSiteOptions extends Pick<StaticServerOptions, 'answer' | 'headers'> {
  /**
   * With the development build of React, and names as they are written.
   * @default false
   */
  readonly development?: boolean
}

/**
 * Builds the pages (`*.html`) of one folder of `e2e/fixtures` as the site is built, with the public entries of the
 * library, and serves them on a free loopback port, which is an origin of its own.
 * @param folder its name in `e2e/fixtures`
 */
export async function startFixtureSite(
  folder: string,
  { development = false, ...options }: FixtureSiteOptions = {},
): Promise<StaticServer> {
  const root = fromHere(`../fixtures/${folder}`)
  const pages = (await readdir(root)).filter((name) => name.endsWith('.html'))
  const built = await mkdtemp(join(tmpdir(), `eventscope-${folder}-`))
  await build({
    configFile: fromHere('../../vite.config.ts'),
    root,
    logLevel: 'error',
    ...(development ? { define: { 'process.env.NODE_ENV': '"development"' } } : {}),
    build: {
      outDir: built,
      emptyOutDir: true,
      rolldownOptions: {
        input: pages.map((name) => join(root, name)),
        ...(development ? { output: { minify: false } } : {}),
      },
    },
  })
  const server = await serveFolders({ folders: [built], ...options })
  return {
    ...server,
    async close() {
      await server.close()
      await rm(built, { recursive: true, force: true })
    },
  }
}

/** The test with `site`, the pages of one folder of `e2e/fixtures`: built once for a worker. */
export function fixtureTest(folder: string, options: FixtureSiteOptions = {}) {
  return base.extend<object, { site: StaticServer }>({
    site: [
      // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
      async ({}, use) => {
        const site = await startFixtureSite(folder, options)
        await use(site)
        await site.close()
      },
      { scope: 'worker' },
    ],
  })
}
