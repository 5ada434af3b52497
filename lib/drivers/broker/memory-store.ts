import type { OutboxEntry, OutboxKey, OutboxStore, StoredEntry } from './store.ts'

/**
 * Keeps the entries of an outbox as long as this page or process lives.
 * @example
 * const driver = outboxDriver(redisDriver({ address }), { store: memoryStore() })
 */
export function memoryStore(): OutboxStore {
  return new MemoryStore()
}

class MemoryStore implements OutboxStore {
  private readonly entries = new Map<OutboxKey, OutboxEntry>()
  private last = 0

  async load(): Promise<readonly StoredEntry[]> {
    return [...this.entries].map(([key, value]) => ({ key, value }))
  }

  async add(entry: OutboxEntry): Promise<OutboxKey> {
    const key = ++this.last
    this.entries.set(key, entry)
    return key
  }

  async remove(key: OutboxKey): Promise<void> {
    this.entries.delete(key)
  }
}
