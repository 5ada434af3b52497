import type { CauseNode } from 'eventscope/recorder'
import { fieldOffer, type ValueOffer } from '../query/value-offer.ts'

/** What can be asked for from a line of the tree: its event, or the listener that dispatched it; by key, both. */
export function causeOffer(
  { event, parentListener }: CauseNode,
  of: 'event' | 'listener' | 'both',
): ValueOffer {
  const byEvent = fieldOffer('name', event)
  if (of === 'event' || parentListener === undefined) return byEvent
  const byListener = fieldOffer('listener', parentListener)
  if (of === 'listener') return byListener
  return {
    show: [...byEvent.show, ...byListener.show],
    hide: [...byEvent.hide, ...byListener.hide],
    copy: event,
  }
}
