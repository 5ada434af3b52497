import type { TimeRange } from 'eventscope/recorder'

/** The part of the recording that is looked at, in ms since its `timeOrigin`. */
export type Range = TimeRange

export function sameRange(one: Range | undefined, other: Range | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to
}
