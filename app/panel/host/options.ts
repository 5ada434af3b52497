import type { Recorder } from 'eventscope/recorder'
import { DOCKS } from '../model/settings.ts'

/** What a recorder can be attached to. */
export type Observed = Parameters<Recorder['attach']>[0]

/** What a panel shows. */
export interface PanelSubject {
  /** The recorder to show. */
  readonly recorder?: Recorder | undefined
  /**
   * Instead of a recorder: a bus, a stream, what an adapter returns, or several of them. The panel then has a recorder
   * of its own, which records from now on.
   */
  readonly bus?: Observed | readonly Observed[] | undefined
}

const KNOWN: ReadonlySet<string> = new Set(['recorder', 'bus', 'dock', 'open', 'nonce', 'parent'])

/** @throws {TypeError} that names what of them can't be meant */
export function checkMountOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(
      `\`options\` must be an object with a \`recorder\` or a \`bus\`, not ${show(options)}`,
    )
  for (const key of Object.keys(options)) {
    if (!KNOWN.has(key))
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${[...KNOWN].join(', ')}`)
  }
  const { dock, open, nonce, parent } = options as Record<string, unknown>
  checkSubject('options.', options)
  if (dock !== undefined && !DOCKS.some((known) => known === dock)) {
    const known = DOCKS.map((one) => JSON.stringify(one)).join(', ')
    throw new TypeError(`\`options.dock\` must be one of ${known}, not ${show(dock)}`)
  }
  checkType('options.open', open, 'boolean')
  checkType('options.nonce', nonce, 'string')
  // An element or a shadow root: a document takes no more than the one element that it has.
  if (parent !== undefined && ![1, 11].includes((parent as Partial<Node> | null)?.nodeType ?? 0))
    throw new TypeError(`\`options.parent\` must be an element, not ${show(parent)}`)
}

/**
 * @param prefix what stands before the names of the arguments in what is thrown
 * @throws {TypeError} unless there is either a recorder or something that one can be attached to
 */
export function checkSubject(prefix: string, { recorder, bus }: { recorder?: unknown; bus?: unknown }): void {
  if ((recorder === undefined) === (bus === undefined)) {
    const count = recorder === undefined ? 'none was' : 'both were'
    throw new TypeError(`Either \`${prefix}recorder\` or \`${prefix}bus\` must be given, but ${count}`)
  }
  if (recorder !== undefined && !isRecorder(recorder)) {
    throw new TypeError(
      `\`${prefix}recorder\` must be a recorder made by createRecorder(), not ${show(recorder)}`,
    )
  }
  if (bus === undefined) return
  for (const [index, one] of (Array.isArray(bus) ? bus : [bus]).entries()) {
    if (typeof (one as Partial<Observed> | null)?.observe === 'function') continue
    const name = Array.isArray(bus) ? `${prefix}bus[${index}]` : `${prefix}bus`
    throw new TypeError(`\`${name}\` must be a bus, a stream or what an adapter returns, not ${show(one)}`)
  }
}

/** What a recorder is to be attached to; nothing where it is given. */
export function observedOf({ bus }: PanelSubject): readonly Observed[] {
  if (bus === undefined) return []
  return Array.isArray(bus) ? (bus as readonly Observed[]) : [bus as Observed]
}

/** @returns what detaches it from all; where one can't be attached, none is */
export function attachAll(recorder: Recorder, buses: readonly Observed[]): () => void {
  const attached: (() => void)[] = []
  const detachAll = (): void => {
    for (const detach of attached) detach()
  }
  try {
    for (const bus of buses) attached.push(recorder.attach(bus))
  } catch (error) {
    detachAll()
    throw error
  }
  return detachAll
}

function isRecorder(value: unknown): boolean {
  const like = value as Partial<Recorder> | null
  return typeof like?.attach === 'function' && typeof like.recording === 'object'
}

function checkType(argument: string, value: unknown, type: 'boolean' | 'string'): void {
  if (value !== undefined && typeof value !== type)
    throw new TypeError(`\`${argument}\` must be a ${type}, not ${show(value)}`)
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return 'an array'
  return value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : `${/^[aeiou]/.test(typeof value) ? 'an' : 'a'} ${typeof value}`
}
