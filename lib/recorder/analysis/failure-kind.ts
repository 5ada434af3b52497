import type { EventError } from '../../core/index.ts'

/**
 * What failed: a `listener`; a `check` of the bus that lets its listeners run all the same, as the rule for names does;
 * the dispatch as it was `refused`, so that no listener ran; its `publish` by the driver, which the listeners here do
 * not depend on; or the `dispatch` in another way, as a stream's that was shut down.
 */
export type FailureKind = 'listener' | 'check' | 'refused' | 'publish' | 'dispatch'

/** How the message of an error begins that says what failed; after it comes what was thrown. */
const BEGINNINGS: readonly (readonly [kind: FailureKind, beginning: (error: EventError) => string])[] = [
  ['listener', ({ listener, event }) => `listener "${listener}" of "${event}" failed: `],
  ['check', ({ event }) => `"${event}" fails a check: `],
  ['refused', ({ event }) => `dispatch of "${event}" was refused: `],
  ['publish', ({ event }) => `the driver failed to publish "${event}": `],
]

/**
 * What failed, of an error of a dispatch.
 * @example
 * const unpublished = handle.errors.filter((error) => failureKind(error) === 'publish')
 */
export function failureKind(error: EventError): FailureKind {
  return readFailure(error).kind
}

/**
 * What failed, and what was thrown, in words: the error's message without what it says of whom. What was thrown itself
 * is not asked again, for it may be the page's code that answers.
 */
export function readFailure(error: EventError): { readonly kind: FailureKind; readonly message: string } {
  const { message, listener } = error
  for (const [kind, beginning] of BEGINNINGS) {
    const text = beginning(error)
    if (message.startsWith(text)) return { kind, message: message.slice(text.length) }
  }
  return { kind: listener === '' ? 'dispatch' : 'listener', message }
}
