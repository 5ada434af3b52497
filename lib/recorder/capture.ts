import type { CapturedValue } from './captured.ts'
import { completeLimits, type CaptureLimits } from './capture-limits.ts'
import { Walk } from './capture-walk.ts'
import type { Redactor } from './redact.ts'

export { DEFAULT_CAPTURE_LIMITS, type CaptureLimits } from './capture-limits.ts'

/**
 * Makes a function that copies a payload as it is at that moment, within bounds, and never throws: what can't be
 * read is kept as a `CapturedNode` that says so. Accessors are not called, except those of the platform itself
 * (a DOM node's name, a DOMException's message).
 * @throws TypeError where a limit is unknown or not a number of at least 0.
 * @example
 * const snapshot = createSnapshot(compileRedactions(['password']), { depth: 4 })
 * snapshot({ user: 'ada', password: 'hunter2' }) // { user: 'ada', password: CapturedNode '[redacted]' }
 */
export function createSnapshot(
  redactor?: Redactor,
  limits: Partial<CaptureLimits> = {},
): (value: unknown) => CapturedValue {
  const all = completeLimits(limits)
  let idle: Walk | undefined = new Walk(redactor, all)
  return (value) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      // The commonest payloads, and nothing about them to bound.
      if (typeof value !== 'string' && typeof value !== 'symbol') return value as number | undefined
    }
    // A trap of a Proxy, or a redaction, can dispatch: that snapshot is made in the middle of this one.
    const walk = idle ?? new Walk(redactor, all)
    idle = undefined
    const captured = walk.start(value)
    idle = walk
    return captured
  }
}
