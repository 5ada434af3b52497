import { expect, test } from 'vitest'
import { devServer, Editor, type Fetch } from './editor.ts'
import type { Place } from './place.ts'

const SERVER = 'http://localhost:5173/'
const VITE = { url: SERVER, isLikely: true }

function placeAt(
  url: string | undefined,
  line: number | undefined = 35,
  column: number | undefined = 7,
): Place {
  const at = { functionName: undefined, url, line, column }
  return { ...at, depth: 0, owner: 'own', mapped: true, frame: { ...at, raw: '' } }
}

const ORDER = placeAt(`${SERVER}app/demo/order.ts?t=1`)

/** What Vite answers: nothing, and nothing of what it would be. */
const empty = (): Response => new Response(null)
const page = (): Response =>
  new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } })

/** A server, and the files it was asked to open. */
function serving(answer: () => Response): { fetch: Fetch; asked: string[]; urls: string[] } {
  const asked: string[] = []
  const urls: string[] = []
  const fetch: Fetch = async (url) => {
    const { origin, pathname, searchParams } = new URL(url)
    urls.push(origin + pathname)
    asked.push(searchParams.get('file') ?? '')
    return answer()
  }
  return { fetch, asked, urls }
}

test("the editor opens a place through Vite's dev server", async () => {
  const { fetch, asked, urls } = serving(empty)
  const editor = new Editor(VITE, fetch)
  expect(editor.canOpen(ORDER)).toBe(false)
  await editor.ask()
  expect(editor.canOpen(ORDER)).toBe(true)
  expect(await editor.open(ORDER)).toBe(true)
  expect(asked.at(-1)).toBe('app/demo/order.ts:35:7')
  expect(new Set(urls)).toEqual(new Set([`${SERVER}__open-in-editor`]))
})

test.each([
  ['gives its page for any address', page],
  ['has no such address', () => new Response('Not Found', { status: 404 })],
  ['has an empty answer for what it does not have', () => new Response(null, { status: 404 })],
  ['fails', () => new Response(null, { status: 500 })],
  ['has an empty page', () => new Response('', { headers: { 'Content-Type': 'text/html' } })],
])('a server that %s has no editor', async (_, answer) => {
  const editor = new Editor(VITE, serving(answer).fetch)
  await editor.ask()
  expect(editor.canOpen(ORDER)).toBe(false)
})

test('a request that is refused means that there is no editor', async () => {
  const editor = new Editor(VITE, () => Promise.reject(new TypeError('Failed to fetch')))
  await editor.ask()
  expect(editor.canOpen(ORDER)).toBe(false)
  expect(await editor.open(ORDER)).toBe(false)
})

test('the server is asked once, and with no file that there is', async () => {
  const { fetch, asked } = serving(empty)
  const editor = new Editor(VITE, fetch)
  let told = 0
  editor.subscribe(() => told++)
  await Promise.all([editor.ask(), editor.ask()])
  await editor.ask()
  expect(asked).toEqual(['.eventscope/is-there-an-editor'])
  expect(told).toBe(1)
})

test('without a dev server nothing is asked', async () => {
  const { fetch, asked } = serving(empty)
  const editor = new Editor(undefined, fetch)
  await editor.ask()
  expect(editor.canOpen(ORDER)).toBe(false)
  expect(asked).toEqual([])
})

test.each([
  [SERVER, `${SERVER}@fs/home/ana/shop/order.ts`, '/home/ana/shop/order.ts:35:7'],
  [SERVER, `${SERVER}@fs/C:/shop/order.ts`, 'C:/shop/order.ts:35:7'],
  [SERVER, `${SERVER}a%20b/order.ts`, 'a b/order.ts:35:7'],
  [`${SERVER}shop/`, `${SERVER}shop/src/order.ts`, 'src/order.ts:35:7'],
])('served under %s, %s is the file %s', async (server, url, file) => {
  const { fetch, asked } = serving(empty)
  const editor = new Editor({ url: server, isLikely: true }, fetch)
  await editor.ask()
  expect(await editor.open(placeAt(url))).toBe(true)
  expect(asked.at(-1)).toBe(file)
})

test.each([
  ['of another server', placeAt('https://cdn.test/order.js')],
  ['of a bundler that keeps its own names', placeAt('webpack://shop/src/order.ts')],
  ['of a module without a file', placeAt(`${SERVER}@id/virtual:order`)],
  ['of the engine', placeAt(undefined)],
  ['without a line', { ...ORDER, line: undefined }],
])('a place %s is not opened', async (_, place) => {
  const { fetch, asked } = serving(empty)
  const editor = new Editor(VITE, fetch)
  await editor.ask()
  expect(editor.canOpen(place)).toBe(false)
  expect(await editor.open(place)).toBe(false)
  expect(asked).toHaveLength(1)
})

test('a server that is not known to have an editor is asked when a place is opened', async () => {
  const { fetch, asked } = serving(() => new Response('Not Found', { status: 404 }))
  const editor = new Editor({ url: SERVER, isLikely: false }, fetch)
  expect(editor.isLikely).toBe(false)
  expect(asked).toEqual([])
  expect(await editor.open(ORDER)).toBe(false)
  expect(await editor.open(ORDER)).toBe(false)
  expect(asked, 'once, and never for the file').toEqual(['.eventscope/is-there-an-editor'])
})

const likely = (url: string) => ({ url, isLikely: true })
const local = (url: string) => ({ url, isLikely: false })

test.each([
  [['http://localhost:5173/@vite/client'], 'http://localhost:5173/x', likely('http://localhost:5173/')],
  [
    ['http://localhost:5173/shop/@vite/client?t=1'],
    'http://localhost:5173/shop/',
    likely('http://localhost:5173/shop/'),
  ],
  [['', 'http://localhost:5173/@vite/client'], 'https://shop.test/', likely('http://localhost:5173/')],
  [['https://shop.test/a.js'], 'https://shop.test/', undefined],
  [[], 'http://localhost:8080/a/b', local('http://localhost:8080/')],
  [[], 'http://127.0.0.1:8080/', local('http://127.0.0.1:8080/')],
  [[], 'http://[::1]:8080/', local('http://[::1]:8080/')],
  [[], 'http://shop.localhost:8080/', local('http://shop.localhost:8080/')],
  [[], 'https://localhost.shop.test/', undefined],
  [[], 'file:///home/ana/page.html', undefined],
])('the dev server of a page with the scripts %j at %s is %j', (scripts, page, server) => {
  expect(devServer(scripts, page)).toEqual(server)
})
