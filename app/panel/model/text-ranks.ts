import type { Steps } from './steps.ts'

/** Texts sorted at once, before the rest is merged. */
const RUN = 256
/** Texts merged in a step. */
const MERGE_STEP = 2_048

/** Distinct texts that are known by heart; a map that is much larger takes too long each time it grows. */
const MAX_KNOWN = 32_768

/**
 * Texts as numbers in the order of the texts. Each distinct one is compared, not each row: a page has some dozen
 * names of events. Should it make them up without end, they are sorted in steps like everything else.
 */
export class TextRanks {
  private readonly ids = new Map<string, number>()
  private readonly texts: string[] = []
  private ranks = new Uint32Array(0)

  /** A number for a text; equal ones may have several. */
  idOf(text: string): number {
    const known = this.ids.get(text)
    if (known !== undefined) return known
    const id = this.texts.push(text) - 1
    if (id < MAX_KNOWN) this.ids.set(text, id)
    return id
  }

  /** One more than the highest rank. */
  get size(): number {
    return this.texts.length
  }

  /** The place of a text among all, once `rank` is through: the same for equal ones. */
  rankOf(id: number): number {
    return this.ranks[id]!
  }

  /** Sorts them: short runs first, then merges of two at a time. */
  *rank(): Steps {
    const { texts } = this
    const { length } = texts
    let ids = new Uint32Array(length)
    for (let id = 0; id < length; id++) ids[id] = id
    for (let from = 0; from < length; from += RUN) {
      ids.subarray(from, from + RUN).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1))
      yield
    }
    let spare = new Uint32Array(length)
    for (let width = RUN; width < length; width *= 2) {
      for (let from = 0; from < length; from += 2 * width) {
        yield* this.merge(
          ids,
          spare,
          from,
          Math.min(length, from + width),
          Math.min(length, from + 2 * width),
        )
      }
      ;[ids, spare] = [spare, ids]
    }
    this.ranks = spare
    let rank = 0
    for (let at = 0; at < length; at++) {
      if (at > 0 && texts[ids[at]!] !== texts[ids[at - 1]!]) rank++
      this.ranks[ids[at]!] = rank
      if (at % MERGE_STEP === 0) yield
    }
  }

  private *merge(source: Uint32Array, target: Uint32Array, from: number, middle: number, to: number): Steps {
    const { texts } = this
    let left = from
    let right = middle
    for (let at = from; at < to; at++) {
      const takesLeft = right >= to || (left < middle && texts[source[left]!]! < texts[source[right]!]!)
      target[at] = takesLeft ? source[left++]! : source[right++]!
      if (at % MERGE_STEP === 0) yield
    }
  }
}
