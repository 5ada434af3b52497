import { completeLimits, type CaptureLimits } from './capture-limits.ts'
import { MUTATION_POLICIES, type MutationPolicy } from './mutations/mutation.ts'
import { compileRedactions, type Redaction } from './redact.ts'
import { STACK_POLICIES, type StackPolicy } from './stacks.ts'

const DEFAULT_CAPACITY = 100_000
const POLICIES = ['snapshot', 'reference', 'none'] as const
const SETTINGS = ['capacity', 'capture', 'redact', 'limits', 'stacks', 'mutations'] as const
const KNOWN: ReadonlySet<string> = new Set([...SETTINGS, 'clock', 'pause'])

/** How payloads are kept: as a bounded copy, as themselves, or not at all. */
export type CapturePolicy = (typeof POLICIES)[number]

/** What `createRecorder()` may be told, and told anew while it runs. */
export interface RecorderSettings {
  /**
   * Dispatches kept; the oldest are dropped and counted.
   * @default 100000
   */
  readonly capacity?: number | undefined
  /**
   * How payloads are kept.
   * @default 'snapshot'
   */
  readonly capture?: CapturePolicy | undefined
  /**
   * What a snapshot leaves out: keys (`password`), paths (`card.*`), or functions of path and value. Needs the
   * policy `snapshot`: a payload kept by reference can't be changed. Where a path or a function has hidden a part of a
   * payload, changes of that payload are told without values: what is hidden may have come to stand in another place.
   */
  readonly redact?: readonly Redaction[] | undefined
  /** Bounds of a snapshot. */
  readonly limits?: Partial<CaptureLimits> | undefined
  /**
   * Whether it is kept where things were called: nowhere (`off`), where each listener was registered (`listeners`),
   * and besides where `dispatch` was called, for one dispatch of an event in 32 and always the first (`sampled`) or for
   * every one (`on`). Chromium takes about 8 µs for a stack, many times what all else of recording takes; sampled, that
   * is about 0.4 µs a dispatch. Of registrations, 200 in a quarter of a second have theirs captured at most.
   * @default 'listeners'
   */
  readonly stacks?: StackPolicy | undefined
  /**
   * Whether it is noticed, and whose run it was, when listeners change a payload: never (`off`), for every dispatch
   * (`on`), or for an event again only when at least 5 ms have passed and 100 times what the last look at it took
   * (`sampled`): nearly always for what users do, and at 1 % of the page's time at most. Takes effect with the policy
   * `snapshot`, and for what a snapshot holds: beyond its limits, a change is not noticed.
   * @default 'sampled'
   */
  readonly mutations?: MutationPolicy | undefined
}

/** What `createRecorder()` may be told. */
export interface RecorderOptions extends RecorderSettings {
  /**
   * Reads the time in ms since `performance.timeOrigin`.
   * @default performance.now
   */
  readonly clock?: (() => number) | undefined
  /**
   * Stops the page for breakpoints, where something else than devtools is to do that.
   * @default the `debugger` statement
   */
  readonly pause?: (() => void) | undefined
}

/** The settings of a recorder that are in force. */
export interface RecorderConfiguration {
  readonly capacity: number
  readonly capture: CapturePolicy
  readonly redact: readonly Redaction[]
  readonly limits: CaptureLimits
  readonly stacks: StackPolicy
  readonly mutations: MutationPolicy
}

export interface CheckedOptions extends RecorderConfiguration {
  readonly clock: (() => number) | undefined
  readonly pause: (() => void) | undefined
}

/** The configuration that is meant by new settings; what is undefined in these stays as it is. */
export function mergeSettings(
  current: RecorderConfiguration,
  settings: RecorderSettings,
): RecorderConfiguration {
  const known: ReadonlySet<string> = new Set(SETTINGS)
  for (const key of Object.keys(settings)) refuseUnknown(key, known)
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return configurationOf(checkRecorderOptions({ ...current, ...Object.fromEntries(given) }))
}

/** The part of the options that can be configured later. */
export function configurationOf(options: CheckedOptions): RecorderConfiguration {
  const { capacity, capture, redact, limits, stacks, mutations } = options
  return Object.freeze({ capacity, capture, redact, limits, stacks, mutations })
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function checkRecorderOptions(options: RecorderOptions): CheckedOptions {
  if (!isObject(options)) throw new TypeError('`options` must be an object')
  for (const key of Object.keys(options)) refuseUnknown(key, KNOWN)
  const {
    capacity = DEFAULT_CAPACITY,
    capture = 'snapshot',
    redact = [],
    limits = {},
    stacks = 'listeners',
    mutations = 'sampled',
    clock,
    pause,
  } = options
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new TypeError(`\`options.capacity\` must be a whole number ≥ 1, not ${String(capacity)}`)
  }
  if (!POLICIES.includes(capture)) {
    throw new TypeError(`\`options.capture\` must be one of ${POLICIES.join(', ')}, not ${String(capture)}`)
  }
  if (!Array.isArray(redact)) throw new TypeError('`options.redact` must be an array')
  if (redact.length > 0 && capture !== 'snapshot') {
    throw new TypeError(`\`options.redact\` needs \`options.capture\` to be 'snapshot', not '${capture}'`)
  }
  if (!STACK_POLICIES.includes(stacks)) {
    throw new TypeError(
      `\`options.stacks\` must be one of ${STACK_POLICIES.join(', ')}, not ${String(stacks)}`,
    )
  }
  if (!MUTATION_POLICIES.includes(mutations)) {
    const known = MUTATION_POLICIES.join(', ')
    throw new TypeError(`\`options.mutations\` must be one of ${known}, not ${String(mutations)}`)
  }
  if (clock !== undefined && typeof clock !== 'function') {
    throw new TypeError('`options.clock` must be a function')
  }
  if (pause !== undefined && typeof pause !== 'function') {
    throw new TypeError('`options.pause` must be a function')
  }
  if (!isObject(limits)) throw new TypeError('`options.limits` must be an object')
  compileRedactions(redact)
  const kept = Object.freeze([...redact])
  return {
    capacity,
    capture,
    redact: kept,
    limits: completeLimits(limits),
    stacks,
    mutations,
    clock,
    pause,
  }
}

function refuseUnknown(key: string, known: ReadonlySet<string>): void {
  if (known.has(key)) return
  throw new TypeError(`\`options.${key}\` is unknown. Known are: ${[...known].join(', ')}`)
}
