import { parseStack as parseText, type StackFrameLite } from 'error-stack-parser-es/lite'
import { BoundedMap } from './bounded-map.ts'

/** One line of a stack, as the engine wrote it. Lines and columns count from 1. */
export interface Frame {
  readonly functionName: string | undefined
  /** The script; undefined for code of the engine itself. */
  readonly url: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  /** The engine's own text. */
  readonly raw: string
}

/** Different stacks whose frames are known again. */
const MAX_STACKS = 1_024
/** Lines looked at of a stack that comes from the page: an error may have any text for its stack. */
const MAX_LINES = 200

/** What V8 writes for functions of its own: `at Array.forEach (<anonymous>)`. The parser leaves them out. */
const V8_BUILTIN = /^\s*at (?:(.+) \((?:<anonymous>|native|index \d+)\)|<anonymous>)$/
const V8_FRAME = /^\s*at .*(\S+:\d+|\(native\))/
/** What JavaScriptCore writes: `forEach@[native code]`. */
const JSC_BUILTIN = /^(.*?)@?\[native code\]$/
/** The place at the end of a line, with or without parentheses around it. */
const V8_PLACE = /(?:^\s*at (?:async )?|\()([^\s()][^\s]*):(\d+):(\d+)\)?$/

const ADDRESS = /^(\.{0,2}\/|[a-z][\w+.-]*:)/i

const known = new BoundedMap<string, readonly Frame[]>(MAX_STACKS)

/**
 * The frames of a raw stack of V8, SpiderMonkey or JavaScriptCore, the innermost first. Of an error's stack, the
 * message is left out. Equal texts are parsed once.
 */
export function parseStack(stack: string): readonly Frame[] {
  const before = known.get(stack)
  if (before !== undefined) return before
  const lines = stack.split('\n', MAX_LINES)
  const isV8 = lines.some((line) => V8_FRAME.test(line))
  const frames = lines.flatMap((line) => (isV8 ? v8Frame(line) : otherFrame(line)) ?? [])
  known.set(stack, frames)
  return frames
}

function v8Frame(line: string): Frame | undefined {
  const builtin = V8_BUILTIN.exec(line)
  if (builtin !== null) return engineFrame(builtin[1], line)
  if (!V8_FRAME.test(line)) return undefined
  const frame = parsedFrame(line)
  // The parser loses parentheses inside an address, which folders of routes have: `app/(shop)/page.tsx`.
  const [, url] = line.includes('(eval at') ? [] : (V8_PLACE.exec(line) ?? [])
  return frame?.url === undefined || url === undefined ? frame : { ...frame, url }
}

function otherFrame(line: string): Frame | undefined {
  const builtin = JSC_BUILTIN.exec(line)
  return builtin === null ? parsedFrame(line) : engineFrame(builtin[1] || undefined, line)
}

function parsedFrame(line: string): Frame | undefined {
  const [frame]: (StackFrameLite | undefined)[] = parseText(line)
  if (frame === undefined) return undefined
  // A line of a message: no engine gives a place without a line.
  if (frame.line === undefined) return undefined
  // Code that has no address, as what `eval` was given, or `self-hosted` in Firefox.
  if (frame.file === undefined || !ADDRESS.test(frame.file)) return engineFrame(frame.function, line)
  return {
    functionName: frame.function,
    url: frame.file,
    line: frame.line,
    column: frame.col,
    raw: line.trim(),
  }
}

function engineFrame(functionName: string | undefined, line: string): Frame {
  return { functionName, url: undefined, line: undefined, column: undefined, raw: line.trim() }
}
