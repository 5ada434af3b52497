import * as React from 'react'

/** Frames asked of the engine: hooks are called by hooks. */
const FRAMES = 50
/** Lines and characters kept of a stack. Of a longer text, as with a module's whole `data:` URL, nothing is. */
const MAX_LINES = 16
const MAX_LENGTH = 4_096
/** Different callers that are known again. */
const MAX_KNOWN = 512

/** The function by which React calls a component, in its development builds: since 19.0, and before. */
const CALLER = /react[-_]stack[-_]bottom[-_]frame|renderWithHooks/

/** What comes before a place in a frame: V8 writes `at Name (place)`, others `Name@place`. */
const V8_NAME = /^\s*at (?:async )?(\S+) \(/
const OTHER_NAME = /^([^@\s]+)@/
const IDENTIFIER = /^[\p{L}$_][\p{L}\p{N}$_]*$/u

/** Undefined in production builds of React, and before 19.1. */
// Of a copy: webpack refuses to build what asks a module for a name that it has not.
const { captureOwnerStack } = { ...React } as { captureOwnerStack?: () => string | null }

const DEVELOPMENT = isDevelopment()

/** A hook of this library, as it was called. */
export type Hook = (...args: never[]) => unknown

/** Who called a hook. */
export interface Caller {
  /** The name of the component that is rendering. One without a name is told by the component that rendered it. */
  readonly owner: string | undefined
  /** From the call of the hook up to that of the component; undefined where the engine can't leave out what is above. */
  readonly stack: string | undefined
}

const UNKNOWN: Caller = { owner: undefined, stack: undefined }

/** By their stacks: the instances of a component have one caller, and one text, in common. */
const known = new Map<string, Caller>()

/** Who called a hook that is running, in development; in production nothing is known, and it costs nothing. */
export function callerOf(hook: Hook): Caller {
  if (!DEVELOPMENT) return UNKNOWN
  const frames = stackUnder(hook).split('\n')
  const end = frames.findIndex((frame) => CALLER.test(frame))
  // React's owner stack begins with who rendered the component. The component itself is on the stack of its own call.
  const owner = nameOf(frames[end - 1]) ?? anonymousOwner()
  return once({ owner, stack: textOf(end < 0 ? frames : frames.slice(0, end)) })
}

function anonymousOwner(): string | undefined {
  const frames = captureOwnerStack?.()?.split('\n') ?? []
  const creator = nameOf(frames.find((frame) => frame.trim() !== ''))
  return creator === undefined ? undefined : `anonymous in ${creator}`
}

function nameOf(frame: string | undefined): string | undefined {
  const [, path] = V8_NAME.exec(frame ?? '') ?? OTHER_NAME.exec(frame ?? '') ?? []
  // Firefox writes `outer/inner<` for a function that it made up a name for.
  const name = path?.split(/[./]/).at(-1)
  return name !== undefined && IDENTIFIER.test(name) ? name : undefined
}

function textOf(frames: readonly string[]): string | undefined {
  if (Error.captureStackTrace === undefined) return undefined
  const text = frames.slice(0, MAX_LINES).join('\n')
  return text === '' || text.length > MAX_LENGTH ? undefined : text
}

function once(caller: Caller): Caller {
  const { owner, stack = '' } = caller
  const before = known.get(stack)
  if (before !== undefined && before.owner === owner) return before
  if (known.size === MAX_KNOWN) known.clear()
  known.set(stack, caller)
  return caller
}

/** The stack without the hook and what is above it, where the engine can leave that out; else all of it. */
function stackUnder(hook: Hook): string {
  const { stackTraceLimit } = Error
  try {
    if (stackTraceLimit !== undefined) Error.stackTraceLimit = FRAMES
    const error = new Error('where a component is')
    Error.captureStackTrace?.(error, hook)
    const { stack } = error
    return typeof stack === 'string' ? stack : ''
  } catch {
    // A page may have frozen `Error`, or watch it.
    return ''
  } finally {
    if (stackTraceLimit !== undefined) Reflect.set(Error, 'stackTraceLimit', stackTraceLimit)
  }
}

function isDevelopment(): boolean {
  try {
    // Bundlers replace this very text.
    return process.env.NODE_ENV !== 'production'
  } catch {
    // There is no bundler, and no `process`: then React's own build tells.
    return captureOwnerStack !== undefined
  }
}
