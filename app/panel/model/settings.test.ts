import { afterEach, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, loadSettings, pageStorage, saveSettings, type Settings } from './settings.ts'

const storing = (text: string | null): Pick<Storage, 'getItem'> => ({ getItem: () => text })
const forbidden = (): never => {
  throw new DOMException('forbidden', 'SecurityError')
}

afterEach(() => vi.unstubAllGlobals())

test('a panel without a memory hides the origin of dispatches; what the user has shown stays', () => {
  const hidden = (text: string | null) => loadSettings(storing(text)).hiddenColumns
  expect(hidden(null)).toEqual(['origin'])
  expect(hidden('{"hiddenColumns":"all"}')).toEqual(['origin'])
  expect(hidden('{"hiddenColumns":[]}')).toEqual([])
})

test('what is saved is loaded again', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  }
  const settings: Settings = {
    theme: 'dark',
    density: 'comfortable',
    open: false,
    dock: 'left',
    height: 200,
    width: 400,
    overview: false,
    slowMs: 4,
    longWaitMs: 200,
    hiddenColumns: ['source', 'parent'],
    columnWidths: { event: 240 },
    recent: ['status:failed'],
    recorder: { capacity: 5_000, redact: ['iban'], stacks: 'on' },
  }
  saveSettings(storage, settings)
  expect(loadSettings(storage)).toEqual(settings)
})

test.each([null, '', '{', 'null', '5', '"text"', '[]', '{}'])('%s loads as the defaults', (text) => {
  expect(loadSettings(storing(text))).toEqual(DEFAULT_SETTINGS)
})

test('without a storage the defaults are loaded, and saving does nothing', () => {
  expect(loadSettings(undefined)).toEqual(DEFAULT_SETTINGS)
  expect(() => saveSettings(undefined, DEFAULT_SETTINGS)).not.toThrow()
})

test.each([
  '{ "theme": "pink", "open": "yes", "height": "400" }',
  '{ "theme": 1, "open": 0, "height": 10 }',
  '{ "theme": null, "open": null, "height": 1e999 }',
  '{ "dock": "top", "width": 10 }',
])('values of the wrong kind have their defaults: %s', (text) => {
  expect(loadSettings(storing(text))).toEqual(DEFAULT_SETTINGS)
})

test('what a page says of a panel holds until the user has it otherwise', () => {
  const initial = { open: false, dock: 'right' } as const
  expect(loadSettings(storing(null), initial)).toEqual({ ...DEFAULT_SETTINGS, ...initial })
  expect(loadSettings(storing('{'), initial)).toEqual({ ...DEFAULT_SETTINGS, ...initial })
  const stored = '{ "open": true, "dock": "left" }'
  expect(loadSettings(storing(stored), initial)).toMatchObject({ open: true, dock: 'left' })
})

test('one broken value does not spoil the others', () => {
  const text = '{ "theme": "light", "open": 5, "height": 400 }'
  expect(loadSettings(storing(text))).toEqual({ ...DEFAULT_SETTINGS, theme: 'light', height: 400 })
})

test('a storage that throws is done without', () => {
  expect(loadSettings({ getItem: forbidden })).toEqual(DEFAULT_SETTINGS)
  expect(() => saveSettings({ setItem: forbidden }, DEFAULT_SETTINGS)).not.toThrow()
})

test('a page that forbids its storage has none', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  Object.defineProperty(globalThis, 'localStorage', { get: forbidden, configurable: true })
  expect(pageStorage()).toBeUndefined()
  Reflect.deleteProperty(globalThis, 'localStorage')
  if (original !== undefined) Object.defineProperty(globalThis, 'localStorage', original)
})
