import type { DispatchView, ReplayOptions } from 'eventscope/recorder'
import { parsePayload } from './edit.ts'
import { type Seed, seedOf } from './seed.ts'

/** A dispatch whose payload is being edited; it holds all it needs, for the dispatch may leave the recording. */
export interface Editing {
  readonly id: number
  readonly event: string
  readonly bus: string
  readonly seed: Seed
  readonly text: string
  /** Why it was not dispatched. */
  readonly problem: string | undefined
  /** Whether it was asked if the changes are to be discarded. */
  readonly asking: boolean
  /** What was recorded can't be dispatched: then the text is, even where it was not changed. */
  readonly asWritten: boolean
}

/** @param problem why it can't be dispatched as it was recorded */
export function startEditing({ id, event, bus, payload }: DispatchView, problem?: string): Editing {
  const seed = seedOf(payload)
  const asWritten = problem !== undefined
  return { id, event, bus, seed, text: seed.text, problem, asking: false, asWritten }
}

export function withText(editing: Editing, text: string): Editing {
  return { ...editing, text, problem: undefined, asking: false }
}

export function isChanged({ text, seed }: Editing): boolean {
  return text !== seed.text
}

/** What is left when it is to be closed: changes are discarded only by who was asked. */
export function afterClose(editing: Editing): Editing | undefined {
  return isChanged(editing) && !editing.asking ? { ...editing, asking: true } : undefined
}

/** What is dispatched: unless the text was changed, what was recorded. Undefined while the text is no JSON. */
export function replayOptionsOf(editing: Editing): ReplayOptions | undefined {
  if (!isChanged(editing) && !editing.asWritten) return {}
  const parsed = parsePayload(editing.text)
  return parsed.ok ? { payload: parsed.value } : undefined
}
