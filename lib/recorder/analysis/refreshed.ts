import type { Recording } from '../types.ts'

/** Going over a recording, cut in steps well below a millisecond; it gives what it found. */
export type Pass<Value> = Generator<undefined, Value>

/** Rows and runs that a step looks at: each takes some 50 ns. */
export const STEP = 512

/** Between two passes it rests so many times as long as the last one took: then its share of the time is below 5 %. */
const REST = 20

/**
 * What is derived of a recording by going over its rows, again and again as it changes, a little in each frame. A
 * result is shown when it is complete; while the next one is made, it stays.
 */
export class Refreshed<Value> {
  value: Value
  private pass: Pass<Value> | undefined
  private madeFor = -1
  private generation: number
  private spent = 0
  private again = -Infinity

  /**
   * @param empty what there is before the first pass, and after a clear
   * @param begin begins a pass over the recording as it is then
   * @param rest ms between two passes, at least and at most
   */
  constructor(
    private readonly recording: Recording,
    private readonly empty: Value,
    private readonly begin: () => Pass<Value>,
    private readonly rest: { readonly least: number; readonly most: number },
  ) {
    this.value = empty
    this.generation = recording.generation
  }

  /**
   * Goes on until that time, or a step longer.
   * @returns whether the result is that of the recording as it is now; if not, call it again in the next frame
   */
  update(until: number, clock: () => number): boolean {
    const { recording } = this
    if (recording.generation !== this.generation) this.restart()
    const began = clock()
    if (this.pass === undefined) {
      if (recording.version === this.madeFor) return true
      if (began < this.again) return false
      this.madeFor = recording.version
      this.pass = this.begin()
      this.spent = 0
    }
    const done = this.advance(this.pass, until, clock)
    const ended = clock()
    this.spent += ended - began
    if (!done) return false
    this.pass = undefined
    const { least, most } = this.rest
    this.again = ended + Math.min(most, Math.max(least, this.spent * REST))
    return recording.version === this.madeFor
  }

  private advance(pass: Pass<Value>, until: number, clock: () => number): boolean {
    do {
      const step = pass.next()
      if (step.done === true) {
        this.value = step.value
        return true
      }
    } while (clock() <= until)
    return false
  }

  /** Rows were numbered anew: nothing is known of those there are now. */
  private restart(): void {
    this.generation = this.recording.generation
    this.value = this.empty
    this.pass = undefined
    this.madeFor = -1
    this.again = -Infinity
  }
}
