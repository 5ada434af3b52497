import { createBus } from '../core/index.ts'
import { framesOf, placeOf } from './stack-frames.ts'
import { StackCapture } from './stacks.ts'

/** Stacks whose paths are known again: as many as a recorder keeps apart. */
const MAX_KNOWN = 512

/**
 * The calls that led to a registration, as far as they were captured: all of its stack, but for what is made in a
 * listener, only those from that listener on. Who dispatched is another cause, but no other way to register.
 */
export class CallPaths {
  private readonly known = new Map<string, string>()

  of(stack: string): string {
    const before = this.known.get(stack)
    if (before !== undefined) return before
    const path = pathIn(stack)
    if (this.known.size === MAX_KNOWN) this.known.clear()
    this.known.set(stack, path)
    return path
  }
}

let caller: string | undefined

/** Finds where the library calls listeners, before it is needed: it takes a dispatch on a bus of its own. */
export function findListenerCaller(): void {
  if (caller !== undefined) return
  const capture = new StackCapture('listeners')
  // Observed, for that is where a recorder is told of registrations.
  const bus = createBus({ observers: [{ runStart: () => undefined }], onError: () => undefined })
  const listener = (): void => {
    // Without this function of the engine, the recorder's own frames come first, and it is not found.
    if (Error.captureStackTrace === undefined) return
    const [frame] = framesOf(capture.capture(listener) ?? '')
    caller = frame === undefined ? undefined : placeOf(frame)
  }
  bus.on('probe', listener)
  bus.dispatch('probe')
}

function pathIn(stack: string): string {
  const places = framesOf(stack).map(placeOf)
  const at = caller === undefined ? -1 : places.indexOf(caller)
  return at < 0 ? stack : places.slice(0, at).join('\n')
}
