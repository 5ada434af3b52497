import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { DocsPage } from './pages/docs.ts'
import { serveFolders, type StaticServer } from './support/static-server.ts'
import { expect, test as base } from './support/test.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

const test = base.extend<{ site: StaticServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern there
  site: async ({}, use) => {
    const server = await serveFolders({ folders: [DIST], base: '/some/sub/path/' })
    await use(server)
    expect(server.missing, 'what the pages asked for and is not there').toEqual([])
    await server.close()
  },
})

/** An event that the example of each page shows, after its button was pressed once. */
const EXAMPLES: Readonly<Record<string, RegExp>> = {
  'first-event': /cart\.item_added/,
  'own-bus': /cart\.item_added/,
  mitt: /cart\.item_added/,
  nanoevents: /cart\.item_added/,
  eventemitter3: /cart\.item_added/,
  tseep: /cart\.item_added/,
  emittery: /cart\.item_added/,
  hookable: /cart:item_added/,
  rxjs: /next/,
  'pub-sub': /cart\.item_added/,
  redux: /cart\/lampAdded/,
  zustand: /setState/,
  tanstack: /item-added/,
  'dom-events': /cart:added/,
  'broadcast-channel': /message/,
  'message-port': /message/,
  websocket: /message/,
  'event-source': /message/,
  network: /request_finished/,
  'mount-panel': /cart\.item_added/,
  react: /cart\.item_added/,
  'react-panel': /cart\.item_added/,
  'tanstack-devtools': /cart\.item_added/,
  'own-window': /cart\.item_added/,
  auto: /cart\.item_added/,
  production: /cart\.item_added/,
  drivers: /cart\.item_added/,
  servers: /order\.shipped/,
  broker: /article-created/,
  streams: /added/,
}

/** Those that run in no page. */
const WITHOUT_A_FRAME = new Set([
  'node-events',
  'redis',
  'bus',
  'recorder',
  'panel',
  'query',
  'benchmarks',
  'types-and-schemas',
  'index',
])

const NAMES = Object.keys(EXAMPLES)
/** A test for each few of them: two run at once. */
const PARTS = [0, 1, 2, 3].map((part) => NAMES.filter((_name, at) => at % 4 === part))

for (const [index, part] of PARTS.entries()) {
  test(`each page runs the code that it shows, and its events are in the panel (${index + 1} of ${PARTS.length})`, async ({
    site,
    page,
  }) => {
    for (const name of part) {
      await page.goto(`${site.url}docs/${name}.html`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const frame = page.getByTitle(', running').first()
      await frame.scrollIntoViewIfNeeded()
      await expect(rows(frame.contentFrame(), EXAMPLES[name]!).first(), `the events of ${name}`).toBeVisible()
    }
  })
}

test('every page with an example is among them', () => {
  const pages = readdirSync(join(DIST, 'docs')).flatMap((file) => /^(.*)\.html$/.exec(file)?.[1] ?? [])
  expect(pages.filter((name) => !WITHOUT_A_FRAME.has(name)).sort()).toEqual([...NAMES].sort())
})

test('the example for Node shows what it printed', async ({ site, page }) => {
  await page.goto(`${site.url}docs/node-events.html`)
  await expect(page.getByRole('figure')).toContainText(
    'placed ["NW-2",4000]: failed; ran printReceipt, charge',
  )
})

test('every link within the site leads somewhere, and every anchor to a place', () => {
  const files = readdirSync(join(DIST, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  )
  expect(files.length).toBeGreaterThan(60)
  const read = (path: string): string => readFileSync(path, 'utf8')
  const ids = new Map(
    files.map((file) => [join(DIST, 'docs', file), new Set(idsIn(read(join(DIST, 'docs', file))))]),
  )
  ids.set(join(DIST, 'index.html'), new Set())
  const broken = [...ids.keys()].flatMap((from) =>
    hrefsIn(read(from))
      .filter((href) => !/^(https?|data):/.test(href) && !/\/assets\/|^media\//.test(href))
      .filter((href) => {
        const [path = '', id] = href.split('#')
        const known = ids.get(path === '' ? from : join(from, '..', path))
        return known === undefined || (id !== undefined && !known.has(decodeURIComponent(id)))
      })
      .map((href) => `${from}: ${href}`),
  )
  expect(broken).toEqual([])
})

test('the demo leads to the documentation, and the documentation back', async ({ site, page }) => {
  await page.goto(site.url)
  await page.getByRole('link', { name: 'read how to wire your own' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'See what your events do' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Demo' }).click()
  await expect(page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
})

test('a sentence of a page is found by a word in it, by keys alone, and its section is gone to', async ({
  site,
  page,
}) => {
  const docs = new DocsPage(page)
  await page.goto(`${site.url}docs/mitt.html`)
  await docs.searchFor('process that died')
  await expect(docs.results.first()).toContainText('Redis › When an event is handled')
  await expect(docs.results.first().locator('mark', { hasText: 'died' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/docs\/redis\.html#when-an-event-is-handled$/)
  await expect(page.getByRole('heading', { name: 'When an event is handled' })).toBeInViewport()

  await docs.searchFor('Bus.on')
  const second = docs.results.nth(1)
  await page.keyboard.press('ArrowDown')
  await expect(docs.field).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/reference\/eventscope\.html#Bus\.on$/)
  await expect(page.locator('[id="Bus.on"]')).toBeInViewport()

  await docs.searchFor('observe')
  // Asked for again, it is the one that is open.
  await page.keyboard.press('Control+k')
  await expect(docs.field).toHaveValue('observe')
  await page.keyboard.press('Escape')
  await expect(docs.search).toBeHidden()
  await expect(docs.searchButton).toBeFocused()
})

test('the menu shows the page that one is on, and the page stays at its top', async ({ site, page }) => {
  const docs = new DocsPage(page)
  for (const path of ['reference/streams', 'reference/wire', 'first-event']) {
    await page.goto(`${site.url}docs/${path}.html`)
    await expect(docs.searchButton).toBeVisible()
    await expect(docs.current).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => scrollY), path).toBe(0)
  }
})

test.describe('an address that leads nowhere', () => {
  test.use({ expectedErrors: [/404/] })

  test('is said not to be found, with a search and a way home, where the site is served by itself', async ({
    page,
  }) => {
    const response = await page.goto('/docs/no-such-page.html')
    expect(response?.status()).toBe(404)
    await expectWaysOn(page)
  })

  test('and where a static host has it in a folder', async ({ page }) => {
    const base = '/some/sub/path/'
    const server = await serveFolders({
      folders: [DIST],
      base,
      answer: ({ url = '' }, response) => {
        const { pathname } = new URL(url, 'http://localhost')
        if (pathname.startsWith(base) && existsSync(join(DIST, pathname.slice(base.length)))) return false
        response.writeHead(404, { 'Content-Type': 'text/html' }).end(readFileSync(join(DIST, '404.html')))
        return true
      },
    })
    await page.goto(`${server.url}docs/guides/no-such-page`)
    await expectWaysOn(page)
    await server.close()
  })

  async function expectWaysOn(page: Page): Promise<void> {
    const docs = new DocsPage(page)
    await expect(docs.title).toHaveText('Nothing is here')
    await docs.searchFor('nanoevents')
    await page.keyboard.press('Enter')
    await expect(docs.title).toHaveText('nanoevents')
    await page.goBack()
    await page.getByRole('link', { name: 'The demo' }).click()
    await expect(page.getByRole('region', { name: 'Catalogue' })).toBeVisible()
  }
})

test('without scripts a page has its text and its code', async ({ site, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.url}docs/reference/recorder.html`)
  await expect(page.getByRole('heading', { name: 'createRecorder' })).toBeVisible()
  await expect(
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'mitt', exact: true }),
  ).toBeVisible()
  const colour = await page
    .locator('.t-keyword')
    .first()
    .evaluate((element) => getComputedStyle(element).color)
  expect(colour, 'the styles are there').not.toBe('rgb(0, 0, 0)')
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`pages are accessible (${colorScheme})`, async ({ site, page }) => {
      for (const path of ['node-events', 'reference/adapters-mitt']) {
        await page.goto(`${site.url}docs/${path}.html`)
        expect(await violations(page), path).toEqual([])
      }
      await new DocsPage(page).searchFor('mitt')
      expect(await violations(page), 'the search').toEqual([])
    })
  })
}

test('on a narrow screen nothing is wider than the page', async ({ site, page }) => {
  await page.setViewportSize({ width: 420, height: 800 })
  for (const path of ['index', 'mitt', 'query', 'benchmarks', 'reference/wire']) {
    await page.goto(`${site.url}docs/${path}.html`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(420)
  }
})

function rows(frame: FrameLocator, event: RegExp): Locator {
  return frame.getByRole('grid', { name: 'Events' }).getByRole('row', { name: event })
}

/** The panel has a test of its own. */
async function violations(page: Page): Promise<readonly string[]> {
  const results = await new AxeBuilder({ page }).exclude('iframe').analyze()
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
}

function hrefsIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

function idsIn(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
}
