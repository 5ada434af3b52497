import type { Origin, Subscription } from '../../core/index.ts'

/** What an outbox keeps of a dispatch: plain data, so that any store can hold it. */
export interface OutboxEntry {
  readonly event: string
  /** The payload, as JSON. */
  readonly payload: string
  /** `origin.id` is the id of the message: the same in every try, so that receivers know it again. */
  readonly origin: Origin
  /** When it was put in, in ms since the Unix epoch. */
  readonly added: number
}

/** By which a store finds an entry again. */
export type OutboxKey = string | number

/** An entry as a store has it. What others may have written is unknown. */
export interface StoredEntry {
  readonly key: OutboxKey
  readonly value: unknown
}

/**
 * Where an outbox keeps its entries. `indexedDbStore` and `memoryStore` are two; write your own for a file or a database.
 * A store belongs to one driver: what it holds is sent through the driver that opens it.
 * @example
 * let last = 0
 * const fileStore: OutboxStore = {
 *   load: async () => (await readdir(folder)).sort().map((key) => ({ key, value: read(key) })),
 *   add: async (entry) => write(`${String(++last).padStart(12, '0')}.json`, entry),
 *   remove: (key) => rm(join(folder, String(key)), { force: true }),
 * }
 */
export interface OutboxStore {
  /** Everything that is in it, in the order in which it was added. */
  load(): Promise<readonly StoredEntry[]>
  /** Resolves when it is kept for good. Calls may overlap; their order is that of the entries. */
  add(entry: OutboxEntry): Promise<OutboxKey>
  /** Nothing happens where there is no such entry. */
  remove(key: OutboxKey): Promise<void>
  /** Lets go of what it holds open. It may be used again after. */
  close?(): Promise<void>
  /** Called once by each outbox, where several may use the store at the same time. */
  share?(): OutboxSharing | undefined
}

/** What keeps several outboxes over one store, in several tabs say, from sending the same twice. */
export interface OutboxSharing {
  /** Resolves when it is this one's turn to send, which no other has until `signal` aborts. */
  lead(signal: AbortSignal): Promise<void>
  /** Tells the others. */
  tell(news: unknown): void
  /** Hears what the others tell. */
  onNews(listener: (news: unknown) => void): Subscription
  close(): void
}

/** Undefined for what is no entry, or is a damaged one. */
export function readEntry(value: unknown): OutboxEntry | undefined {
  const { event, payload, origin, added } = fieldsOf(value)
  const { via, sender, id, time } = fieldsOf(origin)
  if (!isText(event) || typeof payload !== 'string' || typeof added !== 'number') return undefined
  if (!isText(via) || !isText(sender) || !isText(id)) return undefined
  if (time !== undefined && typeof time !== 'number') return undefined
  try {
    JSON.parse(payload)
  } catch {
    return undefined
  }
  return { event, payload, origin: { via, sender, id, time }, added }
}

/** Those of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
