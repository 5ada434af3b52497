import { painted } from './frames.ts'

/** Measures how long clicks take to be answered on screen. */
export class ClickMeter {
  private answered: number[] = []

  /** A click was handled; its result is on screen with the next paint. */
  clicked({ timeStamp }: Event): void {
    // The time stamp is that of the input, so what it waited for a busy page is in it.
    void painted().then(({ ended }) => this.answered.push(ended - timeStamp))
  }

  take(): readonly number[] {
    const taken = this.answered
    this.answered = []
    return taken
  }
}
