/** Something in a line. */
export interface Place<Item> {
  readonly item: Item
  before: Place<Item> | undefined
  behind: Place<Item> | undefined
}

/** First in, first out; and whoever gives up may leave from the middle. Each costs the same however long the line is. */
export class Fifo<Item> {
  size = 0
  private first: Place<Item> | undefined
  private last: Place<Item> | undefined

  push(item: Item): Place<Item> {
    const place: Place<Item> = { item, before: this.last, behind: undefined }
    if (this.last === undefined) this.first = place
    else this.last.behind = place
    this.last = place
    this.size++
    return place
  }

  shift(): Item | undefined {
    const { first } = this
    if (first !== undefined) this.remove(first)
    return first?.item
  }

  /** Takes out what is in the line. */
  remove(place: Place<Item>): void {
    const { before, behind } = place
    if (before === undefined) this.first = behind
    else before.behind = behind
    if (behind === undefined) this.last = before
    else behind.before = before
    this.size--
  }
}
