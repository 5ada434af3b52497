import type { ListenerMark } from 'eventscope/recorder'

/** The reason of a mark, around the place that it names: that may be known by a better name, from a source map. */
export interface MarkText {
  readonly before: string
  /** Undefined where none is named. */
  readonly place: string | undefined
  readonly after: string
}

export function markText({ reason, placeName }: Pick<ListenerMark, 'reason' | 'placeName'>): MarkText {
  const at = placeName === undefined ? -1 : reason.indexOf(placeName)
  if (placeName === undefined || at < 0) return { before: reason, place: undefined, after: '' }
  return { before: reason.slice(0, at), place: placeName, after: reason.slice(at + placeName.length) }
}

/** The same in one line, for where a place can't be looked up. */
export function markTitle(mark: Pick<ListenerMark, 'reason' | 'placeName'>): string {
  const { before, place, after } = markText(mark)
  return place === undefined ? before : `${before}one place${after}`
}
