/** What kind of thing a `CapturedNode` stands for. */
export type CapturedKind =
  | 'object' // a class instance, an Error, a null-prototype or cut plain object
  | 'array' // a cut or exotic array
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'function'
  | 'symbol'
  | 'string' // one that was cut
  | 'dom'
  | 'buffer' // an ArrayBuffer, a DataView, a typed array
  | 'cycle'
  | 'getter' // an accessor: never called
  | 'redacted'
  | 'cut' // beyond a bound
  | 'unreadable' // reading it threw

/**
 * What the key of an entry was. Undefined where its name only describes it: an object by its label, a symbol, or a
 * text that was cut.
 */
export type CapturedKey =
  | { readonly value: string | number | boolean | bigint | null | undefined }
  | undefined

/**
 * What the snapshot keeps of a value that is no plain data, or not all of it. Primitives (BigInt included),
 * plain objects and plain arrays that fit the bounds are kept as themselves, as copies; all else is one of these.
 * @example
 * const labelOf = (value: CapturedValue) => (value instanceof CapturedNode ? value.label : String(value))
 * labelOf(new CapturedNode('map', 'Map(3)')) // Map(3)
 */
export class CapturedNode {
  constructor(
    readonly kind: CapturedKind,
    /** What to show for it on one line: `Map(3)`, `ƒ add`, `<button#buy.primary>`, `… cut: depth`. */
    readonly label: string,
    /** What is kept inside, as name and captured value. */
    readonly entries: readonly (readonly [name: string, value: CapturedValue])[] = [],
    /** How many entries (or characters, or bytes) were left out: shown as "… 4 812 more". */
    readonly more: number = 0,
    /** The key of each entry; undefined where all of them are texts, and their names say them whole. */
    readonly keys: readonly CapturedKey[] | undefined = undefined,
  ) {}
}

/** A payload as `capture: 'snapshot'` keeps it. */
export type CapturedValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | CapturedNode
  | CapturedValue[]
  | { [key: string]: CapturedValue }
