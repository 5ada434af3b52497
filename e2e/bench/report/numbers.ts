const THIN_SPACE = '\u202f'
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const WHOLE_OR_FRACTION = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
const THREE_DIGITS = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
})

/** What stands for a number there is none of. */
export const NONE = '–'

/** A measured number for reading: three significant digits, thin groups of three; whole numbers get no zeros. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return NONE
  const format = Number.isInteger(value) && Math.abs(value) < 1_000 ? WHOLE : THREE_DIGITS
  return format.format(value).replaceAll(',', THIN_SPACE)
}

/** A number with its unit, if it has one: `1.12 ×`. */
export function formatQuantity(value: number, unit: string): string {
  return unit === '' ? formatNumber(value) : `${formatNumber(value)}${THIN_SPACE}${unit}`
}

/** A share as `12 %`. What is more than nothing never reads as nothing. */
export function formatPercent(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return `less than 0.1${THIN_SPACE}%`
  const digits = percent >= 0.95 || percent === 0 ? 0 : 1
  return `${percent.toFixed(digits)}${THIN_SPACE}%`
}

/** The label of a tick: `500`, `10k`, `1M`. */
export function formatTick(value: number): string {
  if (value >= 1e9) return `${trim(value / 1e9)}G`
  if (value >= 1e6) return `${trim(value / 1e6)}M`
  if (value >= 1e3) return `${trim(value / 1e3)}k`
  return trim(value)
}

/** An x as a heading: numbers in thin groups, words as they are. */
export function formatX(x: string): string {
  return isNumeric(x) ? WHOLE_OR_FRACTION.format(Number(x)).replaceAll(',', THIN_SPACE) : x
}

/** Whether an x can be put on an axis. */
export function isNumeric(x: string): boolean {
  return x.trim() !== '' && Number.isFinite(Number(x))
}

function trim(value: number): string {
  return String(Number(value.toPrecision(3)))
}
