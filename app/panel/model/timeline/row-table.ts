const FIRST_CAPACITY = 4_096

/**
 * What is kept of each row: a ring of typed arrays that grows with the rows and forgets the dropped ones by itself.
 * Rows are given as distances where they refer to others, so 32 bits will do.
 */
export class RowTable {
  private mask = FIRST_CAPACITY - 1
  private lanes = new Uint16Array(FIRST_CAPACITY)
  private ends = new Float64Array(FIRST_CAPACITY)
  private returns = new Float32Array(FIRST_CAPACITY)
  /** How many rows further down the first child, the last child and the next sibling are; 0 for none. */
  private firstChildren = new Uint32Array(FIRST_CAPACITY)
  private lastChildren = new Uint32Array(FIRST_CAPACITY)
  private siblings = new Uint32Array(FIRST_CAPACITY)

  /** Makes room for the rows from `first` to `end` − 1; those that were there before stay. */
  reserve(first: number, end: number): void {
    const capacity = this.mask + 1
    if (end - first <= capacity) return
    let wanted = capacity
    while (wanted < end - first) wanted *= 2
    const before = this.mask
    this.mask = wanted - 1
    const moved = <Column extends Uint16Array | Uint32Array | Float32Array | Float64Array>(
      from: Column,
      to: Column,
    ): Column => {
      // In a few pieces: the two rings are cut at different rows.
      for (let row = first; row < first + capacity;) {
        const [at, into] = [row & before, row & this.mask]
        const count = Math.min(first + capacity - row, capacity - at, wanted - into)
        to.set(from.subarray(at, at + count), into)
        row += count
      }
      return to
    }
    this.lanes = moved(this.lanes, new Uint16Array(wanted))
    this.ends = moved(this.ends, new Float64Array(wanted))
    this.returns = moved(this.returns, new Float32Array(wanted))
    this.firstChildren = moved(this.firstChildren, new Uint32Array(wanted))
    this.lastChildren = moved(this.lastChildren, new Uint32Array(wanted))
    this.siblings = moved(this.siblings, new Uint32Array(wanted))
  }

  add(row: number, lane: number, end: number, returned: number): void {
    const at = row & this.mask
    this.lanes[at] = lane
    this.ends[at] = end
    this.returns[at] = returned
    this.firstChildren[at] = 0
    this.lastChildren[at] = 0
    this.siblings[at] = 0
  }

  /** Says that `row` was caused by `parent`, after all its other children so far. */
  link(parent: number, row: number): void {
    const at = parent & this.mask
    const last = this.lastChildren[at]!
    if (last === 0) this.firstChildren[at] = row - parent
    else this.siblings[(parent + last) & this.mask] = row - (parent + last)
    this.lastChildren[at] = row - parent
  }

  settle(row: number, end: number, returned: number): void {
    this.ends[row & this.mask] = end
    this.returns[row & this.mask] = returned
  }

  lane(row: number): number {
    return this.lanes[row & this.mask]!
  }

  end(row: number): number {
    return this.ends[row & this.mask]!
  }

  returned(row: number): number {
    return this.returns[row & this.mask]!
  }

  /** The first dispatch that a row caused, or −1. */
  firstChild(row: number): number {
    const distance = this.firstChildren[row & this.mask]!
    return distance === 0 ? -1 : row + distance
  }

  /** The next dispatch with the same cause, or −1. */
  nextSibling(row: number): number {
    const distance = this.siblings[row & this.mask]!
    return distance === 0 ? -1 : row + distance
  }
}
