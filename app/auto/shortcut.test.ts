import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseShortcut, type PressedKey } from './shortcut.ts'

function pressed(key: string, code: string, ...held: ('Alt' | 'Ctrl' | 'Meta' | 'Shift')[]): PressedKey {
  return {
    key,
    code,
    altKey: held.includes('Alt'),
    ctrlKey: held.includes('Ctrl'),
    metaKey: held.includes('Meta'),
    shiftKey: held.includes('Shift'),
  }
}

test('a shortcut is its keys and no others', () => {
  const { matches } = parseShortcut('Alt+Shift+E')
  expect(matches(pressed('E', 'KeyE', 'Alt', 'Shift'))).toBe(true)
  expect(matches(pressed('E', 'KeyE', 'Alt', 'Shift', 'Ctrl'))).toBe(false)
  expect(matches(pressed('e', 'KeyE', 'Alt'))).toBe(false)
  expect(matches(pressed('R', 'KeyR', 'Alt', 'Shift'))).toBe(false)
})

test('where Alt makes another character of a letter, its place on the keyboard counts', () => {
  const { matches } = parseShortcut('Alt+Shift+E')
  expect(matches(pressed('´', 'KeyE', 'Alt', 'Shift'))).toBe(true)
  expect(matches(pressed('Dead', 'KeyE', 'Alt', 'Shift'))).toBe(true)
  expect(matches(pressed('У', 'KeyE', 'Alt', 'Shift'))).toBe(true)
})

test('on another layout, the key with the letter on it counts', () => {
  const { matches } = parseShortcut('Alt+Shift+E')
  expect(matches(pressed('E', 'KeyD', 'Alt', 'Shift'))).toBe(true)
  expect(matches(pressed('A', 'KeyE', 'Alt', 'Shift'))).toBe(false)
})

test('digits, function keys and others are known by their place', () => {
  expect(parseShortcut('Ctrl+Alt+1').matches(pressed('!', 'Digit1', 'Ctrl', 'Alt'))).toBe(true)
  expect(parseShortcut('F8').matches(pressed('F8', 'F8'))).toBe(true)
  expect(parseShortcut('Ctrl+Backquote').matches(pressed('Dead', 'Backquote', 'Ctrl'))).toBe(true)
})

test('modifiers are known by the names that people give them, in any order', () => {
  expect(parseShortcut('shift + option+e').text).toBe('Alt+Shift+E')
  expect(parseShortcut('Cmd+Control+f9').text).toBe('Ctrl+Meta+F9')
})

test('what is no shortcut is refused by name', () => {
  for (const text of ['', 'Alt', 'Alt+', 'Alt+Shift', 'Hyper+E', 'Alt+EE', 'E+Alt', 7, undefined])
    expect(() => parseShortcut(text as string)).toThrow(/`shortcut` must be modifiers and a key/)
})

test('what would be typed by mistake is refused', () => {
  expect(() => parseShortcut('E')).toThrow(/must have Ctrl, Alt or Meta/)
  expect(() => parseShortcut('Shift+E')).toThrow(/is typed/)
})

test('what browsers have for themselves is refused', () => {
  for (const text of ['F12', 'Ctrl+Shift+I', 'Cmd+Option+J', 'Ctrl+T', 'Meta+W'])
    expect(() => parseShortcut(text)).toThrow(/browsers have it for themselves/)
})

test('what a shortcut says of itself is the same shortcut', () => {
  const key = fc.constantFrom('E', 'V', '7', 'F9', 'Slash', 'ArrowUp')
  const modifiers = fc.shuffledSubarray(['Ctrl', 'Alt', 'Shift', 'Meta'])
  fc.assert(
    fc.property(modifiers, key, (held, last) => {
      const text = [...held, last].join('+')
      let shortcut
      try {
        shortcut = parseShortcut(text)
      } catch {
        return
      }
      expect(parseShortcut(shortcut.text).text).toBe(shortcut.text)
    }),
  )
})
