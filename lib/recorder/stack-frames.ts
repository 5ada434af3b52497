/** Where a frame is: V8 puts it at the end, in brackets where the function has a name; others put it after an `@`. */
const V8_LOCATION = /^at (?:.* \()?(.+:\d+:\d+)\)?$/
const OTHER_LOCATION = /^[^@]*@(.+:\d+:\d+)$/

/** The frames of a stack. V8 writes the error first. */
export function framesOf(stack: string): string[] {
  const lines = stack.split('\n').filter((line) => line.trim() !== '')
  return (/^\s+at /.test(lines[1] ?? '') ? lines.slice(1) : lines).map((line) => line.trim())
}

/** Undefined for a frame of the engine's own. */
export function locationOf(frame: string): string | undefined {
  return (V8_LOCATION.exec(frame) ?? OTHER_LOCATION.exec(frame))?.[1]
}

/** What a function is called depends on how: a frame is the same by its location. */
export const placeOf = (frame: string): string => locationOf(frame) ?? frame
