/** Why a dispatch was not published: there was no connection to Redis, or the one there was broke before it answered. */
export class RedisDownError extends Error {
  override readonly name = 'RedisDownError'

  constructor(where: string, reason: string, options?: ErrorOptions) {
    super(`Redis at ${where} is down: ${reason}`, options)
  }
}

/** The text of what was thrown; the first of several reasons, as a refused connection to two addresses has them. */
export function reasonOf(failure: unknown): string {
  if (failure instanceof AggregateError && failure.errors.length > 0) return reasonOf(failure.errors[0])
  return failure instanceof Error ? failure.message || failure.name : String(failure)
}
