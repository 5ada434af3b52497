import { STEP, type Steps } from './steps.ts'

const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
const PASSES = 3

/** Keys and what they belong to, with as much room again to sort them in. Used for sort after sort. */
export class SortBuffers {
  keys = new Uint32Array(0)
  values = new Uint32Array(0)
  private spareKeys = new Uint32Array(0)
  private spareValues = new Uint32Array(0)
  private readonly counts = new Uint32Array(DIGITS * PASSES)

  /** Makes room for `length` pairs; what was there is lost. */
  reserve(length: number): void {
    if (length <= this.keys.length && length <= this.values.length && length <= this.spareValues.length)
      return
    const room = Math.ceil(length * 1.25)
    this.keys = new Uint32Array(room)
    this.values = new Uint32Array(room)
    this.spareKeys = new Uint32Array(room)
    this.spareValues = new Uint32Array(room)
  }

  /** Gives the values away for other ones to be used instead. */
  takeValues(instead: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    const { values } = this
    this.values = instead
    return values
  }

  /** Sorts the first `length` values by their keys, ascending; those with equal keys stay in their order. */
  *sort(length: number): Steps {
    const { counts } = this
    counts.fill(0)
    for (let from = 0; from < length; from += STEP) {
      this.count(from, Math.min(length, from + STEP))
      yield
    }
    for (let pass = 0; pass < PASSES; pass++) {
      // A digit that all keys share has them in order already: counts, states and ranks take one pass.
      if (!this.makePlaces(pass, length)) continue
      for (let from = 0; from < length; from += STEP) {
        this.distribute(pass, from, Math.min(length, from + STEP))
        yield
      }
      ;[this.keys, this.spareKeys] = [this.spareKeys, this.keys]
      ;[this.values, this.spareValues] = [this.spareValues, this.values]
    }
  }

  private count(from: number, to: number): void {
    const { keys, counts } = this
    for (let at = from; at < to; at++) {
      const key = keys[at]!
      counts[key & (DIGITS - 1)]!++
      counts[DIGITS + ((key >>> DIGIT_BITS) & (DIGITS - 1))]!++
      counts[2 * DIGITS + (key >>> (2 * DIGIT_BITS))]!++
    }
  }

  /** Turns the counts of a digit to the places where its keys go; false if there is only one. */
  private makePlaces(pass: number, length: number): boolean {
    const counts = this.counts.subarray(pass * DIGITS, (pass + 1) * DIGITS)
    let place = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!
      if (count === length) return false
      counts[digit] = place
      place += count
    }
    return true
  }

  private distribute(pass: number, from: number, to: number): void {
    const { keys, values, spareKeys, spareValues, counts } = this
    const shift = pass * DIGIT_BITS
    const base = pass * DIGITS
    for (let at = from; at < to; at++) {
      const key = keys[at]!
      const place = counts[base + ((key >>> shift) & (DIGITS - 1))]!++
      spareKeys[place] = key
      spareValues[place] = values[at]!
    }
  }
}
