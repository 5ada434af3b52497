import { createBus } from '../../core/index.ts'
import { framesOf, locationOf, placeOf } from '../stack-frames.ts'
import { StackCapture } from '../stacks.ts'

/** Stacks whose places are known again: as many as a recorder keeps apart. */
const MAX_KNOWN = 512

/**
 * Finds the place of a registration in its stack: the frame right under this library's. Which ones those are is
 * found by registering on a bus of its own, in each way there is, and reading the stacks: so it is exact in a bundle,
 * too, and does not depend on what files are called. In a stack with other frames on top (of another copy of the
 * library, or another page), they can't be told from the page's, and the place is not known. A stack that was given
 * has none of them.
 */
export class RegistrationPlaces {
  private readonly known = new Map<string, string | undefined>()

  /** The frame of the place, as the engine writes it; undefined where it is not known. */
  of(stack: string, isGiven: boolean): string | undefined {
    if (this.known.has(stack)) return this.known.get(stack)
    const found = isGiven ? framesOf(stack)[0] : placeIn(stack)
    if (this.known.size === MAX_KNOWN) this.known.clear()
    this.known.set(stack, found)
    return found
  }
}

/** `shop.ts:35:7`: the place of a frame, short. */
export function shortPlace(frame: string): string {
  const location = locationOf(frame)
  if (location === undefined) return frame
  const [, url = location, position = ''] = /^(.*?)(:\d+:\d+)$/.exec(location) ?? []
  return `${url.replace(/[?#].*$/s, '').replace(/^.*[\\/]/s, '')}${position}`
}

function placeIn(stack: string): string | undefined {
  const frames = framesOf(stack)
  const places = frames.map(placeOf)
  for (const way of libraryWays()) {
    if (way.every((place, at) => place === places[at])) return frames[way.length]
  }
  return undefined
}

let ways: readonly (readonly string[])[] | undefined

/** Where the library's frames are, for each way to register, the longest first. */
function libraryWays(): readonly (readonly string[])[] {
  ways ??= probe().sort((a, b) => b.length - a.length)
  return ways
}

function probe(): string[][] {
  const capture = new StackCapture('listeners')
  const stacks: (string | undefined)[] = []
  const observer = {
    registered: (): void => void stacks.push(capture.capture(observer.registered)),
  }
  const bus = createBus({ observers: [observer] })
  const event = bus.event('probe')
  const listener = (): void => undefined
  const caller = (): void => void stacks.push(capture.capture(caller))
  const calls: readonly (() => unknown)[] = [
    caller,
    () => bus.on('probe', listener),
    () => bus.once('probe', listener),
    () => bus.onAny(listener),
    () => bus.register({ event: 'probe', handle: listener }),
    () => event.on(listener),
    () => event.once(listener),
  ]
  // All are called from one place, which is the frame under the function that registers.
  for (const call of calls) call()
  const [here, ...registrations] = stacks.map((stack) => framesOf(stack ?? ''))
  const place = here?.[0]
  return registrations.flatMap((frames) => {
    const end = place === undefined ? -1 : frames.indexOf(place) - 1
    return end > 0 ? [frames.slice(0, end).map(placeOf)] : []
  })
}
