import { runInThisContext } from 'node:vm'
import { beforeAll, expect, test } from 'vitest'
import { parseStack } from './parse.ts'
import { loadScriptMap, mapReference } from './source-map.ts'
import { type Bundle, bundle, hosting } from './test-support.ts'

const SCRIPT = 'https://shop.test/assets/shop.js'
const MAP = 'https://shop.test/assets/shop.js.map'

const SOURCES = {
  'entry.ts': `import { chargeCard } from './charge.ts'
function startCheckout(times: number): string {
  return times > 0 ? startCheckout(times - 1) : chargeCard({ price: 5 })
}
export function stackOf(): string {
  return startCheckout(1)
}
`,
  'charge.ts': `interface Order { price: number }

// A type and a comment put the call on a line that the bundle does not have.
export function chargeCard(order: Order): string {
  const readStack = (): string => new Error(String(order.price)).stack ?? ''
  return [readStack(), readStack()][0]!
}
`,
}

let built: Bundle
let stack: string

beforeAll(async () => {
  built = await bundle(SOURCES)
  runInThisContext(built.code, { filename: SCRIPT })
  stack = String(runInThisContext('shop.stackOf()'))
})

/** Where the frames of the script are by its map, as `file:line`. */
async function placesOf(files: Record<string, string>, header?: string): Promise<string[]> {
  const map = await loadScriptMap(SCRIPT, hosting(files, header).read)
  return parseStack(stack)
    .filter(({ url }) => url === SCRIPT)
    .map((frame) => {
      const found = map?.original(frame)
      return found === undefined ? 'unmapped' : `${found.url.split('/').at(-1)}:${found.line}`
    })
}

const withReference = (reference: string): string => `${built.code}\n//# sourceMappingURL=${reference}\n`
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test('a frame of a minified script is found in its source', async () => {
  const places = await placesOf({ [SCRIPT]: withReference('shop.js.map'), [MAP]: built.map })
  expect(places).toContain('charge.ts:5')
  expect(places).toContain('charge.ts:6')
  expect(places).toContain('entry.ts:3')
})

test.each([
  ['relative', () => './shop.js.map'],
  ['of the host', () => '/assets/shop.js.map'],
  ['absolute', () => MAP],
])('the address of a map may be %s', async (_, reference) => {
  expect(await placesOf({ [SCRIPT]: withReference(reference()), [MAP]: built.map })).toContain('charge.ts:5')
})

test.each([
  ['base64', () => `data:application/json;charset=utf-8;base64,${base64(built.map)}`],
  ['text', () => `data:application/json,${encodeURIComponent(built.map)}`],
])('a map inside the script is read, as %s, and nothing is asked for it', async (_, reference) => {
  const { read, asked } = hosting({ [SCRIPT]: withReference(reference()) })
  const map = await loadScriptMap(SCRIPT, read)
  const found = parseStack(stack).flatMap((frame) => map?.original(frame)?.url ?? [])
  expect(found.some((url) => url.endsWith('/charge.ts'))).toBe(true)
  expect(asked).toEqual([SCRIPT])
})

test('a header may name the map', async () => {
  expect(await placesOf({ [SCRIPT]: built.code, [MAP]: built.map }, 'shop.js.map')).toContain('charge.ts:5')
})

test('a map may start with what keeps it from being a script', async () => {
  const files = { [SCRIPT]: withReference('shop.js.map'), [MAP]: `)]}'\n${built.map}` }
  expect(await placesOf(files)).toContain('charge.ts:5')
})

/** A section of a map that names one place. */
const named = (line: number, column: number, name: string) => ({
  offset: { line, column },
  map: { version: 3, names: [name], sources: ['charge.ts'], mappings: 'AAAAA' },
})

const simple = { version: 3, names: [], mappings: 'AACA', sources: ['order.ts'] }
const originalIn = async (map: object, url: string) => {
  const script = `code()\n//# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify(map))}`
  const loaded = await loadScriptMap(url, hosting({ [url]: script }).read)
  return loaded?.original({ functionName: 'pay', url, line: 1, column: 1, raw: '' })
}

test("Vite's sources are beside the script, whatever query it was served with", async () => {
  expect(await originalIn(simple, 'http://localhost:5173/app/demo/order.ts?t=1')).toEqual({
    url: 'http://localhost:5173/app/demo/order.ts',
    line: 2,
    column: 1,
    functionName: 'pay',
  })
})

test("an engine's columns count from 1, and a map's from 0", async () => {
  const map = { ...simple, mappings: 'AACA,EAAE' }
  const script = `code()\n//# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify(map))}`
  const loaded = await loadScriptMap(SCRIPT, hosting({ [SCRIPT]: script }).read)
  const columnOf = (column: number) =>
    loaded?.original({ functionName: undefined, url: SCRIPT, line: 1, column, raw: '' })?.column
  expect([1, 2, 3, 4].map(columnOf)).toEqual([1, 1, 3, 3])
})

test("a map's root and its sections are followed", async () => {
  const url = 'https://shop.test/assets/shop.js'
  const rooted = await originalIn({ ...simple, sourceRoot: '../src/' }, url)
  expect(rooted?.url).toBe('https://shop.test/src/order.ts')
  const sections = [{ offset: { line: 0, column: 0 }, map: simple }]
  expect((await originalIn({ version: 3, sections }, url))?.url).toBe('https://shop.test/assets/order.ts')
})

test('a place that the map does not know stays unknown', async () => {
  expect(await originalIn({ ...simple, mappings: ';;AACA' }, SCRIPT)).toBeUndefined()
  expect(await originalIn({ ...simple, mappings: 'A' }, SCRIPT)).toBeUndefined()
  expect(await originalIn({ ...simple, sources: [null] }, SCRIPT)).toBeUndefined()
})

test('a minified function has its own name again, unless another has the same short one', async () => {
  // chargeCard and readStack are both `e`; pay is another.
  const code = [
    '(()=>{function e(t){let e=()=>t;return e()}',
    'function n(t){return e(t)}',
    'n(1)})()',
    '//# sourceMappingURL=shop.js.map',
  ].join('\n')
  const sections = [
    named(0, code.indexOf('e(t)'), 'chargeCard'),
    named(0, code.indexOf('e=()'), 'readStack'),
    named(1, 'function '.length, 'pay'),
    named(1, 'function n(t){return '.length, 'chargeCard'),
  ]
  const map = JSON.stringify({ version: 3, sections })
  const loaded = await loadScriptMap(SCRIPT, hosting({ [SCRIPT]: code, [MAP]: map }).read)
  const nameOf = (functionName: string) =>
    loaded?.original({ functionName, url: SCRIPT, line: 2, column: 22, raw: '' })?.functionName
  expect(nameOf('n')).toBe('pay')
  expect(nameOf('e')).toBe('e')
  expect(nameOf('Cart.add')).toBe('Cart.add')
})

test('of a name with dots, each part is as in the source, and a receiver of the build alone is left out', async () => {
  const code = ['class Pb{on(){}}let e=async t=>t;Pb.e=e', '//# sourceMappingURL=shop.js.map'].join('\n')
  const sections = [named(0, code.indexOf('Pb'), 'EventBus'), named(0, code.indexOf('e=async'), 'saveCart')]
  const map = JSON.stringify({ version: 3, sections })
  const loaded = await loadScriptMap(SCRIPT, hosting({ [SCRIPT]: code, [MAP]: map }).read)
  const nameOf = (functionName: string) =>
    loaded?.original({ functionName, url: SCRIPT, line: 1, column: 22, raw: '' })?.functionName
  expect(nameOf('new Pb')).toBe('new EventBus')
  expect(nameOf('Pb.on')).toBe('EventBus.on')
  expect(nameOf('async e')).toBe('async saveCart')
  expect(nameOf('x.q.on.async')).toBe('on.async')
  expect(nameOf('Kt.dispatch [as send]')).toBe('dispatch [as send]')
  expect(nameOf('Xt.#a')).toBe('#a')
  expect(nameOf('Array.forEach')).toBe('Array.forEach')
})

test('the names of a real minified script come back where they can be known', async () => {
  const files = { [SCRIPT]: withReference('shop.js.map'), [MAP]: built.map }
  const map = await loadScriptMap(SCRIPT, hosting(files).read)
  const names = parseStack(stack)
    .filter(({ url }) => url === SCRIPT)
    .map((frame) => map?.original(frame)?.functionName)
  const minified = parseStack(stack).map(({ functionName }) => functionName)
  expect(minified).not.toContain('startCheckout')
  expect(names).toContain('startCheckout')
})

test('a script without a map has none', async () => {
  expect(await loadScriptMap(SCRIPT, hosting({ [SCRIPT]: 'code()' }).read)).toBeUndefined()
})

test.each([
  ["const mark = '//# sourceMappingURL=x.map'\ncode()", undefined],
  ['/* as\n//# sourceMappingURL=x.map\ndoes */ code()', undefined],
  ['const mark = "//# sourceMappingURL="', undefined],
  ['code()\n//# sourceMappingURL=a.map\n//# sourceMappingURL=b.map', 'b.map'],
  ['code()\n//# sourceMappingURL=a.map\n\n// end\n', 'a.map'],
  ['code()\n//@ sourceMappingURL=a.map', 'a.map'],
  ['code()\r\n//# sourceMappingURL=a.map\r\n', 'a.map'],
  ['', undefined],
])('of %j the map is %s', (script, reference) => {
  expect(mapReference(script)).toBe(reference)
})
