import { type Causes, CauseTree, type DispatchView } from 'eventscope/recorder'
import { type ReactNode, useLayoutEffect, useState } from 'react'
import { formatCount, formatDuration } from '../../model/format.ts'
import { select, usePanel } from '../../store.ts'
import { CauseLines } from './CauseLines.tsx'

/** How long the tree may be worked at in a frame, ms. */
const BUDGET_MS = 2

const clock = (): number => performance.now()

/** Why a dispatch happened, and what came of it. */
export function CauseView({ view }: { view: DispatchView }): ReactNode {
  const { recorder, frames } = usePanel()
  const { recording } = recorder
  const [known, setKnown] = useState(() => new CauseTree(recording, view.id))
  const tree = known.id === view.id ? known : new CauseTree(recording, view.id)
  if (tree !== known) setKnown(tree)
  const complete = tree.update(clock() + BUDGET_MS, clock)
  useLayoutEffect(() => {
    if (!complete) frames.ask()
  })
  const { causes } = tree
  if (causes === undefined) {
    return (
      <div className="empty">
        <p>{complete ? 'No longer in the recording' : 'Looking for causes and effects…'}</p>
      </div>
    )
  }
  return (
    <div className="causes">
      <CauseFacts causes={causes} />
      <CauseLines key={causes.root.id} causes={causes} />
    </div>
  )
}

function CauseFacts({ causes }: { causes: Causes }): ReactNode {
  const { recorder } = usePanel()
  const { recording } = recorder
  const { clockStep } = recording.stats()
  const { size, cut, sync, start, end, missing, beyond, loop } = causes
  const total = end === undefined ? Math.max(0, recording.now() - start) : causes.total
  return (
    <div className="cause-facts">
      <p className="cause-sum">
        <strong>{size === 1 ? '1 dispatch' : `${formatCount(size)} dispatches`}</strong>
        <span title="From the first dispatch until the last of the chain has settled">
          {formatDuration(total, clockStep)}{' '}
          {end === undefined ? <span className="waiting">so far</span> : 'in all'}
        </span>
        <span title="How long the chain held the page">{formatDuration(sync, clockStep)} synchronous</span>
        {cut > 0 && <span className="muted">{formatCount(cut)} of them not shown</span>}
      </p>
      {missing !== undefined && (
        <p className="muted">
          The first one here was caused by #{missing}, which is not in the recording: what came before is not
          known.
        </p>
      )}
      {beyond !== undefined && (
        <p className="muted">The chain goes on beyond #{beyond}: it is longer than is shown.</p>
      )}
      {loop !== undefined && <LoopNotice loop={loop} />}
    </div>
  )
}

const ENDED = {
  refused: 'until the bus refused to go deeper',
  running: 'and it still goes on',
  stopped: 'and then it stopped',
} as const

function LoopNotice({ loop }: { loop: NonNullable<Causes['loop']> }): ReactNode {
  const panel = usePanel()
  const { name, listeners, repeats, first, ended } = loop
  const makers = listeners.map((listener) => listener ?? 'a listener that is not known')
  return (
    <div className="notice notice-bad" role="note" aria-label="Endless loop">
      <strong>{ended === 'stopped' ? 'A loop' : 'An endless loop'}:</strong> {name}, {formatCount(repeats)}{' '}
      times, {ENDED[ended]}. It goes round through {[...new Set(makers)].join(' and ')}.{' '}
      <button type="button" className="link" onClick={() => select(panel, first)}>
        Where it began
      </button>
    </div>
  )
}
