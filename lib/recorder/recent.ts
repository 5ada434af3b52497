/** The newest of many numbers, as many as there is room for. */
export class Recent {
  /** How many had no room any more. */
  dropped = 0
  private numbers: number[] = []
  private next = 0

  constructor(private readonly room: number) {}

  /** @returns the one that has no room any more */
  add(value: number): number | undefined {
    const oldest = this.numbers[this.next]
    this.numbers[this.next] = value
    this.next = (this.next + 1) % this.room
    if (oldest !== undefined) this.dropped++
    return oldest
  }

  /** Forgets all of them. */
  take(): readonly number[] {
    const { numbers } = this
    this.numbers = []
    this.next = 0
    this.dropped = 0
    return numbers
  }
}
