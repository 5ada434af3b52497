import { expect, test, vi } from 'vitest'
import { configureAuto, openAuto } from './index.ts'

test('where there is no page, importing and configuring it does nothing', async () => {
  configureAuto({ shortcut: 'Alt+Shift+V' })
  expect(Object.getOwnPropertySymbols(globalThis).map(String)).not.toContain('Symbol(eventscope.auto.1)')
  await expect(openAuto()).rejects.toThrow(/call `openAuto\(\)` in a browser/)
})

test('a global `window` without a document is no page: React Native has one', async () => {
  vi.stubGlobal('window', globalThis)
  vi.resetModules()
  const { openAuto } = await import('./index.ts')
  await expect(openAuto()).rejects.toThrow(/in a browser/)
  vi.unstubAllGlobals()
})
