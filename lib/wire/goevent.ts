import { Fields } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import type { WireLimits } from './limits.ts'
import { readJson } from './read-json.ts'
import { writeMessage } from './write-json.ts'

/** goevent's message: what it publishes on a Redis channel. */
export interface GoeventMessage<Payload = JsonValue> {
  readonly eventName: string
  /** The name its type is registered under: the event's own, or one with a version. */
  readonly eventType: string
  readonly eventData: Payload
  /** The id of the message. */
  readonly handleId: string
  /** Seconds since the Unix epoch. */
  readonly timestamp: number
}

/**
 * Writes a message as goevent does, byte for byte: these fields in this order, the payload as JSON (no string), and the
 * escapes of Go's encoding/json.
 * @throws {WireError} naming the field
 * @example
 * encodeGoevent({ eventName: 'order.placed', eventType: 'order.placed', eventData: { id: 1 }, handleId: 'a:1', timestamp: 0 })
 * // {"event_name":"order.placed","event_type":"order.placed","event_data":{"id":1},"handle_id":"a:1","timestamp":0}
 */
export function encodeGoevent(message: GoeventMessage<unknown>, limits?: WireLimits): string {
  const { eventName, eventType, eventData, handleId, timestamp } = message
  const wire = {
    event_name: eventName,
    event_type: eventType,
    event_data: eventData,
    handle_id: handleId,
    timestamp,
  }
  messageOf(new Fields(wire))
  return writeMessage(wire, limits)
}

/**
 * Reads a message of goevent. Fields it does not know are ignored, as Go does. Refused, wherever they stand, are names
 * that could reach a prototype (`__proto__`, `prototype`) and numbers that would become others, such as integers above
 * 2⁵³ between two doubles: they have to come as strings.
 * @throws {WireError} naming the field
 * @example
 * const { eventName, eventData } = decodeGoevent(body)
 */
export function decodeGoevent(text: string | Uint8Array, limits?: WireLimits): GoeventMessage {
  return messageOf(new Fields(readJson(text, limits)))
}

function messageOf(fields: Fields): GoeventMessage {
  return {
    eventName: fields.name('event_name'),
    eventType: fields.name('event_type'),
    eventData: fields.any('event_data'),
    handleId: fields.name('handle_id'),
    timestamp: fields.seconds('timestamp'),
  }
}
