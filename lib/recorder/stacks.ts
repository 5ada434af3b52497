import type { ListenerInfo } from '../core/index.ts'
import { detached } from './describe.ts'

export const STACK_POLICIES = ['off', 'listeners', 'sampled', 'on'] as const

/**
 * What has it kept where it was called: nothing; registrations of listeners; these and one dispatch in `STACK_SAMPLE`;
 * these and all dispatches.
 */
export type StackPolicy = (typeof STACK_POLICIES)[number]

/** With the policy `sampled`, one dispatch of an event in so many has its stack captured, the first one included. */
export const STACK_SAMPLE = 32

/** Frames asked of the engine: up to six of the bus, and then ten of its caller, as V8 gives by default. */
const FRAMES = 16
/** Characters kept of a stack. Firefox gives up to 128 frames, and a frame names a script by its whole `data:` URL. */
const MAX_LENGTH = 8_192
/** Different stacks that are known again. */
const MAX_KNOWN = 512
/** Registrations that have their stack captured within `WINDOW_MS`, at most: a few ms of the page's time. */
const MAX_REGISTRATIONS = 200
const WINDOW_MS = 250
/** 2³² divided by the golden ratio: its multiples are spread as evenly as can be, however many there are. */
const GOLDEN = 0x9e3779b1

/** What is counted to find whose turn it is. */
export interface Sampled {
  /** Dispatches that could have been sampled so far. */
  turns: number
}

type Callee = (...args: never[]) => unknown

/**
 * Captures raw stacks. Their text is read at once: an `Error` whose `stack` was not read yet keeps the functions
 * and receivers of all its frames alive, and all these refer to. Equal stacks are kept as one string, so that a
 * million dispatches from a few places take no more memory than the places.
 */
export class StackCapture {
  private readonly known = new Map<string, string>()
  private capturing = false
  /** Registrations captured since `windowStart`. */
  private registrations = 0
  private windowStart = -Infinity

  constructor(readonly policy: Exclude<StackPolicy, 'off'>) {}

  /** The stack of a dispatch that starts now, if it is to have one. `callee` as for `capture`. */
  ofDispatch(source: Sampled, callee: Callee): string | undefined {
    if (this.policy === 'listeners') return undefined
    if (this.policy === 'sampled' && !hasTurn(source.turns++)) return undefined
    return this.capture(callee)
  }

  /**
   * The stack of a registration: the one that it was given, or that of the call, unless there are too many of them at
   * once.
   * @param time undefined for one that was there before: then it is no call that is under way
   */
  ofRegistration({ stack }: ListenerInfo, time: number | undefined, callee: Callee): string | undefined {
    if (stack) return this.keep(stack)
    if (time === undefined) return undefined
    if (time - this.windowStart >= WINDOW_MS) {
      this.windowStart = time
      this.registrations = 0
    }
    return ++this.registrations > MAX_REGISTRATIONS ? undefined : this.capture(callee)
  }

  /**
   * The stack of the call of `callee`, a function that is running; undefined where the page does not let it be had.
   * Never throws.
   */
  capture(callee: Callee): string | undefined {
    // A page may have put accessors on `Error` that dispatch.
    if (this.capturing) return undefined
    this.capturing = true
    try {
      const stack: unknown = readStack(callee)
      return typeof stack === 'string' ? this.keep(stack) : undefined
    } catch {
      return undefined
    } finally {
      this.capturing = false
    }
  }

  clear(): void {
    this.known.clear()
  }

  private keep(raw: string): string {
    const stack = raw.length > MAX_LENGTH ? wholeLines(raw) : raw
    const before = this.known.get(stack)
    if (before !== undefined) return before
    if (this.known.size === MAX_KNOWN) this.known.clear()
    this.known.set(stack, stack)
    return stack
  }
}

function wholeLines(stack: string): string {
  const end = stack.lastIndexOf('\n', MAX_LENGTH)
  return detached(stack, end < 0 ? MAX_LENGTH : end)
}

/**
 * One in each `STACK_SAMPLE` has it, not always at the same place: what takes turns in step with that (two callers,
 * every other event; the sample that the recorder's own cost is measured on) would always be missed, or always hit.
 */
function hasTurn(count: number): boolean {
  const share = (Math.imul(Math.floor(count / STACK_SAMPLE), GOLDEN) >>> 0) / 2 ** 32
  return count % STACK_SAMPLE === Math.floor(share * STACK_SAMPLE)
}

function readStack(callee: Callee): unknown {
  const { stackTraceLimit: limit, prepareStackTrace: prepare } = Error
  // Where there is no limit (Firefox), none is made up.
  if (limit !== undefined) set('stackTraceLimit', FRAMES)
  // A page's own formatter may give anything, takes its time, and applies source maps, which is done when looked at.
  if (prepare !== undefined) set('prepareStackTrace', undefined)
  try {
    if (Error.captureStackTrace === undefined) return new Error().stack
    // Costs the same for a frame, and saves the recorder's own: engines take about a µs for each.
    const holder: { stack?: unknown } = {}
    Error.captureStackTrace(holder, callee)
    return holder.stack
  } finally {
    if (limit !== undefined) set('stackTraceLimit', limit)
    if (prepare !== undefined) set('prepareStackTrace', prepare)
  }
}

/** A page that has frozen `Error`, or watches it, has its way. */
function set(property: 'stackTraceLimit' | 'prepareStackTrace', value: unknown): void {
  try {
    Reflect.set(Error, property, value)
  } catch {
    // A setter threw.
  }
}
