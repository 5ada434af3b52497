/** How much of one payload a snapshot keeps. `Infinity` lifts a bound. */
export interface CaptureLimits {
  /** Levels of objects inside each other. @default 8 */
  readonly depth: number
  /** Entries of one object, array, Map or Set. @default 100 */
  readonly entries: number
  /** Characters of one string. @default 10_000 */
  readonly stringLength: number
  /** Values in all. @default 5_000 */
  readonly nodes: number
  /** Characters of strings and keys in all. @default 100_000 */
  readonly characters: number
  /** Time for one snapshot in ms, looked at every 64 values: one slow Proxy trap can still take longer. @default 5 */
  readonly time: number
}

/** The bounds of a snapshot where no others are given. */
export const DEFAULT_CAPTURE_LIMITS: CaptureLimits = {
  depth: 8,
  entries: 100,
  stringLength: 10_000,
  nodes: 5_000,
  characters: 100_000,
  time: 5,
}

/**
 * The limits given, and the defaults for the others.
 * @throws TypeError where one is unknown or not a number of at least 0.
 */
export function completeLimits(limits: Partial<CaptureLimits>): CaptureLimits {
  for (const [name, limit] of Object.entries(limits)) {
    if (!Object.hasOwn(DEFAULT_CAPTURE_LIMITS, name)) throw new TypeError(`\`limits.${name}\` is not a limit`)
    if (!(typeof limit === 'number' && limit >= 0)) {
      throw new TypeError(`\`limits.${name}\` must be a number of at least 0`)
    }
  }
  return { ...DEFAULT_CAPTURE_LIMITS, ...limits }
}
