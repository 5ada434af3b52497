import type { Arrival } from '../../driver-base.ts'

/** One entry of a stream. */
export interface Entry {
  readonly event: string
  /** Redis' id: the ms when it was added, and a number. */
  readonly id: string
  /** The message, as goevent writes it; undefined if somebody else has added something else. */
  readonly text: string | undefined
  /** The group of the sender, if the sender's process listens to the event, and so has handled it. */
  readonly ranIn: string | undefined
}

/** The fields of an entry, as they are in Redis. */
export function fieldsOf(text: string, ranIn: string | undefined): Record<string, string> {
  return ranIn === undefined ? { message: text } : { message: text, ran_in: ranIn }
}

/** Reads what the client gives. */
export function entryOf(event: string, id: string, fields: Readonly<Record<string, string>>): Entry {
  return { event, id, text: fields['message'], ranIn: fields['ran_in'] }
}

/** For sets of entries. */
export function keyOf({ event, id }: Pick<Entry, 'event' | 'id'>): string {
  return `${id} ${event}`
}

/** An entry that was given to us, read. */
export interface Delivery {
  readonly entry: Entry
  readonly arrival: Arrival
  /** Which time it is that somebody is given it: 1 for the first. */
  readonly tries: number
}
