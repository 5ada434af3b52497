import type { StandardSchemaV1 } from '@standard-schema/spec'
import { formatPath } from './path.ts'

/** How many failures of one payload an error keeps. */
const MAX_ISSUES = 20

/** One thing that is wrong with a payload. */
export interface PayloadIssue {
  /** As `payload.items[0].qty`; `payload` for all of it. */
  readonly path: string
  readonly message: string
}

/** A payload does not fit the schema of its type, or could not be upgraded. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'
  /** The name of the type. */
  readonly type: string
  /** Where the first failure is: `payload.items[0].qty`; `payload` for all of it. */
  readonly path: string
  /** The first 20 failures. */
  readonly issues: readonly PayloadIssue[]
  /** How many more there are. */
  readonly droppedIssues: number

  constructor(type: string, message: string, issues: readonly PayloadIssue[], options?: ErrorOptions) {
    super(message, options)
    this.type = type
    this.path = issues[0]?.path ?? 'payload'
    this.issues = issues.slice(0, MAX_ISSUES)
    this.droppedIssues = issues.length - this.issues.length
  }
}

/**
 * What the schema makes of a payload.
 * @throws {PayloadError} when it does not fit
 * @throws {TypeError} when the schema is asynchronous
 */
export function applySchema(type: string, schema: StandardSchemaV1, payload: unknown): unknown {
  const result = schema['~standard'].validate(payload)
  if (isPromise(result)) {
    ignoreOutcome(result)
    throw new TypeError(
      `the \`schema\` of "${type}" is asynchronous, and a dispatch can't wait for it. Leave out what it awaits.`,
    )
  }
  if (result.issues === undefined) return result.value
  const issues = result.issues.map(({ path = [], message }) => ({
    path: formatPath(['payload', ...path.map((step) => (typeof step === 'object' ? step.key : step))]),
    message,
  }))
  const { path, message } = issues[0] ?? { path: 'payload', message: 'no reason given' }
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  throw new PayloadError(type, `\`${path}\` does not fit the schema of "${type}": ${message}${more}`, issues)
}

/** Of whichever realm or library. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

/** Else its rejection would be reported as unhandled. */
export function ignoreOutcome(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => undefined)
}
