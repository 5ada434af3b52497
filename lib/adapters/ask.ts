import { reportUnhandled } from '../core/index.ts'

/** What a function of the page's own says; what it throws is reported, as what is observed can't help it. */
export function ask<Answer>(otherwise: Answer, question: () => Answer): Answer {
  try {
    return question()
  } catch (error) {
    reportUnhandled(error)
    return otherwise
  }
}
