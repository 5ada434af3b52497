import type { RecordedListener } from '../recorded.ts'
import { counted, durationText } from './duration-text.ts'
import type { ListenerMark, ListenerStats } from './listener-types.ts'
import { type RegistrationPlaces, shortPlace } from './registration-place.ts'

/** A run that holds the page as long as a frame at 60 Hz. */
export const DEFAULT_SLOW_MS = 16
/** Registrations within so many ms were made at one moment. */
const MOMENT_MS = 100
/** So many living registrations from one place, added at so many moments, are a leak… */
const LEAKING = 3
/** …unless more than this share of all that were added there is known to be removed. */
const MAX_REMOVED = 0.1
/** A listener that failed so often, and never did not, always fails. */
const ALWAYS = 2

/** The registrations of one event from one place, by one name and owner: as one line of code makes them. */
export class PlaceGroup {
  living = 0
  removed = 0
  /** At how many moments the living ones were added. */
  moments = 0
  private moment = -Infinity

  constructor(readonly frame: string | undefined) {}

  /** To be called in the order of registration. */
  add(listener: RecordedListener): void {
    if (!listener.active) {
      this.removed++
      return
    }
    this.living++
    // A place is known only where the registration was seen, so there is a time.
    const { time = 0 } = listener
    if (time - this.moment < MOMENT_MS) return
    this.moments++
    this.moment = time
  }

  get leaks(): boolean {
    const { living, removed, moments } = this
    return living >= LEAKING && moments >= LEAKING && removed <= MAX_REMOVED * (living + removed)
  }
}

/** Registrations by the place they were made at; those whose place is not known are in no group. */
export class PlaceGroups {
  private readonly groups = new Map<string, PlaceGroup>()

  constructor(private readonly places: RegistrationPlaces) {}

  /** To be called in the order of registration. */
  add(listener: RecordedListener): PlaceGroup | undefined {
    const { bus, event, name, owner, stack } = listener
    if (stack === undefined) return undefined
    const { key, frame } = this.places.of(stack)
    const full = JSON.stringify([key, bus, event, name, owner])
    let group = this.groups.get(full)
    if (group === undefined) this.groups.set(full, (group = new PlaceGroup(frame)))
    group.add(listener)
    return group
  }
}

/** What marks are made of. */
export interface Marked extends Omit<ListenerStats, 'marks'> {
  /** How many of the calls held the page too long, and how long that is. */
  readonly slowCalls: number
  readonly slowMs: number
}

/** What a listener should be looked at for, the worst first. */
export function marksOf(listener: Marked, group: PlaceGroup | undefined): ListenerMark[] {
  const found = [
    alwaysFailing(listener),
    group === undefined || !listener.active ? undefined : (leaking(group) ?? duplicate(listener, group)),
    slow(listener),
    neverCalled(listener),
  ]
  return found.filter((mark) => mark !== undefined)
}

/** Of the calls in the range, as all that is shown with it. */
function alwaysFailing({ calls, failed, waiting }: Marked): ListenerMark | undefined {
  if (failed < ALWAYS || failed !== calls - waiting) return undefined
  return { kind: 'always-failing', reason: `all of ${counted(failed, 'call')} failed`, count: failed }
}

/** More than are known may have been removed: a listener that never ran is forgotten with its registration. */
function leaking(group: PlaceGroup): ListenerMark | undefined {
  if (!group.leaks) return undefined
  const { living, moments, removed } = group
  const gone = removed === 0 ? 'none known to be removed' : `${removed} removed`
  return {
    kind: 'leaking',
    reason: `${living} living registrations from ${placeText(group)}, added at ${moments} moments, ${gone}`,
    count: living,
  }
}

function duplicate({ event }: Marked, group: PlaceGroup): ListenerMark | undefined {
  const { living, moments } = group
  if (living < 2) return undefined
  const when = moments === 1 ? 'at the same moment' : `at ${moments} moments`
  return {
    kind: 'duplicate',
    reason: `registered ${living} times for ${event} from ${placeText(group)}, ${when}`,
    count: living,
  }
}

function slow({ calls, slowCalls, slowMs, sync }: Marked): ListenerMark | undefined {
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

function neverCalled({ active, totalCalls, time }: Marked): ListenerMark | undefined {
  if (!active || totalCalls > 0) return undefined
  const since =
    time === undefined ? 'was registered before the recorder was attached' : `is registered since ${at(time)}`
  return { kind: 'never-called', reason: `${since}, and no call of it was recorded`, count: undefined }
}

function placeText({ frame }: PlaceGroup): string {
  return frame === undefined ? 'one place' : shortPlace(frame)
}

/** `12.3 s`: a time in the recording. */
function at(time: number): string {
  return `${(time / 1_000).toFixed(1)} s`
}
