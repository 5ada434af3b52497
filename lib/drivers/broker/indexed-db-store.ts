import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OutboxEntry, OutboxKey, OutboxSharing, OutboxStore, StoredEntry } from './store.ts'
import { tabSharing } from './tab-sharing.ts'

interface Schema extends DBSchema {
  entries: { key: number; value: OutboxEntry }
}

type Database = IDBPDatabase<Schema>

const VERSION = 1
const ENTRIES = 'entries'

/**
 * Keeps the entries of an outbox in the browser's IndexedDB: they survive a reload and a closed browser. All tabs of the
 * origin that use the same name share them, and one tab at a time sends, where the browser has Web Locks (on https and
 * localhost). Each name is for one driver only.
 * @param name of the database
 * @throws {TypeError} for an empty name
 * @example
 * const driver = outboxDriver(httpDriver('/events'), { store: indexedDbStore('shop-outbox') })
 */
export function indexedDbStore(name: string): OutboxStore {
  if (typeof name !== 'string' || name === '') throw new TypeError('`name` must be a non-empty string')
  return new IndexedDbStore(name)
}

class IndexedDbStore implements OutboxStore {
  private database: Promise<Database> | undefined

  constructor(private readonly name: string) {}

  async load(): Promise<readonly StoredEntry[]> {
    const { store } = (await this.open()).transaction(ENTRIES)
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()])
    return keys.map((key, index) => ({ key, value: values[index] }))
  }

  async add(entry: OutboxEntry): Promise<OutboxKey> {
    // Strict: it has reached the disk when the promise resolves, as the handle promises.
    const transaction = (await this.open()).transaction(ENTRIES, 'readwrite', { durability: 'strict' })
    const [key] = await Promise.all([transaction.store.add(entry), transaction.done])
    return key
  }

  async remove(key: OutboxKey): Promise<void> {
    await (await this.open()).delete(ENTRIES, key as number)
  }

  async close(): Promise<void> {
    const opened = this.database
    this.database = undefined
    await opened?.then(
      (database) => database.close(),
      // It could not be opened, which was told where it was to be used.
      () => undefined,
    )
  }

  share(): OutboxSharing | undefined {
    return tabSharing(`eventscope-outbox:${this.name}`)
  }

  /** Opened when it is first needed, and again after it has failed or was closed under us. */
  private open(): Promise<Database> {
    if (this.database !== undefined) return this.database
    const opening = this.connect()
    this.database = opening
    opening.catch(() => this.forget(opening))
    return opening
  }

  private async connect(): Promise<Database> {
    return openDB<Schema>(this.name, VERSION, {
      upgrade: (database) => {
        database.createObjectStore(ENTRIES, { autoIncrement: true })
      },
      // Somebody deletes the database, or a newer version of this page opens it.
      blocking: (_current, _blocked, event) => {
        this.forget(this.database)
        ;(event.target as IDBDatabase).close()
      },
      terminated: () => this.forget(this.database),
    })
  }

  /** Unless it was opened anew since. */
  private forget(opened: Promise<Database> | undefined): void {
    if (this.database === opened) this.database = undefined
  }
}
