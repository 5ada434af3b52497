import type { EventError, Origin } from '../core/index.ts'
import {
  decodeHttpMessages,
  type HttpMessage,
  NamingRuleError,
  parseTimestamp,
  PayloadError,
  UnregisteredEventError,
  WireError,
} from '../wire/index.ts'
import { readJsonBody } from './body.ts'
import type { Callbacks } from './callbacks.ts'
import type { EndpointOptions, Outcome } from './options.ts'
import { asError, messageOf, Refusal } from './refusal.ts'

const DEFAULT_HANDLE_TIMEOUT = 30_000
const DEFAULT_MAX_BATCH = 1_000
/** How long an id may be, in UTF-16 code units: drivers remember thousands of them. */
const MAX_ID = 256
/** The metadata that become ids of the dispatch. */
const IDS = ['sender', 'source', 'id'] as const
/** `[`, and the white space that JSON may begin with. */
const ARRAY_START = 0x5b
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])
/** The name that means every event, which none can have. */
const EVERY_EVENT = '*'

/** What dispatches are marked with that came in here. */
export const VIA = 'http'

/** The listeners of a message have not settled in time. */
export class HandleTimeoutError extends Error {
  override readonly name = 'HandleTimeoutError'

  constructor(event: string, timeout: number) {
    super(`the listeners of "${event}" have not settled within ${timeout} ms; they were not stopped`)
  }
}

/** A message as it is going to be dispatched. */
interface Incoming {
  readonly message: HttpMessage
  readonly event: string
  readonly payload: unknown
  readonly origin: Origin
}

/** A message that was handled; `error` is what went wrong first. */
export interface Handled {
  readonly message: HttpMessage
  readonly error: Error | undefined
}

/** What was posted, read and found to be in order. */
export interface Posted {
  readonly batch: boolean
  readonly messages: readonly Incoming[]
}

/** Reads what is posted, and dispatches it. */
export class IncomingMessages {
  constructor(
    private readonly options: EndpointOptions,
    private readonly maxBytes: number,
    private readonly callbacks: Callbacks | undefined,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * One message, or a batch of them: all are in order, or none is taken. Those that are not show on the bus, as failed
   * dispatches.
   * @throws {Refusal}
   */
  async read(request: Request): Promise<Posted> {
    const { maxBatch = DEFAULT_MAX_BATCH } = this.options
    const body = await readJsonBody(request, this.maxBytes)
    const messages = this.decode(body)
    if (messages.length > maxBatch)
      throw new Refusal(400, `the batch has ${messages.length} messages, and may have ${maxBatch}`)
    const batch = isArray(body)
    const taken: Incoming[] = []
    let refusal: Refusal | undefined
    for (const [index, message] of messages.entries()) {
      const origin = originOf(message)
      const { eventType, payload } = message
      try {
        this.checkCallback(message, batch ? `[${index}].` : '')
        const created = this.options.registry?.create(eventType, payload) ?? { event: eventType, payload }
        if (created.event === EVERY_EVENT) throw new WireError('event_type', 'must not be "*"')
        taken.push({ message, origin, ...created })
      } catch (thrown) {
        const error = asError(thrown)
        if (eventType !== EVERY_EVENT) this.options.bus.receive(eventType, payload, origin, error)
        // What else a schema throws is no fault of the message.
        const status = isFaultOfMessage(error) ? 400 : 500
        refusal ??= new Refusal(status, `${batch ? `\`[${index}]\`: ` : ''}${messageOf(error)}`)
      }
    }
    if (refusal !== undefined) throw refusal
    return { batch, messages: taken }
  }

  /** Dispatches a message and waits for its listeners, with the hooks before and after. Never rejects. */
  async handle(incoming: Incoming, request: Request): Promise<Handled> {
    const { message, event, payload, origin } = incoming
    const { bus, beforeHandle, afterHandle } = this.options
    try {
      await beforeHandle?.(message, request)
    } catch (thrown) {
      const error = asError(thrown)
      bus.receive(event, payload, origin, error)
      return { message, error }
    }
    const outcome = await this.dispatch(incoming)
    try {
      await afterHandle?.(message, outcome, request)
    } catch (thrown) {
      this.report(thrown)
      return { message, error: asError(thrown) }
    }
    return { message, error: outcome.error }
  }

  private async dispatch({ event, payload, origin }: Incoming): Promise<Outcome> {
    const { bus, handleTimeout = DEFAULT_HANDLE_TIMEOUT } = this.options
    const handle = bus.receive(event, payload, origin)
    const settled = await handle.wait({ timeout: handleTimeout })
    const errors = handle.errors.filter(isFailure)
    const error = errors[0] ?? (settled ? undefined : new HandleTimeoutError(event, handleTimeout))
    return { error, errors }
  }

  private decode(body: Uint8Array): HttpMessage[] {
    try {
      const messages = decodeHttpMessages(body, { maxBytes: this.maxBytes })
      const batch = isArray(body)
      for (const [index, message] of messages.entries()) checkIds(message, batch ? `[${index}].` : '')
      return messages
    } catch (error) {
      throw new Refusal(400, messageOf(error))
    }
  }

  /** @throws {WireError} for a URL that must not be called */
  private checkCallback({ callback }: HttpMessage, at: string): void {
    for (const [name, url] of [
      ['success_url', callback?.successUrl],
      ['fail_url', callback?.failUrl],
    ] as const) {
      if (url === undefined) continue
      const problem = this.callbacks === undefined ? 'is not supported here' : this.callbacks.refusal(url)
      if (problem !== undefined) throw new WireError(`${at}callback.${name}`, problem)
    }
  }
}

/** @throws {WireError} */
function checkIds({ metadata }: HttpMessage, at: string): void {
  for (const name of IDS) {
    if ((metadata[name] ?? '').length > MAX_ID)
      throw new WireError(`${at}metadata.${name}`, `is longer than ${MAX_ID} characters`)
  }
}

/** The sender's own word for where it comes from. Who sends no ids gets new ones, so that none is taken for another's. */
function originOf({ metadata, timestamp }: HttpMessage): Origin {
  return {
    via: VIA,
    sender: metadata['sender'] || metadata['source'] || crypto.randomUUID(),
    id: metadata['id'] || crypto.randomUUID(),
    time: parseTimestamp(timestamp),
  }
}

function isFaultOfMessage(error: Error): boolean {
  return (
    error instanceof WireError || error instanceof PayloadError || error instanceof UnregisteredEventError
  )
}

/** A name that breaks the rule for names is told of once, and was handled all the same. */
function isFailure(error: EventError): boolean {
  return !(error.cause instanceof NamingRuleError)
}

function isArray(body: Uint8Array): boolean {
  return body.find((byte) => !WHITE_SPACE.has(byte)) === ARRAY_START
}
