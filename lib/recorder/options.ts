import type { CaptureLimits } from './capture.ts'
import type { Redaction } from './redact.ts'
import { STACK_POLICIES, type StackPolicy } from './stacks.ts'

const DEFAULT_CAPACITY = 100_000
const POLICIES = ['snapshot', 'reference', 'none'] as const
const KNOWN = new Set(['capacity', 'capture', 'redact', 'limits', 'stacks', 'clock'])

/** How payloads are kept: as a bounded copy, as themselves, or not at all. */
export type CapturePolicy = (typeof POLICIES)[number]

/** What `createRecorder()` may be told. */
export interface RecorderOptions {
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
   * policy `snapshot`: a payload kept by reference can't be changed.
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
   * Reads the time in ms since `performance.timeOrigin`.
   * @default performance.now
   */
  readonly clock?: (() => number) | undefined
}

interface CheckedOptions {
  readonly capacity: number
  readonly capture: CapturePolicy
  readonly redact: readonly Redaction[]
  readonly limits: Partial<CaptureLimits> | undefined
  readonly stacks: StackPolicy
  readonly clock: (() => number) | undefined
}

export function checkRecorderOptions(options: RecorderOptions): CheckedOptions {
  for (const key of Object.keys(options)) {
    if (!KNOWN.has(key))
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${[...KNOWN].join(', ')}`)
  }
  const {
    capacity = DEFAULT_CAPACITY,
    capture = 'snapshot',
    redact = [],
    limits,
    stacks = 'listeners',
    clock,
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
  if (clock !== undefined && typeof clock !== 'function') {
    throw new TypeError('`options.clock` must be a function')
  }
  return { capacity, capture, redact, limits, stacks, clock }
}
