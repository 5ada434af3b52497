/** The cause of the error on a handle whose message the server did not take, or that did not reach it. */
export class HttpPublishError extends Error {
  override readonly name = 'HttpPublishError'
  /** The status of the answer; undefined where there was none. */
  readonly status: number | undefined
  /** The `error` of the answer's body; undefined where there is none. */
  readonly error: string | undefined

  constructor(what: string, status?: number, error?: string, cause?: unknown) {
    super(error === undefined || error === '' ? what : `${what}: ${error}`, { cause })
    this.status = status
    this.error = error
  }
}

/** The cause of the error on a handle whose message had no room in the queue. */
export class PublishQueueFullError extends Error {
  override readonly name = 'PublishQueueFullError'

  constructor(messages: number, bytes: number) {
    super(
      `${messages} messages of ${bytes} bytes wait to be sent already. Dispatch less often, or give the driver a larger ` +
        '`maxQueue`.',
    )
  }
}
