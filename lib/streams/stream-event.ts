import { EventType, eventTypeName, isUser } from './event-types.ts'
import {
  type CommonErrorMeta,
  type ErrorMeta,
  type RequestMeta,
  requestTypeName,
  type ResponseMeta,
  type TrafficMeta,
} from './meta.ts'

/** How much of a value is printed. */
const MAX_TEXT = 200

/** The values of a stream that was made without a map: any type, any value. */
export type UntypedValues = Record<number, unknown>

/** The types of a map of values. */
export type ValueType<Values extends object> = keyof Values & number

/**
 * A map of values by the names that types were defined by. An interface with the types as its keys does the same, where
 * the names have no dots.
 * @example
 * const Page = defineEventTypes({ 'page.shown': 0 })
 * type PageValues = NamedValues<typeof Page, { 'page.shown': { path: string } }>
 */
export type NamedValues<
  Types extends Readonly<Record<string, number>>,
  Values extends { readonly [Name in keyof Types]: unknown },
> = { -readonly [Name in keyof Types as Types[Name]]: Values[Name & keyof Values] }

/**
 * One event of a stream, as processors get it. Make one yourself to test a processor without a stream.
 * @example
 * const event = new StreamEvent(PageEvent.shown, { path: '/cart' })
 * new PageCounter().process(event)
 * event.toString() // shown 2026-11-22T06:00:00.000Z {"path":"/cart"}
 */
export class StreamEvent<Type extends number = number, Value = unknown> {
  readonly type: Type
  /** As `eventTypeName` has it. */
  readonly name: string
  /** When it was sent, in ms since the Unix epoch. */
  readonly time: number
  readonly value: Value

  constructor(type: Type, value: Value, time: number = Date.now(), name: string = eventTypeName(type)) {
    this.type = type
    this.name = name
    this.time = time
    this.value = value
  }

  /** Whether its type is a user's. */
  get isUser(): boolean {
    return isUser(this.type)
  }

  /** Its name, when it was sent, and its value, cut after 200 characters. */
  toString(): string {
    const text = describe(this.type, this.value)
    const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
    return `${this.name} ${new Date(this.time).toISOString()} ${cut}`.trimEnd()
  }
}

/** An event of any type of a map of values: its `type` tells which its `value` is. */
export type AnyStreamEvent<Values extends object = UntypedValues> = {
  [Type in ValueType<Values>]: StreamEvent<Type, Values[Type]>
}[ValueType<Values>]

function describe(type: number, value: unknown): string {
  try {
    return describeReserved(type, value) ?? describeAny(value)
  } catch {
    return 'a value that cannot be shown'
  }
}

/** The text of what the reserved types have: the `String` and `Error` of the seed's. */
function describeReserved(type: number, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  switch (type) {
    case EventType.startRequest: {
      const { requestId, method, uri, requestType } = value as RequestMeta
      return `${requestId}: ${method} ${uri} (${requestTypeName(requestType)})`
    }
    case EventType.finishRequest:
    case EventType.failedAuth: {
      const { requestId, statusCode } = value as ResponseMeta
      return `${requestId}: ${statusCode}`
    }
    case EventType.traffic: {
      const { id, addr, readBytes, writtenBytes } = value as TrafficMeta
      return `${id}: ${addr}, ${readBytes} bytes read, ${writtenBytes} bytes written`
    }
    case EventType.failedRequest: {
      const { requestId, error } = value as ErrorMeta
      return `${requestId}: ${describeAny(error)}`
    }
    case EventType.commonError: {
      const { method, uri, error } = value as CommonErrorMeta
      return `${`${method} ${uri}`.trim()}: ${describeAny(error)}`
    }
    default:
      return undefined
  }
}

function describeAny(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'object' || value === null || value instanceof Error) return String(value)
  return JSON.stringify(value) ?? String(value)
}
