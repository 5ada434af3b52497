/** In each message: whatever else page and worker have to say to one another is not for us. */
const MARK = 'eventscope.stream'

/** What goes to a worker. Each is answered, by its id. */
export type Request =
  | {
      readonly kind: 'process'
      readonly id: number
      readonly type: number
      /** The name of the type here: the worker need not have defined it. */
      readonly name: string
      readonly time: number
      readonly value: unknown
    }
  | { readonly kind: 'shutdown'; readonly id: number }

/** What a worker says. */
export type Answer =
  /** It can be given events. While it lives, it holds the lock of that name, where there are locks. */
  | { readonly kind: 'ready'; readonly lock?: string }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: RemoteError }

/** An error, as it is sent: cloning one loses the name of its class. */
export interface RemoteError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
}

/** Makes a message of what is to be said. */
export function envelope(content: Request | Answer): unknown {
  return { [MARK]: content }
}

/** What a message says; undefined if it is not one of ours. */
export function contentOf(message: unknown): Request | Answer | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  return (message as { readonly [MARK]?: Request | Answer })[MARK]
}

export function describeError(cause: unknown): RemoteError {
  if (cause instanceof Error) return { name: cause.name, message: cause.message, stack: cause.stack }
  let message = 'a value that cannot be shown'
  try {
    message = String(cause)
  } catch {
    // It stays so.
  }
  return { name: 'Error', message, stack: undefined }
}

export function restoreError({ name, message, stack }: RemoteError): Error {
  const error = new Error(message)
  error.name = name
  if (stack !== undefined) error.stack = stack
  return error
}
