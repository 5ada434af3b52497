import { fromBase64, toBase64 } from './base64.ts'
import { Fields } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import type { WireLimits } from './limits.ts'
import { readJson } from './read-json.ts'
import { kindOf, WireError } from './wire-error.ts'
import { writeJson, writeMessage } from './write-json.ts'

/** The broker's event. */
export interface AggregateEvent<Body = JsonValue> {
  /** What kind of thing it happened to: `user`, `article`. It may be empty, and is left out of the message then. */
  readonly aggregateId: string
  /** `{noun}-{action}`, as `isNamedByRule` tests. */
  readonly type: string
  readonly body: Body
  /** RFC 3339, kept as it is written, nanoseconds and all. `parseTimestamp` reads it. */
  readonly timestamp: string
}

/** How an aggregate event is written and read. */
export interface AggregateOptions extends WireLimits {
  /**
   * `json`: the body is JSON within the message. `base64`: it is a string, the base64 of its JSON text, as Go's
   * encoding/json has a `[]byte`.
   * @default 'json'
   */
  readonly body?: 'json' | 'base64' | undefined
}

/** What `makeEvent()` may be told. */
export interface MakeEventOptions extends WireLimits {
  /**
   * When it happened, RFC 3339.
   * @default now
   */
  readonly timestamp?: string | undefined
}

/**
 * Makes an event. Its body is a copy, as it will be read from the message: a change to `body` later changes nothing.
 * @throws {WireError} naming what can't be written as JSON
 * @example
 * const event = makeEvent('article', 'article-created', { id: 7, title: 'Hello' })
 */
export function makeEvent(
  aggregateId: string,
  type: string,
  body: unknown,
  { timestamp = new Date().toISOString(), ...limits }: MakeEventOptions = {},
): AggregateEvent {
  return eventOf(
    new Fields({
      aggregate_id: aggregateId,
      type,
      body: JSON.parse(writeJson(body, 'body', limits)),
      timestamp,
    }),
  )
}

/**
 * Writes an event as the broker has it.
 * @throws {WireError} naming the field
 * @example
 * const body = encodeAggregateEvent(makeEvent('article', 'article-created', { title: 'Hello' }))
 */
export function encodeAggregateEvent(
  event: AggregateEvent<unknown>,
  { body = 'json', ...limits }: AggregateOptions = {},
): string {
  checkBody(body)
  if (typeof event !== 'object' || event === null)
    throw new WireError('', `must be an event, as makeEvent() makes them, not ${kindOf(event)}`)
  const { aggregateId, type, timestamp } = event
  eventOf(new Fields({ aggregate_id: aggregateId, type, body: event.body, timestamp }))
  return writeMessage(
    {
      ...(aggregateId === '' ? {} : { aggregate_id: aggregateId }),
      type,
      body: body === 'base64' ? toBase64(writeJson(event.body, 'body', limits)) : event.body,
      timestamp,
    },
    limits,
  )
}

/**
 * Reads an event of the broker, as strictly as `decodeGoevent`. Fields it does not know are ignored, as Go does.
 * @throws {WireError} naming the field
 * @example
 * const { type, body: article } = decodeAggregateEvent(body)
 */
export function decodeAggregateEvent(
  text: string | Uint8Array,
  { body = 'json', ...limits }: AggregateOptions = {},
): AggregateEvent {
  checkBody(body)
  const fields = new Fields(readJson(text, limits))
  const event = eventOf(fields)
  if (body === 'json') return event
  return { ...event, body: readJson(fromBase64(fields.string('body'), ['body']), limits, ['body']) }
}

function eventOf(fields: Fields): AggregateEvent {
  return {
    aggregateId: fields.optional('aggregate_id') === undefined ? '' : fields.string('aggregate_id'),
    type: fields.name('type'),
    body: fields.any('body'),
    timestamp: fields.timestamp('timestamp'),
  }
}

function checkBody(body: string): void {
  if (body !== 'json' && body !== 'base64')
    throw new TypeError(`\`options.body\` must be 'json' or 'base64', not ${JSON.stringify(body)}`)
}
