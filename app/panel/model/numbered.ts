/** An item with its place, which is all that tells it from others. */
export interface Numbered<Item> {
  readonly place: number
  readonly item: Item
}

/** Items that have nothing else to be known again by; `from` is the place of the first. */
export function numbered<Item>(items: readonly Item[], from = 0): Numbered<Item>[] {
  return items.map((item, at) => ({ place: from + at, item }))
}
