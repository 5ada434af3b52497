import type { Origin } from 'eventscope'
import { formatDuration, formatTimeOfDay } from './format.ts'

/** Characters shown of a long id: enough to tell a few apart. */
const SHOWN_ID = 8

/** The beginning of an id, which is mostly a UUID: the whole of it is copied and asked for. */
export function shortId(id: string): string {
  return id.length > SHOWN_ID + 4 ? `${id.slice(0, SHOWN_ID)}…` : id
}

/** The id of a message; without its sender's where it begins with that, for it stands beside. */
export function messageText({ id, sender }: Origin): string {
  const own = `${sender}:`
  return id.startsWith(own) && id.length > own.length ? shortId(id.slice(own.length)) : shortId(id)
}

/** A message of goevent says the second: no more can be told of how long it took. */
const SECOND = 1_000

/** When it was sent, and how long it took as far as two clocks can tell; undefined where the message does not say. */
export function sentText({ time }: Origin, arrived: number): string | undefined {
  if (time === undefined) return undefined
  if (time % SECOND === 0) return `${formatTimeOfDay(time).replace(/\.\d+$/, '')} (to the second)`
  const took = arrived - time
  // Senders' clocks have steps of 1 ms.
  const far = formatDuration(Math.abs(took), 1)
  const when = took < 0 ? `${far} after it arrived` : `latency ${far}`
  return `${formatTimeOfDay(time)} (${when} by the sender’s clock)`
}
