/** Keys that open the panel: `Alt`, `Ctrl`, `Meta` and `Shift` in any order, and one more key. */
export interface Shortcut {
  /** As people read it. */
  readonly text: string
  matches(event: PressedKey): boolean
}

/** What is looked at of a `KeyboardEvent`. */
export type PressedKey = Pick<KeyboardEvent, 'code' | 'key' | Flag>

type Flag = (typeof MODIFIERS)[number]['flag']

const MODIFIERS = [
  { name: 'Ctrl', flag: 'ctrlKey' },
  { name: 'Alt', flag: 'altKey' },
  { name: 'Shift', flag: 'shiftKey' },
  { name: 'Meta', flag: 'metaKey' },
] as const

const OTHER_NAMES: Readonly<Record<string, string>> = {
  control: 'ctrl',
  option: 'alt',
  cmd: 'meta',
  command: 'meta',
  win: 'meta',
}

/** What browsers, or most of them, keep for themselves or for their tools, on one system or another. */
const TAKEN: ReadonlySet<string> = new Set([
  'F1',
  'F3',
  'F5',
  'F6',
  'F7',
  'F10',
  'F11',
  'F12',
  'Shift+F5',
  'Shift+F7',
  'Shift+F12',
  'Ctrl+F4',
  'Ctrl+F5',
  'Alt+F4',
  ...['C', 'E', 'I', 'J', 'K', 'M', 'N', 'P', 'R', 'S', 'T', 'W', 'Z'].map((key) => `Ctrl+Shift+${key}`),
  ...['C', 'E', 'I', 'J', 'K', 'M', 'R', 'U'].map((key) => `Alt+Meta+${key}`),
  ...['C', 'J', 'N', 'T', 'W', 'Z'].map((key) => `Shift+Meta+${key}`),
  ...['I', 'T'].map((key) => `Alt+Shift+${key}`),
  ...[...'ACDFHJKLNOPQRSTUVWXZ0123456789'].flatMap((key) => [`Ctrl+${key}`, `Meta+${key}`]),
  ...['D', 'E', 'F'].map((key) => `Alt+${key}`),
])

/**
 * Reads `'Alt+Shift+E'`: modifiers and a letter, a digit, `F1` … `F12`, or another key by its `KeyboardEvent.code`.
 * A letter is the one that is on the key; where Alt makes another character of it, the one that an English keyboard has
 * there.
 * @throws {TypeError} for what is no shortcut, would be typed by mistake, or is taken by browsers
 * @example
 * parseShortcut('Ctrl+Shift+Backquote').matches(event)
 */
export function parseShortcut(text: string): Shortcut {
  const parts = typeof text === 'string' ? text.split('+').map((part) => part.trim()) : []
  const key = keyOf(parts.pop() ?? '')
  const wanted = new Set(parts.map((part) => OTHER_NAMES[part.toLowerCase()] ?? part.toLowerCase()))
  const modifiers = MODIFIERS.filter(({ name }) => wanted.delete(name.toLowerCase()))
  if (key === undefined || wanted.size > 0)
    throw new TypeError(
      `\`shortcut\` must be modifiers and a key, such as 'Alt+Shift+E', not ${JSON.stringify(text)}`,
    )
  const shown = [...modifiers.map(({ name }) => name), key.name].join('+')
  const isFunctionKey = /^F\d/.test(key.name)
  if (!isFunctionKey && !modifiers.some(({ name }) => name !== 'Shift'))
    throw new TypeError(`\`shortcut\` must have Ctrl, Alt or Meta in it, for ${shown} is typed`)
  if (TAKEN.has(shown))
    throw new TypeError(`\`shortcut\` must not be ${shown}: browsers have it for themselves`)
  return {
    text: shown,
    matches: (event) =>
      MODIFIERS.every(({ name, flag }) => event[flag] === modifiers.some((own) => own.name === name)) &&
      isKey(event, key),
  }
}

interface Key {
  readonly name: string
  readonly code: string
}

function keyOf(text: string): Key | undefined {
  if (/^[a-z]$/i.test(text)) return { name: text.toUpperCase(), code: `Key${text.toUpperCase()}` }
  if (/^\d$/.test(text)) return { name: text, code: `Digit${text}` }
  if (/^f([1-9]|1[0-2])$/i.test(text)) return { name: text.toUpperCase(), code: text.toUpperCase() }
  return /^[A-Z][a-z]+[A-Za-z\d]*$/.test(text) && !isModifier(text) ? { name: text, code: text } : undefined
}

function isModifier(text: string): boolean {
  const name = text.toLowerCase()
  return name in OTHER_NAMES || MODIFIERS.some((modifier) => modifier.name.toLowerCase() === name)
}

function isKey({ key, code }: PressedKey, wanted: Key): boolean {
  const isLetter = /^[a-z]$/i.test(key)
  return isLetter && wanted.code.startsWith('Key') ? key.toUpperCase() === wanted.name : code === wanted.code
}
