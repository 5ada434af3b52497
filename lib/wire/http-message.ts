import { Fields } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import type { WireLimits } from './limits.ts'
import { readJson } from './read-json.ts'
import { WireError } from './wire-error.ts'
import { writeMessage } from './write-json.ts'

/** Whom to tell of how a message was handled. */
export interface HttpCallback {
  readonly successUrl?: string | undefined
  readonly failUrl?: string | undefined
}

/** The message of go-common's event framework: what is posted to an endpoint. */
export interface HttpMessage<Payload = JsonValue> {
  readonly eventType: string
  /** RFC 3339, kept as it is written, nanoseconds and all. `parseTimestamp` reads it. */
  readonly timestamp: string
  readonly payload: Payload
  /** `version`, `source` and whatever else. */
  readonly metadata: Readonly<Record<string, string>>
  readonly callback?: HttpCallback | undefined
}

/**
 * Writes a message as go-common does.
 * @throws {WireError} naming the field
 * @example
 * const metadata = { version: '1.0', source: 'shop' }
 * encodeHttpMessage({ eventType: 'order.placed', timestamp: new Date().toISOString(), payload: { id: 1 }, metadata })
 */
export function encodeHttpMessage(message: HttpMessage<unknown>, limits?: WireLimits): string {
  const wire: Record<string, unknown> = {
    event_type: message.eventType,
    timestamp: message.timestamp,
    payload: message.payload,
    metadata: message.metadata,
  }
  if (message.callback !== undefined) wire['callback'] = callbackFields(message.callback)
  const { metadata } = messageOf(wire, [])
  return writeMessage({ ...wire, metadata }, limits)
}

/**
 * Reads one message, as strictly as `decodeGoevent`. Fields it does not know are ignored, as Go does; a null `metadata` is
 * Go's empty one.
 * @throws {WireError} naming the field
 * @example
 * const { eventType, payload } = decodeHttpMessage(body)
 */
export function decodeHttpMessage(text: string | Uint8Array, limits?: WireLimits): HttpMessage {
  return messageOf(readJson(text, limits), [])
}

/**
 * Reads one message, or an array of them: all, or none.
 * @throws {WireError} naming the field, `[2].timestamp` in an array
 * @example
 * for (const { eventType, payload } of decodeHttpMessages(body)) print(eventType, payload)
 */
export function decodeHttpMessages(text: string | Uint8Array, limits?: WireLimits): HttpMessage[] {
  const value = readJson(text, limits)
  return Array.isArray(value)
    ? value.map((item: JsonValue, index) => messageOf(item, [index]))
    : [messageOf(value, [])]
}

function messageOf(value: unknown, path: readonly number[]): HttpMessage {
  const fields = new Fields(value, path)
  const message = {
    eventType: fields.name('event_type'),
    timestamp: fields.timestamp('timestamp'),
    payload: fields.any('payload'),
    metadata: fields.strings('metadata'),
  }
  const callback = fields.within('callback')
  return callback === undefined ? message : { ...message, callback: callbackOf(callback) }
}

/** Go writes an empty string for a URL that there is not. */
function callbackOf(fields: Fields): HttpCallback {
  const callback: { successUrl?: string; failUrl?: string } = {}
  if (fields.optional('success_url') !== undefined) callback.successUrl = fields.string('success_url')
  if (fields.optional('fail_url') !== undefined) callback.failUrl = fields.string('fail_url')
  if (callback.successUrl === '') delete callback.successUrl
  if (callback.failUrl === '') delete callback.failUrl
  return callback
}

function callbackFields(callback: HttpCallback): Record<string, unknown> {
  const wire: Record<string, unknown> = {}
  for (const [name, url] of [
    ['success_url', callback.successUrl],
    ['fail_url', callback.failUrl],
  ] as const) {
    if (url === '') throw new WireError(['callback', name], 'must be a URL, or left out')
    if (url !== undefined) wire[name] = url
  }
  return wire
}
