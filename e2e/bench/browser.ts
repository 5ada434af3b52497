import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from '@playwright/test'
import { build as buildPages } from 'vite'
import { launchOptions } from '../../.ci/browser.mjs'
import { serveFolders, type StaticServer } from '../support/static-server.ts'
import type { Lab } from './suite.ts'

type Build = 'production' | 'development'

/** With these the clock of the page has a step of 5 µs instead of 100 µs. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const CONFIG = fileURLToPath(new URL('./vite.config.ts', import.meta.url))

/** Builds and serves the pages, and starts browsers for them. */
export class Browsers {
  private readonly servers = new Map<Build, Promise<StaticServer>>()
  private readonly folders: string[] = []
  private shared: Promise<Browser> | undefined
  private mostRecentVersion = ''

  /**
   * A quick run starts one browser, and opens each page in a context of its own: in a new process, but with what the
   * others left behind.
   */
  constructor(
    private readonly executable: string | undefined,
    private readonly quick: boolean,
  ) {}

  /** The version of the browser that was started last. */
  get version(): string {
    return this.mostRecentVersion
  }

  readonly open: Lab['open'] = async (path, build = 'production') => {
    const server = await this.serverOf(build)
    const browser = await this.start()
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const end = (): Promise<void> => (this.quick ? context.close() : browser.close())
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
    page.on('crash', () => errors.push('the page crashed'))
    try {
      await page.goto(new URL(path, server.url).href)
      const isolated = await page.evaluate(() => crossOriginIsolated)
      if (!isolated) throw new Error('The page is not cross-origin isolated: its clock is too coarse')
      if (server.missing.length > 0) throw new Error(`The page asked for ${server.missing.join(', ')}`)
    } catch (error) {
      await end()
      throw error
    }
    return {
      page,
      browser,
      async close() {
        await end()
        if (errors.length > 0) throw new Error(`${path} reported errors:\n${errors.join('\n')}`)
      },
    }
  }

  async close(): Promise<void> {
    await (await this.shared)?.close()
    for (const server of this.servers.values()) await (await server).close()
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true })
  }

  private async start(): Promise<Browser> {
    const launch = (): Promise<Browser> => chromium.launch(launchOptions(this.executable))
    const browser = await (this.quick ? (this.shared ??= launch()) : launch())
    this.mostRecentVersion = browser.version()
    return browser
  }

  private serverOf(build: Build): Promise<StaticServer> {
    let server = this.servers.get(build)
    if (!server) {
      server = this.serve(build)
      this.servers.set(build, server)
    }
    return server
  }

  private async serve(build: Build): Promise<StaticServer> {
    const folder = await mkdtemp(join(tmpdir(), 'eventscope-bench-'))
    this.folders.push(folder)
    // Vite takes it from there, for itself, for the JSX transform and for React.
    process.env['NODE_ENV'] = build
    await buildPages({
      configFile: CONFIG,
      mode: build,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': JSON.stringify(build) },
      build: { outDir: folder },
    })
    return serveFolders({ folders: [folder], headers: ISOLATION })
  }
}
