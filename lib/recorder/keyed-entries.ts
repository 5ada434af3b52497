import type { CapturedKey, CapturedValue } from './captured.ts'
import { shorten } from './describe.ts'

/** Gathers the entries of a Map or an object, and their keys if the names do not say them. */
export class KeyedEntries {
  readonly entries: [name: string, value: CapturedValue][] = []
  keys: CapturedKey[] | undefined = undefined

  /** `name` is the key itself, or its label. */
  add(key: unknown, name: string, value: CapturedValue): void {
    const short = shorten(name)
    const isNamed = short === key
    // Nearly all have keys that are short texts: of these nothing more is kept.
    if (!isNamed) this.keys ??= this.entries.map(([known]) => ({ value: known }))
    if (this.keys !== undefined)
      this.keys.push(isNamed || isWholePrimitive(key) ? { value: key as string } : undefined)
    this.entries.push([short, value])
  }
}

/** A text is not: one that is not named by itself was cut. */
function isWholePrimitive(key: unknown): boolean {
  return key === null || ['undefined', 'boolean', 'number', 'bigint'].includes(typeof key)
}
