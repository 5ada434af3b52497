import { Dialog } from '@base-ui/react/dialog'
import { type DispatchView, restorePayload } from 'eventscope/recorder'
import { type ReactNode, useId, useRef, useState } from 'react'
import { parsePayload, type TextError } from '../../model/compare/edit.ts'
import { replayRemark } from '../../model/compare/replay.ts'
import { toJson } from '../../model/payload-tree.ts'
import { select, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

/** Parts that were lost and are named, at most. */
const MAX_LOST = 6
const MAX_ERRORS = 3

/** Opens the payload as JSON, to be changed and dispatched. */
export function EditDialog({ view }: { view: DispatchView }): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const [open, setOpen] = useState(false)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        className="button button-icon"
        aria-label="Edit and dispatch"
        title="Change the payload, and dispatch the event with it"
      >
        <Icon name="edit" />
      </Dialog.Trigger>
      <Dialog.Portal container={panel.portal ?? null}>
        <div className="positioner dialog-layer tokens" data-theme={theme}>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog edit-dialog">
            <header className="dialog-head">
              <Dialog.Title className="dialog-title">Dispatch {view.event}</Dialog.Title>
              <Dialog.Close className="button button-icon" aria-label="Close">
                <Icon name="close" />
              </Dialog.Close>
            </header>
            <EditForm view={view} onDone={() => setOpen(false)} />
          </Dialog.Popup>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function EditForm({ view, onDone }: { view: DispatchView; onDone: () => void }): ReactNode {
  const panel = usePanel()
  const [text, setText] = useState(() => (view.payload === undefined ? '' : toJson(view.payload)))
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLTextAreaElement>(null)
  const errorId = useId()
  const parsed = parsePayload(text)
  const errors = parsed.ok ? [] : parsed.errors
  const { lost } = restorePayload(view.payload)

  const send = (): void => {
    if (!parsed.ok) return
    const result = panel.recorder.replay(view.id, { payload: parsed.value })
    if (result.id === undefined) {
      setProblem(replayRemark(result))
      return
    }
    select(panel, result.id)
    onDone()
  }
  const showPlace = ({ offset }: TextError): void => {
    input.current?.focus()
    input.current?.setSelectionRange(offset, Math.min(text.length, offset + 1))
  }
  return (
    <>
      <div className="dialog-body edit-body">
        {lost.length > 0 && (
          <div className="notice" role="note">
            Not all of the payload was kept, or can be said in JSON. Check what stands here for{' '}
            {lost.slice(0, MAX_LOST).map(({ path, why }, at) => (
              <span key={path}>
                {at > 0 && ', '}
                <code>{path === '' ? 'the payload' : path}</code> ({why})
              </span>
            ))}
            {lost.length > MAX_LOST && ` and ${lost.length - MAX_LOST} more`}.
          </div>
        )}
        <textarea
          ref={input}
          className="edit-text"
          aria-label="Payload as JSON"
          aria-invalid={errors.length > 0}
          aria-describedby={errorId}
          spellCheck={false}
          placeholder="No payload"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            send()
          }}
        />
        <div id={errorId} className="edit-errors" role="status">
          {errors.slice(0, MAX_ERRORS).map((error) => (
            <button
              key={`${error.offset} ${error.message}`}
              type="button"
              className="edit-error"
              title="Go there"
              onClick={() => showPlace(error)}
            >
              Line {error.line}, column {error.column}: {error.message}
            </button>
          ))}
          {problem !== undefined && <p className="edit-problem">{problem}</p>}
        </div>
      </div>
      <footer className="dialog-foot">
        <Dialog.Description className="muted">
          All listeners registered now get it. <kbd className="key">Ctrl</kbd>{' '}
          <kbd className="key">Enter</kbd>
        </Dialog.Description>
        <button type="button" className="button button-solid" disabled={!parsed.ok} onClick={send}>
          Dispatch
        </button>
      </footer>
    </>
  )
}
