import type { AlikeRegistrations } from '../recorded.ts'
import { counted, durationText } from './duration-text.ts'
import type { ListenerMark, ListenerStats } from './listener-types.ts'
import { shortPlace } from './registration-place.ts'

/** A run that holds the page as long as a frame at 60 Hz. */
export const DEFAULT_SLOW_MS = 16
/**
 * So many living registrations made alike, with more of them at each of so many moments in a row, are a leak. Nothing
 * but the calls tells listeners without a name apart, and a helper may be the only one to call: then it takes more.
 */
const LEAKING = 3
const LEAKING_UNNAMED = 6
/** Where more than this share of them was removed, somebody cleans up: each has its place, and those living are in use. */
const MAX_REMOVED = 0.1
/** A listener that failed so often, and never did not, always fails. */
const ALWAYS = 2
/** What the bus calls a listener that has no name. */
const UNNAMED = 'anonymous'

/** What marks are made of. */
export type Unmarked = Omit<ListenerStats, 'marks'>

/**
 * What a listener should be looked at for, the worst first.
 * @param slowCalls how many of the calls held the page for `slowMs` or longer
 */
export function marksOf(listener: Unmarked, slowCalls: number, slowMs: number): ListenerMark[] {
  const found = [
    alwaysFailing(listener),
    leaking(listener) ?? duplicate(listener),
    slow(listener, slowCalls, slowMs),
    neverCalled(listener),
  ]
  return found.filter((mark) => mark !== undefined)
}

/** Of the calls in the range, as all that is shown with it. */
function alwaysFailing({ calls, failed, waiting }: Unmarked): ListenerMark | undefined {
  if (failed < ALWAYS || failed !== calls - waiting) return undefined
  return { kind: 'always-failing', reason: `all of ${counted(failed, 'call')} failed`, count: failed }
}

function leaking(listener: Unmarked): ListenerMark | undefined {
  const { alike, name } = listener
  if (alike === undefined || !mayBeTooMany(listener, alike)) return undefined
  const { living, moments, removed, growing } = alike
  const enough = name === UNNAMED ? LEAKING_UNNAMED : LEAKING
  if (living < enough || growing < enough) return undefined
  const placeName = placeText(listener)
  const gone = removed === 0 ? 'none known to be removed' : `${removed} removed`
  return {
    kind: 'leaking',
    reason: `${living} living registrations from ${placeName}, added at ${moments} moments, ${gone}`,
    placeName,
    count: living,
  }
}

/** Of those without a name, nothing tells whether they are the same. */
function duplicate(listener: Unmarked): ListenerMark | undefined {
  const { alike, event, name } = listener
  if (alike === undefined || !mayBeTooMany(listener, alike) || name === UNNAMED) return undefined
  const { living, moments } = alike
  if (living < 2) return undefined
  const placeName = placeText(listener)
  const when = moments === 1 ? 'at the same moment' : `at ${moments} moments`
  return {
    kind: 'duplicate',
    reason: `registered ${living} times for ${event} from ${placeName}, ${when}`,
    placeName,
    count: living,
  }
}

/** Not where somebody cleans up: several managed ones are as many instances, and each goes with its own. */
function mayBeTooMany({ active, managed }: Unmarked, { added, removed }: AlikeRegistrations): boolean {
  return active && !managed && removed <= MAX_REMOVED * added
}

function slow({ calls, sync }: Unmarked, slowCalls: number, slowMs: number): ListenerMark | undefined {
  if (slowCalls === 0 || sync === undefined) return undefined
  const limit = durationText(slowMs)
  return {
    kind: 'slow',
    reason:
      `${slowCalls} of ${counted(calls, 'call')} held the page for ${limit} or more, ` +
      `the longest for ${durationText(sync.max)}`,
    count: slowCalls,
  }
}

/** Not of one that ran before a clear: what was cleared is not gone from the page. */
function neverCalled({ active, ran, time }: Unmarked): ListenerMark | undefined {
  if (!active || ran) return undefined
  const since =
    time === undefined ? 'was registered before the recorder was attached' : `is registered since ${at(time)}`
  return { kind: 'never-called', reason: `${since}, and no call of it was recorded`, count: undefined }
}

function placeText({ place }: Unmarked): string {
  return place === undefined ? 'one place' : shortPlace(place)
}

/** `12.3 s`: a time in the recording. */
function at(time: number): string {
  return `${(time / 1_000).toFixed(1)} s`
}
