import type { DriverState } from 'eventscope'
import type { DriverView } from 'eventscope/recorder'
import { type ReactNode, useState } from 'react'
import { formatCount, formatTimeOfDay } from '../../model/format.ts'
import { numbered } from '../../model/numbered.ts'
import { COUNT_LABELS } from '../../model/sources/labels.ts'

/** The newest of the earlier states that are shown before all are asked for. */
const FEW = 3

/** How a driver is, what it has carried, and what it has been through. */
export function DriverStatus({ driver }: { driver: DriverView }): ReactNode {
  const { name, state, since, reason, counts } = driver
  return (
    <>
      <p className="driver">
        <StateWord state={state} />
        <strong className="driver-name" title={name}>
          {name}
        </strong>
        {since !== undefined && <span className="muted">since {formatTimeOfDay(since)}</span>}
      </p>
      {reason !== undefined && <p className="driver-reason">{reason}</p>}
      <dl className="driver-counts">
        {COUNT_LABELS.map(({ key, label, title, amiss }) => (
          <div key={key} title={title}>
            <dt>{label}</dt>
            <dd className={amiss !== undefined && counts[key] > 0 ? `stat-${amiss}` : undefined}>
              {formatCount(counts[key])}
            </dd>
          </div>
        ))}
      </dl>
      <Earlier driver={driver} />
    </>
  )
}

/** What it was before it came into the state that it is in, the newest first. */
function Earlier({ driver: { name, changes, since, droppedChanges } }: { driver: DriverView }): ReactNode {
  const [all, setAll] = useState(false)
  const earlier = numbered(since === undefined ? changes : changes.slice(0, -1), droppedChanges).toReversed()
  if (earlier.length === 0) return null
  const shown = all ? earlier : earlier.slice(0, FEW)
  return (
    <>
      <ol className="driver-changes" aria-label={`Earlier states of ${name}`}>
        {shown.map(({ place, item: { state, time, reason } }) => (
          <li key={place} className="driver-change">
            <span className="muted">{formatTimeOfDay(time)}</span>
            <StateWord state={state} />
            <span className="driver-why" title={reason}>
              {reason}
            </span>
          </li>
        ))}
      </ol>
      {earlier.length > FEW && (
        <button type="button" className="link driver-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${earlier.length} earlier states`}
        </button>
      )}
      {all && droppedChanges > 0 && (
        <p className="muted driver-more">… {formatCount(droppedChanges)} older, not kept</p>
      )}
    </>
  )
}

/** A state in words and by its dot. */
function StateWord({ state }: { state: DriverState }): ReactNode {
  return (
    <span className={`driver-state driver-${state}`}>
      <span className="dot" aria-hidden="true" />
      {state}
    </span>
  )
}
