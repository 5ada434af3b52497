import type { TimeRange } from './time-range.ts'

/** @throws {TypeError} for an option that is unknown or ill-typed */
export function checkAnalysisOptions(
  options: { readonly range?: TimeRange | undefined; readonly slowMs?: number | undefined },
  known: readonly string[],
): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${known.join(', ')}`)
    }
  }
  const { range, slowMs } = options
  if (range !== undefined && !(range !== null && range.from <= range.to)) {
    throw new TypeError('`options.range` must have times `from` and `to`, in this order')
  }
  if (slowMs !== undefined && !(slowMs >= 0)) {
    throw new TypeError(`\`options.slowMs\` must be a number ≥ 0, not ${String(slowMs)}`)
  }
}
