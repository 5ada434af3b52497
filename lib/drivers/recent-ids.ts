/** How many ids are remembered. */
export const MAX_IDS: number = 10_000

/** The ids of the newest messages, so that one which comes twice is known again. */
export class RecentIds {
  private readonly ids = new Set<string>()

  /** False where it was there already. */
  add(id: string): boolean {
    if (this.ids.has(id)) return false
    this.ids.add(id)
    if (this.ids.size > MAX_IDS) {
      for (const oldest of this.ids) {
        this.ids.delete(oldest)
        break
      }
    }
    return true
  }

  has(id: string): boolean {
    return this.ids.has(id)
  }

  /** It may come again: it was not handled. */
  forget(id: string): void {
    this.ids.delete(id)
  }
}
