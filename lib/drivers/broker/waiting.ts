import type { OutboxEntry, OutboxKey } from './store.ts'

/** What an outbox shows of an entry. */
export interface OutboxItem {
  /** The id of the message: what `drop` takes. */
  readonly id: string
  readonly event: string
  /** The payload, as JSON. */
  readonly payload: string
  /** When it was put in, in ms since the Unix epoch. */
  readonly added: number
  /** How often it was tried to send it, since the page was loaded. */
  readonly tries: number
  /** Why the last try failed. */
  readonly error: string | undefined
  /** Whether it is in the store: if not, it is lost when the page closes. */
  readonly stored: boolean
}

/** One entry on its way: into the store, then out of it. */
export class Waiting {
  /** `memory` where the store could not take it. */
  place: 'adding' | 'store' | 'memory' = 'adding'
  key: OutboxKey | undefined = undefined
  tries = 0
  error: string | undefined = undefined
  /** Sent or dropped. */
  gone = false
  /** Why it was taken out before it was stored. */
  refusal: Error | undefined = undefined
  readonly bytes: number

  constructor(
    readonly entry: OutboxEntry,
    /** 0 where it was dispatched by another page, or an earlier one. */
    readonly dispatchId: number = 0,
  ) {
    this.bytes = encoder.encode(entry.event + entry.payload).length
  }

  get id(): string {
    return this.entry.origin.id
  }

  get item(): OutboxItem {
    const { id, tries, error, place, entry } = this
    const { event, payload, added } = entry
    return { id, event, payload, added, tries, error, stored: place === 'store' }
  }
}

const encoder = new TextEncoder()
