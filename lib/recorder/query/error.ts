/** What is wrong with a query, and where. */
export interface QueryError {
  /** What is wrong, and what would be right. */
  readonly message: string
  /** The first wrong character. */
  readonly start: number
  /** One past the last wrong character. */
  readonly end: number
}

/**
 * A query that can't be understood. Its message ends with the query, the wrong place marked: `status:⟦faild⟧`.
 * @example
 * try {
 *   recording.find('status:faild')
 * } catch (error) {
 *   if (error instanceof QuerySyntaxError) input.setSelectionRange(error.start, error.end)
 * }
 */
export class QuerySyntaxError extends SyntaxError {
  override readonly name: string = 'QuerySyntaxError'
  /** The first wrong character. */
  readonly start: number
  /** One past the last wrong character. */
  readonly end: number

  constructor(query: string, { message, start, end }: QueryError) {
    const before = start > EXCERPT ? `…${query.slice(start - EXCERPT, start)}` : query.slice(0, start)
    const after = query.length - end > EXCERPT ? `${query.slice(end, end + EXCERPT)}…` : query.slice(end)
    const wrong = query.slice(start, end)
    const marked = wrong.length > EXCERPT ? `${wrong.slice(0, EXCERPT)}…` : wrong
    super(`${message}: ${before}⟦${marked}⟧${after}`)
    this.start = start
    this.end = end
  }
}

/** Characters of a query shown on each side of the wrong place, and of that place, at most. */
const EXCERPT = 60

/** Thrown inside of the parser, and never let out of it. */
export class Refusal {
  constructor(readonly error: QueryError) {}
}

/** Ends the parsing: this place is wrong. */
export function refuse(message: string, { start, end }: { start: number; end: number }): never {
  // No Error, for its stack would be made for nothing.
  throw new Refusal({ message, start, end })
}
