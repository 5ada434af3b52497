import type { Origin } from '../../core/index.ts'

/** Which form of a message this is. A later form, which this one can't be read as, has a higher number. */
const FORM = 1

/** What is posted on the channel. */
export interface ChannelMessage {
  readonly eventscope: typeof FORM
  readonly event: string
  /** What the sender's registry calls it, where that is not the event's own name. */
  readonly type?: string
  readonly payload: unknown
  readonly origin: MessageOrigin
}

type MessageOrigin = Pick<Origin, 'sender' | 'id' | 'time'>

export function makeMessage(event: string, type: string, payload: unknown, origin: Origin): ChannelMessage {
  const { sender, id, time } = origin
  const message: ChannelMessage = { eventscope: FORM, event, payload, origin: { sender, id, time } }
  return type === event ? message : { ...message, type }
}

/** Undefined for what is no message: anybody may post anything on a channel. */
export function readMessage(data: unknown): ChannelMessage | undefined {
  if (!isRecord(data) || data['eventscope'] !== FORM || !('payload' in data)) return undefined
  const { event, type, payload } = data
  const origin = readOrigin(data['origin'])
  if (!isName(event) || origin === undefined) return undefined
  if (type === undefined) return { eventscope: FORM, event, payload, origin }
  return isName(type) ? { eventscope: FORM, event, type, payload, origin } : undefined
}

function readOrigin(value: unknown): MessageOrigin | undefined {
  if (!isRecord(value)) return undefined
  const { sender, id, time } = value
  if (!isName(sender) || !isName(id)) return undefined
  if (time !== undefined && !(typeof time === 'number' && Number.isFinite(time))) return undefined
  return { sender, id, time }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
