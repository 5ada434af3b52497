import { type DispatchView, type RecordedListener, type RunView, STACK_SAMPLE } from 'eventscope/recorder'
import { type ReactNode, useState } from 'react'
import { configureRecorder, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { Frames } from './Frames.tsx'
import { PlaceLink } from './PlaceLink.tsx'

/** Where a dispatch was made, and where each listener that ran was registered. */
export function StackView({ view }: { view: DispatchView }): ReactNode {
  return (
    <div className="stack-view">
      <section className="stack-section" aria-label="Dispatched at">
        <header className="stack-head">
          <h4>Dispatched at</h4>
          {view.stack !== undefined && <CopyStack stack={view.stack} />}
        </header>
        {view.stack === undefined ? (
          <NoDispatchStack />
        ) : (
          // What was unfolded belongs to this stack.
          <Frames key={view.stack} stack={view.stack} label="Frames of the dispatch" />
        )}
      </section>
      <section className="stack-section" aria-label="Listeners registered at">
        <header className="stack-head">
          <h4>Listeners registered at</h4>
        </header>
        <Registrations runs={view.runs} />
      </section>
    </div>
  )
}

function CopyStack({ stack }: { stack: string }): ReactNode {
  const { copied, copy } = useCopy()
  return (
    <>
      <span className="place-said" role="status">
        {copied}
      </span>
      <button
        type="button"
        className="button button-icon button-small"
        aria-label="Copy the stack as the browser gave it"
        title="Copy the stack as the browser gave it"
        onClick={() => copy('the stack', stack)}
      >
        <Icon name="copy" />
      </button>
    </>
  )
}

function NoDispatchStack(): ReactNode {
  const { stacks } = usePanel().recorder.recording
  switch (stacks) {
    case 'off':
    case 'listeners':
      return (
        <div className="stack-note">
          <p>Where events are dispatched is not captured.</p>
          <CaptureButton />
          <p>
            One dispatch of an event in {STACK_SAMPLE} costs less: choose <i>sampled</i> in Settings.
          </p>
        </div>
      )
    case 'sampled':
      return (
        <div className="stack-note">
          <p>
            One dispatch of an event in {STACK_SAMPLE} has its stack captured, and this one was not chosen.
          </p>
          <CaptureButton />
        </div>
      )
    case 'on':
      return (
        <p className="stack-note">
          There is no stack of this dispatch: it was made before stacks were captured, or the browser gave
          none.
        </p>
      )
  }
}

/** From the next dispatch on, all have their stacks; it stays so until it is chosen otherwise in the settings. */
function CaptureButton(): ReactNode {
  const panel = usePanel()
  const recorder = usePanelState((state) => state.recorder)
  return (
    <button
      type="button"
      className="button button-outline"
      title="The recorder's option stacks: 'on', as in Settings"
      onClick={() => configureRecorder(panel, { ...recorder, stacks: 'on' })}
    >
      Capture from now on
    </button>
  )
}

function Registrations({ runs }: { runs: readonly RunView[] }): ReactNode {
  const { recording } = usePanel().recorder
  if (runs.length === 0) return <p className="stack-note">No listener ran.</p>
  if (recording.stacks === 'off') {
    return <p className="stack-note">Where listeners are registered is not captured either.</p>
  }
  const isLate = runs.some(({ listenerId }) => {
    const listener = recording.listener(listenerId)
    return listener?.time === undefined && listener?.stack === undefined
  })
  return (
    <>
      <ul className="registrations">
        {runs.map(({ listenerId, listener }) => (
          <Registration key={listenerId} id={listenerId} name={listener} />
        ))}
      </ul>
      {isLate && (
        <p className="stack-note">
          To know where all listeners were registered, attach the recorder before they are.
        </p>
      )}
    </>
  )
}

function Registration({ id, name }: { id: number; name: string }): ReactNode {
  const [open, setOpen] = useState(false)
  const listener = usePanel().recorder.recording.listener(id)
  const stack = listener?.stack
  return (
    <li className="registration">
      <div className="registration-line">
        {stack === undefined ? (
          <span className="registration-name">
            <span className="twisty" />
            <span className="registration-text">{name}</span>
          </span>
        ) : (
          <button
            type="button"
            className="registration-name"
            aria-expanded={open}
            title={name}
            onClick={() => setOpen(!open)}
          >
            <span className={`twisty${open ? ' twisty-open' : ''}`}>
              <Icon name="chevron" />
            </span>
            <span className="registration-text">{name}</span>
          </button>
        )}
        {stack === undefined ? (
          <span className="faint">{whyNone(listener)}</span>
        ) : (
          <PlaceLink stack={stack} />
        )}
      </div>
      {open && stack !== undefined && <Frames stack={stack} label={`Frames of ${name}`} />}
    </li>
  )
}

function whyNone(listener: RecordedListener | undefined): string {
  if (listener === undefined) return 'no longer known'
  if (listener.time === undefined) return 'before the recorder was attached'
  return 'among too many at once'
}
