/** The largest type: as in the seed, a type is one byte. */
const MAX_TYPE = 255

/**
 * The reserved types of events, with the numbers of httransform's `EventType`, and `userBase`, where your own start.
 * What the value of each is, says `ReservedValues`.
 */
export const EventType: {
  /** No type. An event that has it is probably a mistake. */
  readonly notSet: 0
  /** Something failed that belongs to no request. */
  readonly commonError: 1
  /** A TLS certificate was made. Browsers show nothing of certificates: for servers that send it themselves. */
  readonly newCertificate: 2
  /** A TLS certificate was given up. As with `newCertificate`, browsers can't observe it. */
  readonly dropCertificate: 3
  /** Somebody could not be authenticated. */
  readonly failedAuth: 4
  /** A request has started. */
  readonly startRequest: 5
  /** A request has failed. */
  readonly failedRequest: 6
  /** A request has been answered. */
  readonly finishRequest: 7
  /** How much a request has moved. It may come after `finishRequest`. */
  readonly traffic: 8
  /** The first type that is yours. */
  readonly userBase: 9
} = Object.freeze({
  notSet: 0,
  commonError: 1,
  newCertificate: 2,
  dropCertificate: 3,
  failedAuth: 4,
  startRequest: 5,
  failedRequest: 6,
  finishRequest: 7,
  traffic: 8,
  userBase: 9,
})

/** How many types there are for users. */
const USER_TYPES = MAX_TYPE - EventType.userBase + 1

/** By type. Bounded: a type is one byte. */
const names: (string | undefined)[] = Object.entries(EventType)
  .filter(([, type]) => type < EventType.userBase)
  .map(([name]) => name)

type Nothing = readonly unknown[]
type Reserved = readonly [0, 0, 0, 0, 0, 0, 0, 0, 0]
type UpTo<Count extends number, Counted extends Nothing = []> = Counted['length'] extends Count
  ? Counted
  : Counted['length'] extends 256
    ? never
    : UpTo<Count, [...Counted, 0]>

/** The type that is number `Index` among a user's: `userBase + Index`. */
export type UserEventType<Index extends number> = number extends Index
  ? number
  : [...Reserved, ...UpTo<Index>]['length']

/**
 * Names types of your own: the first is `userBase`, and so on. The names are what `eventTypeName` prints, recordings
 * among others. Define them in one module, as Go's constants are; that it runs twice (a page that is updated while it
 * runs) does no harm: the same name with the same number is the same type.
 * @throws {TypeError} for a number or a name that is taken, or a number outside 0 … 246; then none is defined
 * @example
 * const PageEvent = defineEventTypes({ shown: 0, hidden: 1 })
 * PageEvent.hidden === EventType.userBase + 1
 */
export function defineEventTypes<const Types extends Readonly<Record<string, number>>>(
  types: Types,
): { readonly [Name in keyof Types]: UserEventType<Types[Name]> } {
  if (typeof types !== 'object' || types === null) throw new TypeError('`types` must be an object')
  const added = new Map<number, string>()
  for (const [name, index] of Object.entries(types)) {
    if (!(Number.isInteger(index) && index >= 0 && index < USER_TYPES)) {
      throw new TypeError(`\`types.${name}\` must be a whole number from 0 to ${USER_TYPES - 1}`)
    }
    const type = EventType.userBase + index
    const taken = added.get(type) ?? names[type]
    if (taken !== undefined && taken !== name) {
      throw new TypeError(`\`types.${name}\` must not be ${index}: that is "${taken}" already`)
    }
    const other = names.indexOf(name)
    if (name === '' || (other >= 0 && other !== type)) {
      throw new TypeError(
        name === '' ? '`types` must not have an empty name' : `\`types.${name}\` is another type already`,
      )
    }
    added.set(type, name)
  }
  for (const [type, name] of added) names[type] = name
  return Object.freeze(Object.fromEntries([...added].map(([type, name]) => [name, type]))) as unknown as {
    readonly [Name in keyof Types]: UserEventType<Types[Name]>
  }
}

/**
 * Whether a type is a user's, and not a reserved one.
 * @example
 * isUser(EventType.startRequest) // false
 * isUser(EventType.userBase) // true
 */
export function isUser(type: number): boolean {
  return type >= EventType.userBase
}

/**
 * The name of a type, to print: `startRequest`, what `defineEventTypes` named it, or `user(3)` for the fourth of the
 * user's where nobody has.
 * @example
 * eventTypeName(EventType.startRequest) // startRequest
 */
export function eventTypeName(type: number): string {
  return names[type] ?? (isUser(type) ? `user(${type - EventType.userBase})` : `unknown(${type})`)
}

/** @throws {TypeError} unless it is a type: one byte */
export function checkEventType(type: unknown): void {
  if (!(Number.isInteger(type) && (type as number) >= 0 && (type as number) <= MAX_TYPE)) {
    throw new TypeError(`\`type\` must be a whole number from 0 to ${MAX_TYPE}, as of EventType`)
  }
}
