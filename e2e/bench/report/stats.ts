/** The middle half of the values. */
export interface Spread {
  readonly low: number
  readonly high: number
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 1 / 2)
}

/**
 * Lower and upper quartile, by the rule (n + 1) · p. Of seven values these are the second and the sixth, so they
 * are values that were measured and one disturbed browser at either end moves neither; minimum and maximum would
 * show little else than that browser. Of three values they are the minimum and the maximum.
 */
export function spread(values: readonly number[]): Spread {
  return { low: quantile(values, 1 / 4), high: quantile(values, 3 / 4) }
}

/** Half the distance between the quartiles, as a share of the median; undefined where that says nothing. */
export function relativeSpread(values: readonly number[]): number | undefined {
  const middle = median(values)
  if (values.length < 2 || middle === 0) return undefined
  const { low, high } = spread(values)
  return (high - low) / 2 / Math.abs(middle)
}

/** How many times the median of `to` the median of `of` is; NaN where one was not measured or `to` is 0. */
export function ratioOfMedians(of: readonly number[], to: readonly number[]): number {
  const base = median(to)
  return base === 0 ? Number.NaN : median(of) / base
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = Math.min(Math.max((sorted.length + 1) * share, 1), sorted.length) - 1
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}
