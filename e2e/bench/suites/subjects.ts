import type { Asked, RecordedQuestion } from '../protocol.ts'

/** A subject as the page finds it, and as the tables call it. */
export interface Listed extends Asked {
  readonly label: string
}

function listed(module: string, subject: string): Listed {
  return { module, subject, label: subject }
}

export const OURS = 'Eventscope'

export const ours = listed('eventscope', OURS)
export const nanoevents = listed('nanoevents', 'nanoevents')
export const eventemitter3 = listed('eventemitter3', 'eventemitter3')
export const mitt = listed('mitt', 'mitt')
export const mittWithTry = listed('mitt', 'mitt, try each')
export const tseep = listed('tseep', 'tseep')
export const tseepWithoutEval = listed('tseep', 'tseep, no eval')
export const rxjs = listed('rxjs', 'RxJS Subject')
export const eventTarget = listed('event-target', 'EventTarget')

/** A subject that keeps records. */
export interface Recorded {
  readonly label: string
  readonly question: RecordedQuestion
}

/** `kept` says how many, and is 0 where that is not up to it. */
export function recorded(
  label: string,
  module: string,
  subject: string,
  variant: string,
  kept = 0,
): Recorded {
  return { label, question: { part: 'recorded', module, subject, variant, kept } }
}
