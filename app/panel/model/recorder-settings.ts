import type { CapturePolicy, MutationPolicy, RecorderOptions, StackPolicy } from 'eventscope/recorder'
import { formatCount } from './format.ts'

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

/** What is wrong with a typed key or path: it would leave out something else, or nothing. */
export function redactionProblem(pattern: string): string | undefined {
  if (pattern.includes('**'))
    return `${pattern}: a * stands for any characters between two dots, ** for no more`
  if (/[[\]]/.test(pattern))
    return `${pattern}: indexes stand between dots, as items.0.price or items.*.price`
  if (/["'`]/.test(pattern)) return `${pattern}: keys stand without quotes`
  if (pattern.split('.').includes('')) return `${pattern}: a key is missing at a dot`
  return undefined
}

/** How many dispatches a recording loses when it may only have so many. */
export function droppedBy(capacity: number, retained: number): number {
  return Math.max(0, retained - capacity)
}

/** Reads a number as it is typed, with any groups of digits; undefined where it is none. */
export function parseAmount(text: string): number | undefined {
  const plain = text.trim().replaceAll(/(?<=\d)[\s,_](?=\d{3}(?!\d))/g, '')
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) ? Number(plain) : undefined
}

/** A number as it is shown where it can be edited, with the groups of `formatCount`. */
export function amountText(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  return fraction === undefined ? formatCount(value) : `${formatCount(Number(whole))}.${fraction}`
}
