import { runInThisContext } from 'node:vm'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Frame } from './parse.ts'
import { loadScriptMap } from './source-map.ts'
import { StackStore } from './stack-store.ts'
import { type Bundle, bundle, hosting } from './test-support.ts'

const SCRIPT = 'https://shop.test/assets/shop.js'
const MAP = 'https://shop.test/assets/shop.js.map'

/** A page with the library, the panel's look-ups and its own code in one script, as a build makes it. */
const PAGE = {
  'entry.ts': `import { createBus } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { libraryFrames } from './owner.ts'
import { libraryPlaces } from './library-places.ts'
import { register, submit } from './checkout.ts'
const recorder = createRecorder({ stacks: 'on' })
const bus = createBus()
recorder.attach(bus)
register(bus)
submit(bus)
const views = recorder.recording.find('')
export const dispatched = views.map(({ stack }) => stack)
export const registered = recorder.recording.listeners.map(({ stack }) => stack)
export const frames = libraryFrames
export const places = libraryPlaces
`,
  'checkout.ts': `export function register(bus) {
  bus.on('checkout.submitted', (order, context) => {
    context.dispatch('checkout.paid', order)
  })
  bus.event('checkout.paid').once(() => {})
}
export function submit(bus) {
  return bus.dispatch('checkout.submitted', { id: 1 })
}
`,
}

interface Page {
  readonly dispatched: readonly [string, string]
  readonly registered: readonly [string, string]
  frames(): readonly [Frame | undefined, Frame | undefined]
  places(): ReadonlySet<string>
}

let built: Bundle
let page: Page

beforeAll(async () => {
  built = await bundle(PAGE)
  runInThisContext(built.code, { filename: SCRIPT })
  page = runInThisContext('shop') as Page
})

async function settled(store: StackStore, stack: string) {
  store.load(stack)
  await vi.waitFor(() => expect(store.get(stack).settled).toBe(true))
  return store.get(stack).places
}

/** `owner file:line` for each frame, up to the script that the page was run by. */
const lines = async (store: StackStore, stack: string): Promise<string[]> =>
  (await settled(store, stack))
    .filter(({ frame }) => frame.url === SCRIPT)
    .map(({ owner, url, line }) => `${owner} ${url?.split('/').at(-1)}:${line}`)

const noLibrary = (): readonly [undefined, undefined] => [undefined, undefined]
const noPlaces = (): ReadonlySet<string> => new Set()
const mapped = (): Record<string, string> => ({
  [SCRIPT]: `${built.code}\n//# sourceMappingURL=shop.js.map`,
  [MAP]: built.map,
})

test('in a bundle with a source map, the library is folded and the rest has its source', async () => {
  const store = new StackStore(
    hosting(mapped()).read,
    () => page.frames(),
    () => page.places(),
  )
  const submitted = await lines(store, page.dispatched[0])
  expect(submitted[0]).toMatch(/^library observers.ts:/)
  expect(submitted.filter((line) => line.startsWith('own')).slice(0, 2)).toEqual([
    'own checkout.ts:8',
    'own entry.ts:10',
  ])
  const paid = await lines(store, page.dispatched[1])
  expect(paid.filter((line) => line.startsWith('own')).slice(0, 2)).toEqual([
    'own checkout.ts:3',
    'own checkout.ts:8',
  ])
  const once = await lines(store, page.registered[1])
  expect(once.find((line) => line.startsWith('own'))).toBe('own checkout.ts:5')
})

test("in a bundle without one, the library's own places are folded and nothing else is", async () => {
  const withMap = new StackStore(
    hosting(mapped()).read,
    () => page.frames(),
    () => page.places(),
  )
  const { read } = hosting({ [SCRIPT]: built.code })
  const without = new StackStore(
    read,
    () => page.frames(),
    () => page.places(),
  )
  for (const stack of [...page.dispatched, ...page.registered]) {
    const owners = (await settled(without, stack)).map(({ owner }) => owner)
    expect(owners).toEqual((await settled(withMap, stack)).map(({ owner }) => owner))
    expect(owners[0]).toBe('library')
  }
})

test("the library's places are in the library", async () => {
  const map = await loadScriptMap(SCRIPT, hosting(mapped()).read)
  const places = [...page.places()]
  expect(places.length).toBeGreaterThan(10)
  for (const key of places) {
    const [, url, line, column] = /^(.*):(\d+):(\d+)$/.exec(key) ?? []
    const frame = { functionName: undefined, url, line: Number(line), column: Number(column), raw: '' }
    expect(url).toBe(SCRIPT)
    // A listener that dispatches is the panel's own.
    expect(map?.original(frame)?.url).toMatch(/\/lib\/(core|recorder)\/|\/library-places\.ts$/)
  }
})

test('where nothing tells the library from the page, all is shown', async () => {
  const store = new StackStore(hosting({ [SCRIPT]: built.code }).read, noLibrary, noPlaces)
  const places = await settled(store, page.dispatched[0])
  expect(places.filter(({ frame }) => frame.url === SCRIPT).every(({ owner }) => owner === 'own')).toBe(true)
})

test('a search for the library that fails keeps no stack from its places', async () => {
  const refusing = (): never => {
    throw new Error('no bus can be made here')
  }
  const store = new StackStore(hosting(mapped()).read, noLibrary, refusing)
  expect((await settled(store, page.dispatched[0])).some(({ mapped }) => mapped)).toBe(true)
})

test.each([
  ['is not there', () => ({ [SCRIPT]: mapped()[SCRIPT]! })],
  ['is the page that the host gives for any address', () => ({ ...mapped(), [MAP]: '<!doctype html>' })],
  ['is no map', () => ({ ...mapped(), [MAP]: '{"version":3}' })],
  ['is null', () => ({ ...mapped(), [MAP]: 'null' })],
  ['is broken', () => ({ ...mapped(), [MAP]: '{"version":3,"sources":["a"],"names":[],"mappings":5}' })],
  ['has an address that is none', () => ({ [SCRIPT]: `code()\n//# sourceMappingURL=http://[` })],
  ['is in base64 that is none', () => ({ [SCRIPT]: 'code()\n//# sourceMappingURL=data:;base64,%%%' })],
  ['is of a script that is not there', () => ({})],
])('a map that %s leaves the place in the script', async (_, files) => {
  const store = new StackStore(hosting(files() as Record<string, string>).read, noLibrary, noPlaces)
  const places = await settled(store, page.dispatched[0])
  expect(places.every(({ mapped, url, frame }) => !mapped && url === frame.url)).toBe(true)
})

test('each script is asked for once, also where it fails and where many stacks ask at once', async () => {
  const { read, asked } = hosting({})
  const store = new StackStore(read, noLibrary, noPlaces)
  await Promise.all([...page.dispatched, ...page.registered].map((stack) => settled(store, stack)))
  await settled(store, page.dispatched[0])
  expect(asked.filter((url) => url === SCRIPT)).toHaveLength(1)
})

test('a stack is known at once by what the engine says, and nothing is asked for it', () => {
  const { read, asked } = hosting(mapped())
  const store = new StackStore(read, noLibrary, noPlaces)
  const known = store.get(page.dispatched[0])
  expect(known.places[0]?.url).toBe(SCRIPT)
  expect(known.settled).toBe(false)
  expect(known.sorted, 'in a bundle, nothing tells the library yet').toBe(false)
  expect(store.get(page.dispatched[0])).toBe(known)
  expect(asked).toEqual([])
})

test('who subscribed is told when the source maps have come, until unsubscribed', async () => {
  const store = new StackStore(hosting(mapped()).read, noLibrary, noPlaces)
  let told = 0
  const unsubscribe = store.subscribe(() => told++)
  await settled(store, page.dispatched[0])
  expect(told).toBe(1)
  unsubscribe()
  await settled(store, page.dispatched[1])
  expect(told).toBe(1)
})

test('a text without frames is settled at once', () => {
  const store = new StackStore(hosting({}).read, noLibrary, noPlaces)
  expect(store.get('declined')).toEqual({ places: [], sorted: true, settled: true })
})
