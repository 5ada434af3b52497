import type { StandardSchemaV1 } from '@standard-schema/spec'
import { checkKeys, type DispatchCheck } from '../core/index.ts'
import { applySchema, ignoreOutcome, isPromise, PayloadError } from './payload-schema.ts'

/** What `registry.register()` may be told. */
export interface RegisterOptions<Payload = unknown> {
  /** What a payload must fit, through the Standard Schema interface: zod, valibot, ArkType … Synchronous only. */
  readonly schema?: StandardSchemaV1<unknown, Payload> | undefined
}

/** What `registry.registerAs()` is told. */
export interface RegisterAsOptions<Payload = unknown> extends RegisterOptions<Payload> {
  /** The name of the event that a message of this type is dispatched as. */
  readonly event: string
  /** Where this is an old version: how its payload becomes one of the next. */
  readonly upgrade?: Upgrade<Payload> | undefined
}

/** One step from a version to the next. */
export interface Upgrade<Payload = unknown> {
  /** The type name of the next version. */
  readonly to: string
  /** Gets what the schema made of the payload. */
  readonly with: (payload: Payload) => unknown
}

/** What a message of some type is dispatched as. */
export interface CreatedEvent {
  readonly event: string
  readonly payload: unknown
}

/** A message is of a type that the registry does not know. */
export class UnregisteredEventError extends Error {
  override readonly name = 'UnregisteredEventError'
  /** The name of the type. */
  readonly type: string

  constructor(type: string) {
    super(
      `no event is registered as "${type}". Register it: registry.register('${type}'), or, where that is a version or ` +
        `another name of an event, registry.registerAs('${type}', { event }).`,
    )
    this.type = type
  }
}

// A schema under another name would let everything pass.
const REGISTER_OPTIONS: ReadonlySet<string> = new Set(['schema'])
const REGISTER_AS_OPTIONS: ReadonlySet<string> = new Set(['event', 'schema', 'upgrade'])

interface RegisteredType {
  readonly event: string
  readonly schema: StandardSchemaV1 | undefined
  readonly upgrade: Upgrade | undefined
}

/**
 * The events that messages may carry: the names their types have on the wire, their versions, and what their payloads
 * must be. Follows goevent's `EventRegistry`.
 * @example
 * const registry = new EventRegistry()
 * registry.registerAs('order.created.v1', {
 *   event: 'order.created',
 *   schema: z.object({ total: z.number() }),
 *   upgrade: { to: 'order.created.v2', with: ({ total }) => ({ total, currency: 'EUR' }) },
 * })
 * registry.registerAs('order.created.v2', { event: 'order.created', schema: OrderCreated })
 * registry.create('order.created.v1', { total: 5 }) // { event: 'order.created', payload: { total: 5, currency: 'EUR' } }
 */
export class EventRegistry {
  private readonly types = new Map<string, RegisteredType>()
  /** The newest type of each event. */
  private readonly newest = new Map<string, string>()
  /** Payloads that `create` made and that no check has met yet. */
  private readonly created = new WeakSet<object>()

  /**
   * Registers an event under its own name.
   * @throws {TypeError} for a name that is registered already
   */
  register<Payload = unknown>(event: string, options: RegisterOptions<Payload> = {}): void {
    checkKeys('options', options, REGISTER_OPTIONS)
    this.registerAs<Payload>(event, { event, schema: options.schema })
  }

  /**
   * Registers an event under another name: a version of it, or the name another system has for it.
   * @throws {TypeError} for a name that is registered already, and for upgrades that go round in a circle
   */
  registerAs<Payload = unknown>(typeName: string, options: RegisterAsOptions<Payload>): void {
    checkKeys('options', options ?? null, REGISTER_AS_OPTIONS)
    const { event, schema, upgrade } = options
    checkText('typeName', typeName)
    checkText('options.event', event)
    if (this.types.has(typeName)) throw new TypeError(`\`typeName\` "${typeName}" is registered already`)
    if (schema !== undefined && typeof schema['~standard']?.validate !== 'function')
      throw new TypeError('`options.schema` must be a Standard Schema, as zod and valibot make them')
    if (upgrade !== undefined) this.checkUpgrade(typeName, upgrade as Upgrade)
    this.types.set(typeName, { event, schema, upgrade: upgrade as Upgrade | undefined })
    this.findNewest(event)
  }

  /** Whether a message of that type can be read. */
  isRegistered(typeName: string): boolean {
    return this.types.has(typeName)
  }

  /**
   * Makes of a message's payload what is dispatched: upgraded version by version to the newest, each of which it must
   * fit, as the schemas have it.
   * @throws {UnregisteredEventError} for a type that is not registered, or was to be upgraded to one
   * @throws {PayloadError} naming where the payload does not fit
   */
  create(typeName: string, payload: unknown): CreatedEvent {
    let name = typeName
    let value = payload
    for (;;) {
      const type = this.types.get(name)
      if (type === undefined) throw new UnregisteredEventError(name)
      if (type.schema !== undefined) value = applySchema(name, type.schema, value)
      if (type.upgrade === undefined) {
        if (typeof value === 'object' && value !== null) this.created.add(value)
        return { event: type.event, payload: value }
      }
      value = upgraded(name, type.upgrade, value)
      name = type.upgrade.to
    }
  }

  /**
   * The type to write for an event: the newest, which is the one that is not upgraded to another of the same event. Where
   * there are several it is the one registered last, where there is none the event's own name.
   */
  typeOf(event: string): string {
    return this.newest.get(event) ?? event
  }

  /**
   * A check for `createBus({ checks })`: a dispatch whose payload does not fit the newest schema of its event is refused.
   * It only tests: listeners get what was dispatched, not what the schema would make of it. An object that
   * `create` made is not tested again; a string, a number or the like is: what the schema makes of one must fit it, too.
   */
  check(): DispatchCheck {
    return {
      refuses: true,
      test: (event, payload) => {
        const type = this.typeOf(event)
        const schema = this.types.get(type)?.schema
        if (schema === undefined) return undefined
        if (typeof payload === 'object' && payload !== null && this.created.delete(payload)) return undefined
        applySchema(type, schema, payload)
        return undefined
      },
    }
  }

  private checkUpgrade(typeName: string, upgrade: Upgrade): void {
    checkText('options.upgrade.to', upgrade.to)
    if (typeof upgrade.with !== 'function') throw new TypeError('`options.upgrade.with` must be a function')
    const way = [typeName]
    for (
      let next: string | undefined = upgrade.to;
      next !== undefined;
      next = this.types.get(next)?.upgrade?.to
    ) {
      way.push(next)
      if (next === typeName)
        throw new TypeError(`\`options.upgrade.to\` makes upgrades go round in a circle: ${way.join(' → ')}`)
    }
  }

  private findNewest(event: string): void {
    for (const [name, type] of this.types) {
      if (type.event !== event) continue
      const next = type.upgrade && this.types.get(type.upgrade.to)
      if (next?.event !== event) this.newest.set(event, name)
    }
  }
}

function upgraded(name: string, upgrade: Upgrade, payload: unknown): unknown {
  const step = `upgrade from "${name}" to "${upgrade.to}"`
  let value: unknown
  try {
    value = upgrade.with(payload)
  } catch (cause) {
    const message = `the ${step} failed: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new PayloadError(name, message, [{ path: 'payload', message }], { cause })
  }
  if (isPromise(value)) {
    ignoreOutcome(value)
    throw new TypeError(`the ${step} is asynchronous, and a message can't wait for it`)
  }
  return value
}

function checkText(argument: string, value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`\`${argument}\` must be a non-empty string`)
}
