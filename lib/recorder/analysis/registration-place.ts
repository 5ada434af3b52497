import { createBus } from '../../core/index.ts'
import { StackCapture } from '../stacks.ts'

/** Stacks whose places are known again: as many as a recorder keeps apart. */
const MAX_KNOWN = 512
/** Where a frame is: V8 puts it at the end, in brackets where the function has a name; others put it after an `@`. */
const V8_LOCATION = /^at (?:.* \()?(.+:\d+:\d+)\)?$/
const OTHER_LOCATION = /^[^@]*@(.+:\d+:\d+)$/

/** Where a listener was registered. */
export interface RegistrationPlace {
  /** The same for two registrations from the same place. */
  readonly key: string
  /** The frame of the place, as the engine writes it; undefined where only the whole stack is known. */
  readonly frame: string | undefined
}

/**
 * Finds the place of a registration in its stack: the frame right under this library's. Which ones those are is
 * found by registering on a bus of its own, in each way there is, and reading the stacks: so it is exact in a bundle,
 * too, and does not depend on what files are called. In a stack with other frames on top (of another copy of the
 * library, or another page), they can't be told from the page's: then the same place is only what has the same stack.
 */
export class RegistrationPlaces {
  private readonly known = new Map<string, RegistrationPlace>()

  of(stack: string): RegistrationPlace {
    const before = this.known.get(stack)
    if (before !== undefined) return before
    const found = placeIn(stack)
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

function placeIn(stack: string): RegistrationPlace {
  const frames = framesOf(stack)
  const places = frames.map(placeOf)
  for (const way of libraryWays()) {
    const frame = frames[way.length]
    if (frame === undefined || !way.every((place, at) => place === places[at])) continue
    // An engine's own frame, as `forEach` has, is not telling without the one that called it.
    const key = locationOf(frame) ?? frames.slice(way.length).join('\n')
    return { key, frame }
  }
  return { key: stack, frame: undefined }
}

/** V8 writes the error first. */
function framesOf(stack: string): string[] {
  const lines = stack.split('\n').filter((line) => line.trim() !== '')
  return (/^\s+at /.test(lines[1] ?? '') ? lines.slice(1) : lines).map((line) => line.trim())
}

/** Undefined for a frame of the engine's own. */
function locationOf(frame: string): string | undefined {
  return (V8_LOCATION.exec(frame) ?? OTHER_LOCATION.exec(frame))?.[1]
}

/** What a function is called depends on how: a frame is the same by its location. */
const placeOf = (frame: string): string => locationOf(frame) ?? frame

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
