/** Fewer digits than this are never lost, where there is no exponent. */
const SAFE_LENGTH = 15
/** As many as `toPrecision` takes. */
const MAX_DIGITS = 100

type Decimal = readonly [digits: string, exponent: number]

/**
 * Whether a number's text survives as a number: the number, written with as many digits as its text has, is that
 * text's number again. So `0.1` does and so does any text that was made of a double, however many digits its writer
 * used; an integer above 2⁵³ that lies between two doubles does not, nor `1e400`. What is no number passes, for the parser
 * to refuse.
 */
export function isExact(source: string): boolean {
  if (source.length <= SAFE_LENGTH && !/e/i.test(source)) return true
  const value = Number(source)
  if (Number.isNaN(value)) return true
  const [digits, exponent] = decimalOf(source)
  if (digits === '') return value === 0
  if (!Number.isFinite(value) || digits.length > MAX_DIGITS) return false
  return writings(value, digits.length).some(([kept, at]) => kept === digits && at === exponent)
}

/** A number with so many digits: two of them where it lies halfway. `toPrecision` rounds up there, most others to even. */
function writings(value: number, count: number): Decimal[] {
  const rounded = decimalOf(value.toPrecision(count))
  if (count === MAX_DIGITS) return [rounded]
  const [digits, exponent] = decimalOf(value.toPrecision(MAX_DIGITS))
  const halfway = digits.length === count + 1 && digits.endsWith('5')
  return halfway ? [rounded, decimalOf(`${digits.slice(0, -1)}e${exponent + 1}`)] : [rounded]
}

/** Its digits without zeros at either end, and the power of ten of the last one. */
function decimalOf(source: string): Decimal {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source) ?? []
  const digits = whole + fraction
  // No regular expression: for `/0+$/`, a million zeros with a one behind them are a trillion steps.
  let end = digits.length
  while (digits[end - 1] === '0') end--
  const exponent = Number(power) - fraction.length + digits.length - end
  return [digits.slice(0, end).replace(/^0+/, ''), exponent]
}
