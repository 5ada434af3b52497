/**
 * Which element of the grid shows which row: a row that stays keeps its element, and one that comes takes over
 * the element of one that left. So a stream of new rows changes texts, and adds and removes no elements.
 */
export class RowSlots {
  /** By row, from the top. */
  private slots: ReadonlyMap<number, number> = new Map()

  /** The elements' numbers for the rows shown now, from the top. */
  assign(rows: readonly number[]): number[] {
    const staying = new Set(rows)
    const taken = new Set<number>()
    // From the top as well: where all rows are new, no element has to move.
    const free: number[] = []
    for (const [row, slot] of this.slots) {
      if (staying.has(row)) taken.add(slot)
      else free.push(slot)
    }
    let used = 0
    let unused = 0
    const next = new Map<number, number>()
    for (const row of rows) {
      let slot = this.slots.get(row) ?? free[used++]
      if (slot === undefined) {
        while (taken.has(unused)) unused++
        slot = unused
      }
      taken.add(slot)
      next.set(row, slot)
    }
    this.slots = next
    return [...next.values()]
  }
}
