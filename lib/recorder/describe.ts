import { CapturedNode, type CapturedValue } from './captured.ts'

/** How long a label or the name of an entry gets, in characters. */
export const LABEL_LENGTH = 200

/** How many bytes of a buffer, or elements of a typed array, are kept. */
export const BUFFER_PREVIEW = 16

/** Stands for the descriptor of a property that threw. */
export const BROKEN: PropertyDescriptor = {}

/** Stands for a value that could not be read. */
export const UNREADABLE: CapturedNode = new CapturedNode('unreadable', '[unreadable]')

/** Stands for a window: neither walked nor told apart from another. */
export const WINDOW: CapturedNode = new CapturedNode('object', 'Window')

/** How many prototypes are looked at: a Proxy can answer with a new one for ever. */
const CHAIN_LENGTH = 32

const { getOwnPropertyDescriptor, getOwnPropertySymbols, getPrototypeOf } = Object
const sourceOf = Function.prototype.toString

/** The names of the classes a value is an instance of, its own first; none for a null prototype. Can throw. */
export function classNames(value: object): string[] {
  const names: string[] = []
  let prototype = getPrototypeOf(value)
  for (let i = 0; prototype !== null && i < CHAIN_LENGTH; i++) {
    const made = getOwnPropertyDescriptor(prototype, 'constructor')?.value
    const name = typeof made === 'function' ? functionName(made) : ''
    if (name !== '') names.push(name)
    prototype = getPrototypeOf(prototype)
  }
  return names
}

/** The label of a value without a look inside, as for the key of a Map. */
export function labelOf(value: unknown): string {
  try {
    if (typeof value === 'string') return shorten(value)
    if (typeof value === 'function') return functionLabel(value)
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value !== 'object' || value === null) return shorten(String(value))
    if (Array.isArray(value)) return `Array(${value.length})`
    const names = classNames(value)
    return describeLeaf(value, names)?.label ?? classLabel(names)
  } catch {
    return '[unreadable]'
  }
}

/** The label of an instance of the classes named. */
export function classLabel(names: readonly string[]): string {
  return names[0] === undefined ? 'Object (null prototype)' : shorten(names[0])
}

/** `ƒ name`, or `class Name`. Can throw. */
function functionLabel(value: Function): string {
  const name = functionName(value) || '(anonymous)'
  const isClass = /^class\b/.test(sourceOf.call(value))
  return shorten(`${isClass ? 'class' : 'ƒ'} ${name}`)
}

/** `text`, or its first characters and an ellipsis. */
export function shorten(text: string): string {
  return text.length > LABEL_LENGTH ? `${detached(text, LABEL_LENGTH)}…` : text
}

/** Characters kept of a text that somebody else made: a reason, a name, an id of a message. */
const MAX_FOREIGN = 500

/** A text of somebody else, as far as it is sensible to keep. */
export function shortened(text: string): string {
  return text.length > MAX_FOREIGN ? detached(text, MAX_FOREIGN) : text
}

/** The first characters, as a string that does not keep all of `text` in memory, as engines' slices do. */
export function detached(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return JSON.parse(JSON.stringify(text.slice(0, splitsPair ? length - 1 : length))) as string
}

/**
 * A property's value, inherited ones included, calling no accessor but the platform's own; `trusted` says that
 * the object is one whose accessors can be called too. Can throw.
 */
export function read(value: object, key: string, trusted = false): unknown {
  let owner: object | null = value
  for (let i = 0; owner !== null && i < CHAIN_LENGTH; i++) {
    const found = getOwnPropertyDescriptor(owner, key)
    if (found?.get) return trusted || isNative(found.get) ? found.get.call(value) : undefined
    if (found) return found.value
    owner = getPrototypeOf(owner)
  }
  return undefined
}

/** The size of a genuine Map. Throws for anything else, a Proxy of a Map included. */
export const mapSize: (map: object) => number = builtInGetter(Map.prototype, 'size')
/** The size of a genuine Set. Throws for anything else. */
export const setSize: (set: object) => number = builtInGetter(Set.prototype, 'size')

const bufferLength = builtInGetter<number>(ArrayBuffer.prototype, 'byteLength')
const viewLength = builtInGetter<number>(DataView.prototype, 'byteLength')
const typedArray = getPrototypeOf(Uint8Array.prototype) as object
const typedArrayLength = builtInGetter<number>(typedArray, 'length')
const typedArrayTag = builtInGetter<string | undefined>(typedArray, Symbol.toStringTag)
const regexpSource = builtInGetter<string>(RegExp.prototype, 'source')

/** What there is to keep of a value that has a label but is not walked; undefined for all else. Can throw. */
export function describeLeaf(value: object, names: readonly string[]): CapturedNode | undefined {
  if (read(value, 'window', names.includes('Window')) === value) return WINDOW
  const dom = domLabel(value, names.includes('Node'))
  if (dom !== undefined) return new CapturedNode('dom', shorten(dom))
  if (ArrayBuffer.isView(value)) return viewNode(value, names)
  for (const name of names) {
    const describe = BUILT_INS.get(name)
    if (describe === undefined) continue
    try {
      return describe(value, names)
    } catch {
      // A class of the page's own under that name, or a Proxy: an object like any other.
    }
  }
  return undefined
}

const BUILT_INS = new Map<string, (value: object, names: readonly string[]) => CapturedNode>(
  Object.entries({
    Date: (value: object) => {
      const time = Date.prototype.getTime.call(value)
      return new CapturedNode('date', Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString())
    },
    RegExp: (value: object) => {
      regexpSource(value)
      return new CapturedNode('regexp', shorten(RegExp.prototype.toString.call(value)))
    },
    ArrayBuffer: (value: object, names: readonly string[]) =>
      bufferNode(value as ArrayBuffer, bufferLength(value), names),
    SharedArrayBuffer: (value: object, names: readonly string[]) =>
      bufferNode(
        value as SharedArrayBuffer,
        builtInGetter<number>(SharedArrayBuffer.prototype, 'byteLength')(value),
        names,
      ),
    Number: (value: object) => boxed('Number', Number.prototype.valueOf.call(value)),
    String: (value: object) => boxed('String', JSON.stringify(shorten(String.prototype.valueOf.call(value)))),
    Boolean: (value: object) => boxed('Boolean', Boolean.prototype.valueOf.call(value)),
    BigInt: (value: object) => boxed('BigInt', BigInt.prototype.valueOf.call(value)),
    Symbol: (value: object) => boxed('Symbol', labelOf(Symbol.prototype.valueOf.call(value))),
  }),
)

function boxed(name: string, value: string | number | boolean | bigint): CapturedNode {
  return new CapturedNode('object', `${name}(${value})`)
}

function domLabel(value: object, trusted: boolean): string | undefined {
  // From the prototype on: in a form, `nodeName` and `id` can be fields of those names.
  const get = (key: string): unknown => {
    const inherited = trusted ? readInherited(value, key) : undefined
    return inherited === undefined ? read(value, key) : inherited
  }
  const name = get('nodeName')
  const type = typeof name === 'string' ? get('nodeType') : undefined
  if (typeof name !== 'string' || typeof type !== 'number') return undefined
  if (type !== 1) return name
  const id = get('id')
  const given = get('className')
  // An SVG element's `className` is an object.
  const className = typeof given === 'object' && given !== null ? read(given, 'baseVal') : given
  const classes = typeof className === 'string' ? className.slice(0, LABEL_LENGTH).match(/\S+/g) : null
  const idPart = typeof id === 'string' && id !== '' ? `#${id}` : ''
  return `<${name.toLowerCase()}${idPart}${classes === null ? '' : `.${classes.join('.')}`}>`
}

function readInherited(value: object, key: string): unknown {
  let owner: object | null = getPrototypeOf(value)
  for (let i = 0; owner !== null && i < CHAIN_LENGTH; i++) {
    const get = getOwnPropertyDescriptor(owner, key)?.get
    if (get !== undefined) return get.call(value)
    owner = getPrototypeOf(owner)
  }
  return undefined
}

function bufferNode(
  buffer: ArrayBufferLike,
  length: number,
  names: readonly string[],
  offset = 0,
): CapturedNode {
  const label = `${classLabel(names)}(${length})`
  if (length === 0) return new CapturedNode('buffer', label)
  const bytes = new Uint8Array(buffer, offset, Math.min(length, BUFFER_PREVIEW))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  return new CapturedNode('buffer', label, [['bytes', hex]], length - bytes.length)
}

function viewNode(view: ArrayBufferView, names: readonly string[]): CapturedNode {
  if (typedArrayTag(view) === undefined) {
    const { buffer, byteOffset } = view
    return bufferNode(buffer, viewLength(view), names, byteOffset)
  }
  const length = typedArrayLength(view)
  const elements = view as unknown as ArrayLike<number | bigint>
  const entries: [string, CapturedValue][] = []
  for (let i = 0; i < length && i < BUFFER_PREVIEW; i++) entries.push([String(i), elements[i]])
  return new CapturedNode('buffer', `${classLabel(names)}(${length})`, entries, length - entries.length)
}

function functionName(value: Function): string {
  const name: unknown = getOwnPropertyDescriptor(value, 'name')?.value
  return typeof name === 'string' ? name : ''
}

/** A bound function's source is native too, but has no name, or one that starts with "bound". */
function isNative(getter: Function): boolean {
  return /^function (?!bound )[\w ]+\(\)\s*\{\s*\[native code\]\s*\}$/.test(sourceOf.call(getter))
}

function builtInGetter<Result>(prototype: object, key: PropertyKey): (value: object) => Result {
  const get = getOwnPropertyDescriptor(prototype, key)?.get
  return (value) => get?.call(value) as Result
}

/** An own property's descriptor; `BROKEN` where reading it throws. */
export function descriptorOf(owner: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return getOwnPropertyDescriptor(owner, key)
  } catch {
    return BROKEN
  }
}

/** As `read`; `UNREADABLE` where it throws. */
export function tryRead(value: object, key: string, trusted = false): unknown {
  try {
    return read(value, key, trusted)
  } catch {
    return UNREADABLE
  }
}

/** The own enumerable symbols. Can throw. */
export function symbolKeys(value: object): symbol[] {
  const symbols = getOwnPropertySymbols(value)
  return symbols.length === 0
    ? symbols
    : symbols.filter((symbol) => getOwnPropertyDescriptor(value, symbol)?.enumerable)
}

/** Assigning `__proto__` would set the copy's prototype. */
export function define(copy: object, key: string, value: CapturedValue): void {
  Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true })
}

/** Whether it is a realm's `Object.prototype`, as far as can be told. Can throw. */
export function isRoot(prototype: object | null): boolean {
  return prototype !== null && getPrototypeOf(prototype) === null
}

/** Whether `size` takes the value for one of its own: neither a Proxy of one nor a class of the same name. */
export function hasSize(size: (value: object) => number, value: object): boolean {
  try {
    return size(value) >= 0
  } catch {
    return false
  }
}
