import { expect, test } from 'vitest'
import { firstPlace, foldPlaces, foldText, packagesIn } from './fold.ts'
import { libraryFrames, libraryRoot, ownerOf, packageOf } from './owner.ts'
import type { Owner, Place } from './place.ts'

const none: ReadonlySet<string> = new Set()

function place(owner: Owner, depth: number, url = `http://shop.test/${owner}.ts`): Place {
  const at = { functionName: undefined, url, line: 1, column: 1 }
  return { ...at, depth, owner, mapped: false, frame: { ...at, raw: '' } }
}

const places = (...owners: Owner[]): Place[] => owners.map((owner, depth) => place(owner, depth))

/** `own!` for the first of the page's own, `3 library` for a fold. */
const shape = (...owners: Owner[]): string[] =>
  foldPlaces(places(...owners)).map((line) =>
    line.kind === 'fold' ? `${line.places.length} ${line.owner}` : line.first ? 'own!' : 'own',
  )

test('on a dev server the library is its own folder, and nothing beside it', () => {
  const host = 'http://localhost:5173'
  const root = libraryRoot(`${host}/lib/core/validate.ts?t=1`, `${host}/lib/recorder/options.ts`)
  expect(root).toBe(`${host}/lib/`)
  const roots = new Set([`${host}/lib/`])
  expect(ownerOf(`${host}/lib/core/bus.ts?t=5`, roots)).toBe('library')
  expect(ownerOf(`${host}/lib/react/use-listener.ts`, roots)).toBe('library')
  expect(ownerOf(`${host}/library/order.ts`, roots)).toBe('own')
  expect(ownerOf(`${host}/app/core/bus.ts`, roots)).toBe('own')
})

test('in a bundle nothing is taken for the library', () => {
  const bundle = 'https://shop.test/assets/index-B1.js'
  expect(libraryRoot(bundle, bundle)).toBeUndefined()
  expect(ownerOf(bundle, none)).toBe('own')
})

test.each([
  [undefined, undefined],
  ['http://a/lib/core/bus.ts', undefined],
  ['http://a/lib/core/bus.ts', 'http://a/other/recorder/options.ts'],
  ['http://a/chunks/core.js', 'http://a/chunks/recorder.js'],
])('two places that do not tell the folder leave it unknown: %s, %s', (core, recorder) => {
  expect(libraryRoot(core, recorder)).toBeUndefined()
})

test('as a package it is known by its name', () => {
  const host = 'http://localhost:5173/node_modules'
  expect(ownerOf(`${host}/eventscope/dist/index.js`, none)).toBe('library')
  expect(ownerOf(`${host}/.vite/deps/eventscope_recorder.js?v=1`, none)).toBe('library')
  expect(ownerOf(`${host}/.pnpm/eventscope@1.0.0/node_modules/eventscope/dist/index.js`, none)).toBe(
    'library',
  )
  expect(ownerOf(`${host}/eventscope-extras/index.js`, none)).toBe('packages')
})

test.each([
  ['http://a/node_modules/react-dom/cjs/react-dom.js', 'react-dom'],
  ['http://a/node_modules/@base-ui/react/index.js', '@base-ui/react'],
  ['http://a/node_modules/.vite/deps/react-dom_client.js?v=2', 'react-dom'],
  ['http://a/node_modules/.pnpm/mitt@3/node_modules/mitt/mitt.mjs', 'mitt'],
  ['http://a/src/node_modules.ts', undefined],
])('the package of %s is %s', (url, name) => {
  expect(packageOf(url)).toBe(name)
})

test.each([
  ['chrome-extension://abc/inject.js', 'browser'],
  ['moz-extension://abc/inject.js', 'browser'],
  [undefined, 'browser'],
  ['node:internal/process/task_queues', 'browser'],
  ['http://a/@vite/client', 'packages'],
  ['http://a/@react-refresh', 'packages'],
  ['http://a/src/@vite/client/page.ts', 'own'],
] as const)('%s is of: %s', (url, owner) => {
  expect(ownerOf(url, none)).toBe(owner)
})

test('where the library is, is found from the library itself', () => {
  const [core, recorder] = libraryFrames()
  expect(core?.url).toMatch(/\/lib\/core\/\w+\.ts$/)
  expect(libraryRoot(core?.url, recorder?.url)).toMatch(/\/lib\/$/)
})

test("frames that are not the page's own are folded by whose they are", () => {
  expect(shape('library', 'library', 'own', 'packages', 'packages', 'packages', 'own')).toEqual([
    '2 library',
    'own!',
    '3 packages',
    'own',
  ])
  expect(shape('library', 'packages')).toEqual(['1 library', '1 packages'])
})

test('a call through the engine does not split a fold', () => {
  expect(shape('library', 'browser', 'library', 'own')).toEqual(['3 library', 'own!'])
  expect(shape('browser', 'packages', 'own', 'browser')).toEqual(['2 packages', 'own!', '1 browser'])
})

test('a stack of which nothing is known is shown whole', () => {
  expect(shape('own', 'own', 'own')).toEqual(['own!', 'own', 'own'])
  expect(foldPlaces([])).toEqual([])
})

test("the place that stands for a stack is the innermost of the page's own", () => {
  expect(firstPlace(places('library', 'packages', 'own', 'own'))?.depth).toBe(2)
  expect(firstPlace(places('library', 'packages', 'packages'))?.depth).toBe(1)
  expect(firstPlace(places('library', 'browser'))?.depth).toBe(1)
  expect(firstPlace(places('library', 'library')), 'never the library').toBeUndefined()
  expect(firstPlace([])).toBeUndefined()
})

test('a fold says how many frames it has, and of which packages', () => {
  expect(foldText('library', 4)).toBe('4 frames of eventscope')
  expect(foldText('packages', 1)).toBe('1 frame of node_modules')
  const urls = ['http://a/node_modules/react/a.js', 'http://a/node_modules/react/b.js', 'http://a/b.js']
  expect(packagesIn(urls.map((url, depth) => place('packages', depth, url)))).toEqual(['react'])
})
