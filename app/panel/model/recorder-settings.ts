import type { CapturePolicy, MutationPolicy, RecorderOptions, StackPolicy } from 'eventscope/recorder'

export const CAPTURE_POLICIES = ['snapshot', 'reference', 'none'] as const satisfies readonly CapturePolicy[]
export const STACK_POLICIES = ['off', 'listeners', 'sampled', 'on'] as const satisfies readonly StackPolicy[]
export const MUTATION_POLICIES = ['off', 'sampled', 'on'] as const satisfies readonly MutationPolicy[]
/** Dispatches a recording may be told to keep. */
export const MIN_CAPACITY = 100
export const MAX_CAPACITY = 5_000_000

/** What the user wants of the recorder otherwise than the page has told it; what is left out is as the page wants it. */
export interface RecorderSettings {
  readonly capacity?: number
  readonly capture?: CapturePolicy
  /** Keys and paths left out of payloads besides those that the page leaves out. */
  readonly redact?: readonly string[]
  readonly stacks?: StackPolicy
  readonly mutations?: MutationPolicy
}

/** What is there of stored settings that makes sense. */
export function loadRecorderSettings(stored: unknown): RecorderSettings {
  const { capacity, capture, redact, stacks, mutations } = (stored ?? {}) as Record<string, unknown>
  const texts = Array.isArray(redact) ? redact.filter((text) => typeof text === 'string' && text !== '') : []
  return {
    ...(isCapacity(capacity) && { capacity }),
    ...known('capture', CAPTURE_POLICIES, capture),
    ...(texts.length > 0 && { redact: texts }),
    ...known('stacks', STACK_POLICIES, stacks),
    ...known('mutations', MUTATION_POLICIES, mutations),
  }
}

export function isCapacity(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= MIN_CAPACITY && value <= MAX_CAPACITY
  )
}

function known<Key extends string, Value extends string>(
  key: Key,
  values: readonly Value[],
  value: unknown,
): Partial<Record<Key, Value>> {
  const found = values.find((one) => one === value)
  return found === undefined ? {} : ({ [key]: found } as Record<Key, Value>)
}

/** What a recorder can be told at run time. */
type Configuration = Pick<RecorderOptions, 'capacity' | 'capture' | 'redact' | 'stacks' | 'mutations'>

/** Whether payloads may be kept by reference: not where the page leaves parts of them out. */
export function mayKeepReferences(page: Configuration): boolean {
  return (page.redact ?? []).length === 0
}

/**
 * What the recorder is to be told. What the page leaves out of payloads stays left out, whatever the user wants:
 * then payloads are not kept by reference.
 */
export function configurationOf(page: Configuration, wanted: RecorderSettings): Configuration {
  const redact = [...(page.redact ?? []), ...(wanted.redact ?? [])]
  const asked = wanted.capture ?? page.capture ?? 'snapshot'
  const capture = asked === 'reference' && redact.length > 0 ? 'snapshot' : asked
  return {
    capacity: wanted.capacity ?? page.capacity,
    capture,
    // Only a snapshot can leave something out.
    redact: capture === 'snapshot' ? redact : [],
    stacks: wanted.stacks ?? page.stacks,
    mutations: wanted.mutations ?? page.mutations,
  }
}

/** Keys and paths as they are typed: separated by commas or lines. */
export function parseRedactions(text: string): readonly string[] {
  return [...new Set(text.split(/[\n,]/).map((part) => part.trim()))].filter((part) => part !== '')
}
