/** A map of at most so many entries; a new one takes the place of the one that was added first. */
export class BoundedMap<Key, Value> {
  private readonly entries = new Map<Key, Value>()

  constructor(private readonly limit: number) {}

  get(key: Key): Value | undefined {
    return this.entries.get(key)
  }

  set(key: Key, value: Value): void {
    if (!this.entries.has(key) && this.entries.size >= this.limit) {
      const [oldest] = this.entries.keys()
      if (oldest !== undefined) this.entries.delete(oldest)
    }
    this.entries.set(key, value)
  }
}
