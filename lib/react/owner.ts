import * as React from 'react'

/** Frames asked of the engine: hooks are called by hooks. */
const FRAMES = 50

/** The function by which React calls a component, in its development builds: since 19.0, and before. */
const CALLER = /react[-_]stack[-_]bottom[-_]frame|renderWithHooks/

/** What comes before a place in a frame: V8 writes `at Name (place)`, others `Name@place`. */
const V8_NAME = /^\s*at (?:async )?(\S+) \(/
const OTHER_NAME = /^([^@\s]+)@/
const IDENTIFIER = /^[\p{L}$_][\p{L}\p{N}$_]*$/u

/** Undefined in production builds of React, and before 19.1. */
const captureOwnerStack = (React as { captureOwnerStack?: () => string | null }).captureOwnerStack

const DEVELOPMENT = isDevelopment()

/**
 * The name of the component that is rendering, in development; undefined in production, where it costs nothing. One
 * without a name of its own is told by the component that rendered it.
 */
export function ownerOfRender(): string | undefined {
  return DEVELOPMENT ? (nameOf(componentFrame(callStack())) ?? anonymousOwner()) : undefined
}

function anonymousOwner(): string | undefined {
  const frames = captureOwnerStack?.()?.split('\n') ?? []
  const creator = nameOf(frames.find((frame) => frame.trim() !== ''))
  return creator === undefined ? undefined : `anonymous in ${creator}`
}

/** React's owner stack begins with who rendered the component. The component itself is on the stack of its own call. */
function componentFrame(stack: string): string | undefined {
  const frames = stack.split('\n')
  return frames[frames.findIndex((frame) => CALLER.test(frame)) - 1]
}

function nameOf(frame: string | undefined): string | undefined {
  const [, path] = V8_NAME.exec(frame ?? '') ?? OTHER_NAME.exec(frame ?? '') ?? []
  // Firefox writes `outer/inner<` for a function that it made up a name for.
  const name = path?.split(/[./]/).at(-1)
  return name !== undefined && IDENTIFIER.test(name) ? name : undefined
}

function callStack(): string {
  const { stackTraceLimit } = Error
  try {
    if (stackTraceLimit !== undefined) Error.stackTraceLimit = FRAMES
    const { stack } = new Error('where a component is')
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
