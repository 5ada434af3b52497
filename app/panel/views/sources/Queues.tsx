import { Meter } from '@base-ui/react/meter'
import type { QueueView } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { numbered } from '../../model/numbered.ts'
import { depthText, fillOf, isNearlyFull } from '../../model/sources/labels.ts'

/** How many wait in each queue, and how many may. */
export function Queues({ of, queues }: { of: string; queues: readonly QueueView[] }): ReactNode {
  return (
    <ul className="queues" aria-label={`Queues of ${of}`}>
      {numbered(queues).map(({ place, item: queue }) => (
        <li key={place}>
          <Queue queue={queue} />
        </li>
      ))}
    </ul>
  )
}

function Queue({ queue }: { queue: QueueView }): ReactNode {
  const text = depthText(queue)
  if (fillOf(queue) === undefined) {
    return (
      <div className="queue">
        <span className="queue-name">{queue.name}</span>
        <span />
        <span className="queue-depth">{text}</span>
      </div>
    )
  }
  return (
    <Meter.Root
      className={`queue${isNearlyFull(queue) ? ' queue-full' : ''}`}
      value={Math.min(queue.depth, queue.capacity)}
      max={queue.capacity}
      aria-valuetext={queue.waiting > 0 ? `${text} waiting for room` : text}
      title={queue.waiting > 0 ? 'In the queue, and those that wait for room in it' : 'In the queue'}
    >
      <Meter.Label className="queue-name" title={queue.name}>
        {queue.name}
      </Meter.Label>
      <Meter.Track className="queue-track">
        <Meter.Indicator className="queue-fill" />
      </Meter.Track>
      <span className="queue-depth" aria-hidden="true">
        {text}
      </span>
    </Meter.Root>
  )
}
