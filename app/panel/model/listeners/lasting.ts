import type { Recording } from 'eventscope/recorder'

/** What a tally found; while a new one has not found anything, what the one before did, so that nothing flickers. */
export class Lasting<Found extends object> {
  private read: (() => Found) | undefined
  /** What the tally gives before it has found anything. */
  private empty: Found | undefined
  private before: Found | undefined
  private generation = 0

  constructor(private readonly recording: Pick<Recording, 'generation'>) {}

  /** From now on another tally is read. */
  follow(read: () => Found): void {
    this.before = this.value()
    this.read = read
    this.empty = read()
    this.generation = this.recording.generation
  }

  /** Undefined while none is followed. */
  value(): Found | undefined {
    const found = this.read?.()
    // After a clear, what was found before is gone.
    if (found !== this.empty || this.recording.generation !== this.generation) this.before = undefined
    return this.before ?? found
  }
}
