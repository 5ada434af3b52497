/** A stretch of a recording, in ms since its `timeOrigin`: `from` ≤ time < `to`. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}
