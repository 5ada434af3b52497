import type { Origin } from 'eventscope'
import type { ReactNode } from 'react'
import { messageText, sentText, shortId } from '../model/origin.ts'
import { fieldOffer, originOffer } from '../model/query/value-offer.ts'
import { OfferedValue } from './query/Value.tsx'

/** Where a dispatch comes from: what brought it in, who sent it, which message it was, and when it was sent. */
export function OriginFact({ origin, arrived }: { origin: Origin; arrived: number }): ReactNode {
  const { via, sender, id } = origin
  const sent = sentText(origin, arrived)
  return (
    <div className="fact fact-origin">
      <dt>Origin</dt>
      <dd>
        <OfferedValue offer={originOffer(origin)}>{via}</OfferedValue>
        <span>
          <span className="muted">sender </span>
          <OfferedValue offer={fieldOffer('origin', sender)}>
            <span title={sender}>{shortId(sender)}</span>
          </OfferedValue>
        </span>
        <span>
          <span className="muted">message </span>
          <OfferedValue offer={fieldOffer('origin', id)}>
            <span title={id}>{messageText(origin)}</span>
          </OfferedValue>
        </span>
        {sent !== undefined && (
          <span>
            <span className="muted">sent </span>
            <OfferedValue offer={{ show: [], hide: [], copy: new Date(origin.time ?? 0).toISOString() }}>
              {sent}
            </OfferedValue>
          </span>
        )}
      </dd>
    </div>
  )
}
