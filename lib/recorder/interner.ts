/** Entries that nobody needs, at most, before they are looked for. */
const MAX_IDLE = 1_000

/**
 * Small numbers for things that many rows refer to. An entry stays while it is held, or while a kept row refers
 * to it. Whoever uses an entry says in which row, so that nothing has to be counted when rows are given up; what
 * no row refers to any more is looked for now and then, and its number is used again. So names made up without end
 * take no memory without end.
 */
export class Interner<Key, Value> {
  private readonly ids = new Map<Key, number>()
  private readonly keys: (Key | undefined)[] = []
  private readonly values: (Value | undefined)[] = []
  /** The last row that refers to it. */
  private readonly last: number[] = []
  private readonly holds: number[] = []
  private readonly free: number[] = []
  /** How many may have been let go since the last sweep while no row referred to them. */
  private idle = 0

  /** The number of `key`, if it has one. */
  idOf(key: Key): number | undefined {
    return this.ids.get(key)
  }

  add(key: Key, value: Value): number {
    const id = this.free.pop() ?? this.keys.length
    this.ids.set(key, id)
    this.keys[id] = key
    this.values[id] = value
    this.last[id] = -1
    this.holds[id] = 0
    return id
  }

  /** A row refers to it. Rows need not come in order: a run is written down after those nested in it. */
  use(id: number, row: number): void {
    if (row > this.last[id]!) this.last[id] = row
  }

  /** It stays until it is let go as often as it was held. */
  hold(id: number): void {
    this.holds[id]!++
  }

  /** `first` is the first row kept. Not forgotten at once: a run of what was let go may be under way. */
  letGo(id: number, first: number): void {
    this.holds[id]!--
    if (!this.isNeeded(id, first) && ++this.idle > MAX_IDLE) this.sweep(first)
  }

  /** Entries, needed or not. */
  get size(): number {
    return this.ids.size
  }

  value(id: number): Value {
    return this.values[id] as Value
  }

  /** Those held, or referred to by a row from `first` on. */
  current(first: number): Value[] {
    return [...this.keysOf(first)].map((key) => this.value(this.ids.get(key)!))
  }

  /** Their keys, one after the other: in between, entries may come and go. */
  *keysOf(first: number): Generator<Key, void> {
    for (const [key, id] of this.ids) if (this.isNeeded(id, first)) yield key
  }

  /** Forgets what is neither held nor referred to by a row from `first` on. */
  sweep(first: number): void {
    for (const [key, id] of this.ids) {
      // Rows may be numbered anew after this.
      if (this.last[id]! < first) this.last[id] = -1
      if (this.isNeeded(id, first)) continue
      this.ids.delete(key)
      this.keys[id] = undefined
      this.values[id] = undefined
      this.free.push(id)
    }
    this.idle = 0
  }

  private isNeeded(id: number, first: number): boolean {
    return this.holds[id]! > 0 || this.last[id]! >= first
  }
}
