import type { EventError, FailureKind } from '../../core/index.ts'

/** How the message of an error begins; after it comes what was thrown. */
const BEGINNINGS: Readonly<Record<FailureKind, (error: EventError) => string>> = {
  listener: ({ listener, event }) => `listener "${listener}" of "${event}" failed: `,
  check: ({ event }) => `"${event}" fails a check: `,
  refused: ({ event }) => `dispatch of "${event}" was refused: `,
  publish: ({ event }) => `the driver failed to publish "${event}": `,
  source: ({ event }) => `"${event}" failed: `,
}

/**
 * What was thrown, in words: the error's message without what it says of whom. What was thrown itself is not asked
 * again, for it may be the page's code that answers.
 */
export function thrownText(error: EventError): string {
  const { message, kind } = error
  const beginning = BEGINNINGS[kind]?.(error) ?? ''
  return message.startsWith(beginning) ? message.slice(beginning.length) : message
}
