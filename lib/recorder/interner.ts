/**
 * Small numbers for things that many rows refer to. Each row that refers to one retains it; when the last has
 * released it the number is used again, so names made up without end take no memory without end.
 */
export class Interner<Key, Value> {
  private readonly ids = new Map<Key, number>()
  private readonly keys: (Key | undefined)[] = []
  private readonly values: (Value | undefined)[] = []
  private readonly counts: number[] = []
  private readonly free: number[] = []

  /** The number of `key`, with one more reference. */
  retain(key: Key, make: () => Value): number {
    const known = this.ids.get(key)
    if (known !== undefined) {
      this.counts[known]!++
      return known
    }
    const id = this.free.pop() ?? this.keys.length
    this.ids.set(key, id)
    this.keys[id] = key
    this.values[id] = make()
    this.counts[id] = 1
    return id
  }

  release(id: number): void {
    if (--this.counts[id]! > 0) return
    this.ids.delete(this.keys[id] as Key)
    this.keys[id] = undefined
    this.values[id] = undefined
    this.free.push(id)
  }

  value(id: number): Value {
    return this.values[id] as Value
  }

  find(key: Key): Value | undefined {
    const id = this.ids.get(key)
    return id === undefined ? undefined : this.values[id]
  }

  idOf(key: Key): number | undefined {
    return this.ids.get(key)
  }

  all(): Value[] {
    return [...this.ids.values()].map((id) => this.value(id))
  }
}
