const FIRST_CAPACITY = 1_024

/**
 * Row numbers in ascending order, in one typed array with room at both ends: newer rows are added at one,
 * older ones at the other, and those the recording has dropped leave without anything being moved.
 */
export class RowList {
  // A row's number outgrows 32 bits within hours at 100 000 events/s.
  private rows = new Float64Array(FIRST_CAPACITY)
  private from = FIRST_CAPACITY / 2
  private to = FIRST_CAPACITY / 2

  get length(): number {
    return this.to - this.from
  }

  /** The row at a place from 0 to `length` − 1. */
  at(index: number): number {
    return this.rows[this.from + index]!
  }

  /** Adds a row newer than all others. */
  addNewer(row: number): void {
    if (this.to === this.rows.length) this.makeRoom(1)
    this.rows[this.to++] = row
  }

  /** Adds a row older than all others. */
  addOlder(row: number): void {
    if (this.from === 0) this.makeRoom(1)
    this.rows[--this.from] = row
  }

  /** Adds rows that belong anywhere, given in ascending order; each is moved once, however many come. */
  insert(added: readonly number[]): void {
    if (this.to + added.length > this.rows.length) this.makeRoom(added.length)
    const { rows } = this
    let last = this.to - 1
    let target = last + added.length
    this.to += added.length
    for (let at = added.length - 1; at >= 0; target--) {
      if (last >= this.from && rows[last]! > added[at]!) rows[target] = rows[last--]!
      else rows[target] = added[at--]!
    }
  }

  /** Takes out rows, given in ascending order; those that are not there do not matter. */
  remove(removed: readonly number[]): void {
    const { rows } = this
    let target = this.from + this.countBelow(removed[0] ?? Infinity)
    for (let at = target, next = 0; at < this.to; at++) {
      const row = rows[at]!
      while (next < removed.length && removed[next]! < row) next++
      if (removed[next] !== row) rows[target++] = row
    }
    this.to = target
  }

  /** Gives up the rows before `first`. */
  dropBelow(first: number): void {
    while (this.from < this.to && this.rows[this.from]! < first) this.from++
  }

  /** How many rows are below `row`. */
  countBelow(row: number): number {
    let low = this.from
    let high = this.to
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.rows[middle]! < row) low = middle + 1
      else high = middle
    }
    return low - this.from
  }

  /** The place of a row, or −1. */
  indexOf(row: number): number {
    const at = this.countBelow(row)
    return at < this.length && this.at(at) === row ? at : -1
  }

  /** Centres what is there, in an array at least twice as long: an end is reached again only after many rows. */
  private makeRoom(count: number): void {
    const { rows, length } = this
    const needed = 2 * (length + count)
    const target = needed <= rows.length ? rows : new Float64Array(Math.max(FIRST_CAPACITY, 2 * needed))
    const from = Math.floor((target.length - length - count) / 2)
    if (target === rows) rows.copyWithin(from, this.from, this.to)
    else target.set(rows.subarray(this.from, this.to), from)
    this.rows = target
    this.from = from
    this.to = from + length
  }
}
