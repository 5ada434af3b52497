import { OutboxStoreError } from './errors.ts'
import type { OutboxKey, OutboxStore, StoredEntry } from './store.ts'
import type { Waiting } from './waiting.ts'
import { within } from './within.ts'

/** How long a store may take, in ms: some browsers never answer a page that may not use IndexedDB. */
const STORE_TIMEOUT = 10_000

/** A store that may fail, or never answer. */
export class StoreAccess {
  constructor(
    private readonly store: OutboxStore,
    private readonly report: (error: Error) => void,
  ) {}

  /** Undefined where it could not be read, which is told. */
  async load(): Promise<readonly StoredEntry[] | undefined> {
    try {
      return await inTime(async () => this.store.load())
    } catch (cause) {
      this.report(new OutboxStoreError("the outbox's store could not be read", cause))
      return undefined
    }
  }

  /** `added` is called as soon as it is in the store. Rejects where it is not there, or not yet. */
  async add(waiting: Waiting, added: (key: OutboxKey) => void): Promise<void> {
    await inTime(async () => {
      const key = await this.store.add(waiting.entry)
      waiting.key = key
      if (waiting.gone) await this.remove(key)
      else added(key)
    })
  }

  /** Never rejects: what could not be removed is told. */
  async remove(key: OutboxKey): Promise<void> {
    try {
      await inTime(async () => this.store.remove(key))
    } catch (cause) {
      const what = `entry ${key} could not be taken out of the outbox's store, and may be sent again, with the same id`
      this.report(new OutboxStoreError(what, cause))
    }
  }
}

function inTime<Value>(work: () => Promise<Value>): Promise<Value> {
  return within(work(), STORE_TIMEOUT, () => new Error('it does not answer'))
}
