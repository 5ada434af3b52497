import { type EventError, reportUnhandled } from './errors.ts'

/** The errors of a bus: the newest are kept, and each is passed on. */
export class ErrorLog {
  dropped = 0
  private kept: EventError[] = []
  private reporting = false

  constructor(
    private readonly onError: ((error: EventError) => void) | undefined,
    private readonly max: number,
  ) {}

  get errors(): readonly EventError[] {
    return this.kept.slice()
  }

  add(error: EventError): void {
    this.kept.push(error)
    if (this.kept.length > this.max) {
      this.kept.shift()
      this.dropped++
    }
    // An `onError` whose own dispatch fails would be called by itself, without end.
    if (this.onError === undefined || this.reporting) {
      reportUnhandled(error)
      return
    }
    this.reporting = true
    try {
      this.onError(error)
    } catch (failure) {
      reportUnhandled(failure)
    }
    this.reporting = false
  }

  clear(): void {
    this.kept = []
    this.dropped = 0
  }
}
