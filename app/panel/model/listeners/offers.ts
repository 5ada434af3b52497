import { queryTerm } from 'eventscope/recorder'
import type { ValueOffer } from '../query/value-offer.ts'

/** Characters of a message that are asked for: it may be longer than is sensible in a query. */
const MAX_ASKED = 200

/** The message of an error: dispatches with an error that has it. */
export function messageOffer(message: string): ValueOffer {
  const asked = message.slice(0, MAX_ASKED)
  if (asked.trim() === '') return { show: [], hide: [], copy: message }
  const term = queryTerm('error', asked, { operator: ':' })
  return { show: [term], hide: [term], copy: message }
}

/** What several values of a line offer, for who has no pointer to choose one with. */
export function allOffers(offers: readonly (ValueOffer | undefined)[]): ValueOffer | undefined {
  const there = offers.filter((offer) => offer !== undefined)
  const [first] = there
  if (first === undefined) return undefined
  const unlike = (terms: readonly string[]): string[] => [...new Set(terms)]
  return {
    show: unlike(there.flatMap(({ show }) => show)),
    hide: unlike(there.flatMap(({ hide }) => hide)),
    copy: first.copy,
  }
}
