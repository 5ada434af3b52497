/** What `send()` rejects with on a stream that was closed, and why events were lost that had waited when it was aborted. */
export class StreamClosedError extends Error {
  override readonly name = 'StreamClosedError'

  constructor(stream: string, options?: ErrorOptions) {
    super(`stream "${stream}" is closed. Send before close(), or create another stream.`, options)
  }
}

/** What `send()` rejects with where too many sends wait for room already. */
export class StreamOverloadedError extends Error {
  override readonly name = 'StreamOverloadedError'

  constructor(stream: string, shard: string, waiting: number) {
    super(
      `${waiting} sends wait for room in ${shard} of stream "${stream}" already. Await send() before you send more, ` +
        'or use more shards.',
    )
  }
}

/** The cause of the `EventError` of an event that its shard's worker had, or was to have, when it was lost. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError'
}
