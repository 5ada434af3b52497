import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgetWindow, recallWindow, rememberWindow, type WindowMemory } from './memory.ts'

/** As much of a storage as is used. */
class FakeStorage {
  private readonly items = new Map<string, string>()

  getItem = (key: string): string | null => this.items.get(key) ?? null
  setItem = (key: string, value: string): void => void this.items.set(key, value)
  removeItem = (key: string): void => void this.items.delete(key)
  spoil(value: string): void {
    for (const key of this.items.keys()) this.items.set(key, value)
  }
}

const MEMORY: WindowMemory = {
  name: 'eventscope-1',
  seeks: true,
  side: 'right',
  view: { tab: 'errors', filter: 'cart', detailsTab: 'cause', payloadMode: 'changes' },
}

test('a page knows what the page before has remembered of its window, until it is forgotten', () => {
  const storage = new FakeStorage()
  rememberWindow(storage, MEMORY)
  expect(recallWindow(storage)).toEqual(MEMORY)
  forgetWindow(storage)
  expect(recallWindow(storage)).toBeUndefined()
})

test('where there is no storage, or it is full, there is no memory, and no error', () => {
  const full = {
    setItem(): void {
      throw new Error('full')
    },
  }
  rememberWindow(full, MEMORY)
  rememberWindow(undefined, MEMORY)
  forgetWindow(undefined)
  expect(recallWindow(undefined)).toBeUndefined()
})

test('what is broken is nothing, or has its default', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const storage = new FakeStorage()
      rememberWindow(storage, MEMORY)
      storage.spoil(text)
      expect(recallWindow(storage)).toBeUndefined()
    }),
  )
  const storage = new FakeStorage()
  rememberWindow(storage, MEMORY)
  storage.spoil(JSON.stringify({ name: 'a', seeks: false, side: 'window', view: { tab: 'no', filter: 1 } }))
  expect(recallWindow(storage)).toEqual({
    name: 'a',
    seeks: false,
    side: 'bottom',
    view: { tab: 'events', filter: '', detailsTab: 'payload', payloadMode: 'whole' },
  })
})
