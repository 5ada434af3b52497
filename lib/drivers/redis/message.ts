import type { Origin } from '../../core/index.ts'
import { decodeGoevent, encodeGoevent } from '../../wire/index.ts'
import type { Arrival } from '../driver-base.ts'
import { uniqueId } from '../unique-id.ts'
import type { MessageSettings } from './config.ts'

/** Writes messages as goevent does, and reads what it wrote. */
export class MessageCodec {
  constructor(
    private readonly via: string,
    private readonly settings: MessageSettings,
  ) {}

  /** @throws {WireError} for a payload that JSON can't carry, and for a message that is too large */
  encode(event: string, payload: unknown, { id, time }: Origin): string {
    const { maxBytes, registry } = this.settings
    return encodeGoevent(
      {
        eventName: event,
        eventType: registry?.typeOf(event) ?? event,
        eventData: payload,
        handleId: id,
        timestamp: Math.floor((time ?? Date.now()) / 1_000),
      },
      { maxBytes },
    )
  }

  /** Never throws: a message that can't be read, or is not what its channel or stream is for, is a failure. */
  decode(event: string, text: string): Arrival {
    let origin: Origin | undefined
    try {
      const message = decodeGoevent(text, { maxBytes: this.settings.maxBytes })
      origin = this.originOf(message.handleId, message.timestamp)
      if (message.eventName !== event) {
        throw new TypeError(`the message is of "${message.eventName}", and came where "${event}" is sent`)
      }
      return { event, payload: this.read(event, message.eventType, message.eventData), origin }
    } catch (failure) {
      const unknown = { via: this.via, sender: uniqueId(), id: uniqueId() }
      return { event, payload: undefined, origin: origin ?? unknown, failure: asError(failure) }
    }
  }

  private read(event: string, type: string, data: unknown): unknown {
    const { registry } = this.settings
    if (registry === undefined) return data
    const created = registry.create(type, data)
    if (created.event === event) return created.payload
    throw new TypeError(`the message of "${event}" has the type "${type}", which is of "${created.event}"`)
  }

  /** The sender stands before the last colon of our ids; another's id is a sender of its own. */
  private originOf(handleId: string, seconds: number): Origin {
    const colon = handleId.lastIndexOf(':')
    const sender = colon > 0 ? handleId.slice(0, colon) : handleId
    return { via: this.via, sender, id: handleId, time: seconds * 1_000 }
  }
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure))
}
