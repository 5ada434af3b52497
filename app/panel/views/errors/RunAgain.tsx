import type { ReplayResult } from 'eventscope/recorder'
import { type ReactNode, useState } from 'react'
import { outcomeText, refusalText } from '../../model/errors/labels.ts'
import { usePanel } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DispatchLink } from '../listeners/DispatchLink.tsx'

interface Again {
  readonly dispatch: number
  readonly listener: number
  readonly result: ReplayResult
}

/** Runs one listener again, with the payload of a dispatch, and says how that went. */
export function RunAgain({ dispatch, listener }: { dispatch: number; listener: number }): ReactNode {
  const { recorder, frames } = usePanel()
  const [again, setAgain] = useState<Again>()
  return (
    <>
      <button
        type="button"
        className="button button-outline"
        title={`Dispatches it again with the payload of #${dispatch}, for this listener alone`}
        onClick={() => {
          setAgain({ dispatch, listener, result: recorder.replay(dispatch, { only: listener }) })
          frames.ask()
        }}
      >
        <Icon name="again" />
        Re-run this listener
      </button>
      <span className="run-again" role="status">
        {again !== undefined && <Outcome {...again} />}
      </span>
    </>
  )
}

/** It stays when the run has become the newest of its group. */
function Outcome({ dispatch, listener, result }: Again): ReactNode {
  const { recording } = usePanel().recorder
  if (result.id === undefined) return <span className="outcome">{refusalText(result.reason)}</span>
  const view = recording.byId(result.id)
  const run = view?.runs.find(({ listenerId }) => listenerId === listener)
  return (
    <span className={`outcome outcome-${run?.status ?? 'none'}`}>
      With the payload of #{dispatch}:{' '}
      {view === undefined ? (
        `it was dispatched as #${result.id}, which is not in the recording`
      ) : (
        <>
          {outcomeText(run, recording.stats().clockStep)} (<DispatchLink id={result.id} />)
        </>
      )}
      {result.lost.length > 0 && (
        <span className="muted" title={result.lost.map(({ path, why }) => `${path}: ${why}`).join('\n')}>
          . The payload could not be restored in full
        </span>
      )}
    </span>
  )
}
