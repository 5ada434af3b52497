import { compileQuery } from '../query/query.ts'
import type { RowPredicate } from '../query/compile.ts'
import { STEP } from './refreshed.ts'
import type { TimeRange } from './time-range.ts'

/** What asking a row takes of a step: it may be searched through its payload. */
export const ASKING: number = STEP / 32

/** @throws {TypeError} for an option that is unknown or ill-typed */
export function checkAnalysisOptions(
  options: {
    readonly range?: TimeRange | undefined
    readonly query?: string | undefined
    readonly slowMs?: number | undefined
  },
  known: readonly string[],
): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${known.join(', ')}`)
    }
  }
  const { range, query, slowMs } = options
  if (range !== undefined && !(range !== null && range.from <= range.to)) {
    throw new TypeError('`options.range` must have times `from` and `to`, in this order')
  }
  if (query !== undefined && typeof query !== 'string') {
    throw new TypeError(`\`options.query\` must be a string, not ${String(query)}`)
  }
  if (slowMs !== undefined && !(slowMs >= 0)) {
    throw new TypeError(`\`options.slowMs\` must be a number ≥ 0, not ${String(slowMs)}`)
  }
}

/**
 * What a query asks of a row; undefined where it asks for nothing.
 * @throws {QuerySyntaxError} where it can't be understood
 */
export function askedBy(query: string | undefined): RowPredicate | undefined {
  return query === undefined || query.trim() === '' ? undefined : compileQuery(query)
}
