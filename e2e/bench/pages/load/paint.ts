import type { Recording } from 'eventscope/recorder'
import type { Shown } from './api.ts'
import { ShownGrid } from './shown-grid.ts'
import { painted } from './frames.ts'
import { condition } from './conditions.ts'

/** What a user's action in the panel arrives as. */
const INPUTS = ['input', 'click', 'keydown'] as const

/** What is not shown by then counts as shown: no target allows for that much, and the bench goes on. */
const PATIENCE_MS = 10_000

/** Measures the time from an input to the paint of the right rows. */
export class PaintWatch {
  private readonly recording: Recording
  private readonly grid = new ShownGrid()
  private input: Promise<number> = Promise.resolve(0)
  private conditions: readonly (() => boolean)[] = []
  private heard: (at: number) => void = () => {}

  constructor(recording: Recording) {
    this.recording = recording
  }

  expect(...shown: readonly Shown[]): void {
    // What is to be compared with is looked up now, before the clock starts.
    this.conditions = shown.map((each) => condition(each, this.recording, this.grid))
    this.input = new Promise((resolve) => {
      this.heard = resolve
      for (const type of INPUTS) {
        addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true })
      }
    })
  }

  async shown(): Promise<readonly number[]> {
    return this.untilPainted(await this.input)
  }

  /** @param since when the clock started, in ms of `performance.now()` */
  async untilShown(shown: Shown, since: number): Promise<number> {
    this.conditions = [condition(shown, this.recording, this.grid)]
    const [taken] = await this.untilPainted(since)
    return taken!
  }

  scrollTo(share: number): void {
    this.heard(performance.now())
    this.grid.scrollTo(share)
  }

  private async untilPainted(since: number): Promise<readonly number[]> {
    const { conditions } = this
    const taken: number[] = []
    while (taken.length < conditions.length) {
      const { began, ended } = await painted()
      // A frame that had begun before the input can't show what it asked for.
      if (began < since) continue
      for (const isShown of conditions.slice(taken.length)) {
        if (!isShown() && ended - since < PATIENCE_MS) break
        taken.push(ended - since)
      }
    }
    return taken
  }
}
