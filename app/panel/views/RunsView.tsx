import type { EventError } from 'eventscope'
import type { DispatchView, RunView } from 'eventscope/recorder'
import type { CSSProperties, ReactNode } from 'react'
import { failingWords } from '../model/errors/failing.ts'
import { formatDuration } from '../model/format.ts'
import { ownerText } from '../model/listeners/labels.ts'
import { numbered } from '../model/numbered.ts'
import { layoutRuns, type RunBar } from '../model/run-bars.ts'
import { usePanel } from '../store.ts'
import { Value } from './query/Value.tsx'

/** Who ran, for how long each held the page, and for how long each waited. */
export function RunsView({ view }: { view: DispatchView }): ReactNode {
  const { recording } = usePanel().recorder
  const { clockStep } = recording.stats()
  const others = view.errors.filter((error) => !view.runs.some((run) => run.error === error))
  if (view.runs.length === 0 && others.length === 0) {
    const waiting = view.status === 'waiting'
    return (
      <div className="empty">
        <strong>{waiting ? 'No listener has started yet' : 'Nobody listened'}</strong>
        <p>
          {waiting ? 'They run once dispatch() has returned.' : 'No listener was registered for this event.'}
        </p>
      </div>
    )
  }
  const { bars, ticks, span } = layoutRuns(view, recording.now())
  return (
    <div className="runs">
      {bars.length > 0 && (
        <>
          <div className="runs-axis" aria-hidden="true">
            <span className="runs-name" />
            <span className="runs-track">
              {ticks.map(({ at, ms }) => (
                <span key={ms} className="tick" style={{ left: `${at * 100}%` }}>
                  {tickLabel(ms, span)}
                </span>
              ))}
            </span>
          </div>
          <ol className="runs-list" aria-label="Runs">
            {bars.map((bar) => (
              <RunLine key={bar.run.listenerId} bar={bar} clockStep={clockStep} ticks={ticks} />
            ))}
          </ol>
          <p className="legend" aria-hidden="true">
            <span className="swatch swatch-sync" /> synchronous
            <span className="swatch swatch-wait" /> wait
            <span className="swatch swatch-failed" /> failed
          </p>
        </>
      )}
      {numbered(others).map(({ place, item: error }) => (
        <DispatchFailure key={place} error={error} />
      ))}
    </div>
  )
}

interface RunLineProps {
  readonly bar: RunBar
  readonly clockStep: number
  readonly ticks: readonly { readonly at: number }[]
}

function RunLine({ bar, clockStep, ticks }: RunLineProps): ReactNode {
  const { run } = bar
  const owner = usePanel().recorder.recording.listener(run.listenerId)?.owner
  return (
    <li className={`run run-${run.status}`} aria-label={describe(run, clockStep)}>
      <div className="run-line">
        <span
          className="runs-name"
          title={owner === undefined ? run.listener : `${run.listener} of ${owner}`}
        >
          <Value field="listener" value={run.listener} />
          {owner !== undefined && <span className="muted"> {ownerText(owner)}</span>}
        </span>
        <span className="runs-track">
          {ticks.map(({ at }) => (
            <span key={at} className="rule" style={{ left: `${at * 100}%` }} aria-hidden="true" />
          ))}
          <span className="bar bar-sync" style={place(bar.left, bar.sync)} />
          {bar.wait !== undefined && (
            <span
              className={`bar bar-wait${bar.pending ? ' bar-pending' : ''}`}
              style={place(bar.left + bar.sync, bar.wait)}
            />
          )}
        </span>
        <span className="run-times">
          {formatDuration(run.sync, clockStep)}
          {run.wait !== undefined && <span className="muted"> + {formatDuration(run.wait, clockStep)}</span>}
          {bar.pending && <span className="waiting"> waiting</span>}
        </span>
      </div>
      {run.error !== undefined && (
        <Failure title={run.listener} message={causeMessage(run.error.cause)} cause={run.error.cause} />
      )}
    </li>
  )
}

function place(left: number, width: number): CSSProperties {
  return { left: `${left * 100}%`, width: `${Math.max(0, width) * 100}%` }
}

function describe(run: RunView, clockStep: number): string {
  const parts = [`${run.listener}: ${run.status}`, `synchronous ${formatDuration(run.sync, clockStep)}`]
  if (run.wait !== undefined) parts.push(`wait ${formatDuration(run.wait, clockStep)}`)
  if (run.error !== undefined) parts.push(run.error.message)
  return parts.join(', ')
}

function tickLabel(ms: number, span: number): string {
  if (span >= 2_000) return `${Number((ms / 1_000).toPrecision(3))} s`
  if (span < 1) return `${Math.round(ms * 1_000)} µs`
  return `${Number(ms.toPrecision(3))} ms`
}

function causeMessage(cause: unknown): string {
  if (cause instanceof Error) return `${cause.name}: ${cause.message}`
  try {
    return String(cause)
  } catch {
    return 'a value that cannot be shown'
  }
}

/** What failed of the dispatch that was no listener: which kind of failure, and whether its listeners ran. */
function DispatchFailure({ error }: { error: EventError }): ReactNode {
  const { short, why } = failingWords(error)
  return (
    <Failure title="Dispatch" message={causeMessage(error.cause)} cause={error.cause}>
      <p className="failure-what">
        <strong>{capitalised(short)}</strong> {why}
      </p>
    </Failure>
  )
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}:`
}

interface FailureProps {
  readonly title: string
  readonly message: string
  readonly cause: unknown
  readonly children?: ReactNode
}

function Failure({ title, message, cause, children }: FailureProps): ReactNode {
  const stack = cause instanceof Error ? cause.stack : undefined
  return (
    <div className="failure" role="group" aria-label={`Error of ${title}`}>
      {children}
      <p className="failure-message">{message}</p>
      {stack !== undefined && (
        <details className="failure-stack">
          <summary>Stack</summary>
          <pre>{stack}</pre>
        </details>
      )}
    </div>
  )
}
