import { attempt, type EventError, reportUnhandled } from './errors.ts'

const DEFAULT_MAX_ERRORS = 1_000

/** The errors of a bus: the newest are kept, and each is passed on. */
export class ErrorLog {
  dropped = 0
  private kept: EventError[] = []
  private reporting = false

  constructor(
    private readonly onError: (error: EventError) => void = reportUnhandled,
    private readonly max: number = DEFAULT_MAX_ERRORS,
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
    const { reporting, onError } = this
    this.reporting = true
    void attempt(() => (reporting ? reportUnhandled : onError)(error), reportUnhandled)
    this.reporting = reporting
  }

  clear(): void {
    this.kept = []
    this.dropped = 0
  }
}
