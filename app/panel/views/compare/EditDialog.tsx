import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useId, useRef } from 'react'
import { parsePayload, type TextError } from '../../model/compare/edit.ts'
import { type Editing, isChanged } from '../../model/compare/editing.ts'
import { refusalOf } from '../../model/compare/replay.ts'
import { useFrame, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { closeEditor, dispatchEdited, writeEditor } from './editor.ts'
import { SeedNotice } from './SeedNotice.tsx'

const MAX_ERRORS = 3

/** Where the payload of a dispatch is edited as JSON: once in a panel, for what opened it may go meanwhile. */
export function EditDialog(): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const editing = usePanelState((state) => state.editing)
  const input = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog.Root
      open={editing !== undefined}
      onOpenChange={(open) => {
        if (!open) closeEditor(panel)
      }}
      // The page behind keeps its scroll bars: to lock them, its body would be styled.
      modal="trap-focus"
    >
      <Dialog.Portal container={panel.portal}>
        <div className="positioner dialog-layer tokens" data-theme={theme}>
          <Dialog.Backdrop className="dialog-backdrop" />
          <Dialog.Popup className="dialog edit-dialog" initialFocus={input}>
            {editing !== undefined && <Editor editing={editing} input={input} />}
          </Dialog.Popup>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface EditorProps {
  readonly editing: Editing
  readonly input: RefObject<HTMLTextAreaElement | null>
}

function Editor({ editing, input }: EditorProps): ReactNode {
  useFrame()
  const panel = usePanel()
  const errorId = useId()
  const { id, event, seed, text } = editing
  const parsed = parsePayload(text)
  const errors = parsed.ok ? [] : parsed.errors
  const isGone = panel.recorder.recording.rowOf(id) < 0
  const problem = isGone ? refusalOf('gone') : editing.problem

  const showPlace = ({ offset }: TextError): void => {
    input.current?.focus()
    input.current?.setSelectionRange(offset, Math.min(text.length, offset + 1))
  }
  return (
    <>
      <header className="dialog-head">
        <Dialog.Title className="dialog-title">Dispatch {event}</Dialog.Title>
        <Dialog.Close className="button button-icon" aria-label="Close">
          <Icon name="close" />
        </Dialog.Close>
      </header>
      <div className="dialog-body edit-body">
        <SeedNotice seed={seed} asWritten={editing.asWritten} changed={isChanged(editing)} />
        <textarea
          ref={input}
          className="edit-text"
          aria-label="Payload as JSON"
          aria-invalid={errors.length > 0}
          aria-describedby={errorId}
          spellCheck={false}
          placeholder="No payload"
          value={text}
          onChange={(event) => writeEditor(panel, event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            dispatchEdited(panel)
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
        {editing.asking ? (
          <DiscardQuestion onKeep={() => input.current?.focus()} />
        ) : (
          <>
            <Dialog.Description className="muted">
              {isGone ? (
                'What you wrote stays here until you close this.'
              ) : (
                <>
                  All listeners registered now get it. <kbd className="key">{isMac() ? '⌘' : 'Ctrl'}</kbd> +{' '}
                  <kbd className="key">Enter</kbd>
                </>
              )}
            </Dialog.Description>
            {isGone ? (
              <CopyText text={text} />
            ) : (
              <button
                type="button"
                className="button button-solid"
                disabled={!parsed.ok}
                onClick={() => dispatchEdited(panel)}
              >
                Dispatch
              </button>
            )}
          </>
        )}
      </footer>
    </>
  )
}

/** Stands where the actions were, so that nothing else is done meanwhile. */
function DiscardQuestion({ onKeep }: { onKeep: () => void }): ReactNode {
  const panel = usePanel()
  const { store } = panel
  return (
    <>
      <p role="alert">Discard the changes?</p>
      <span className="dialog-choices">
        <button
          type="button"
          className="button button-outline"
          onClick={() => {
            store.setState(({ editing }) => ({ editing: editing && { ...editing, asking: false } }))
            onKeep()
          }}
        >
          Keep editing
        </button>
        <button type="button" className="button button-danger" onClick={() => closeEditor(panel)}>
          Discard
        </button>
      </span>
    </>
  )
}

function CopyText({ text }: { text: string }): ReactNode {
  const { copied, copy } = useCopy()
  return (
    <button type="button" className="button button-solid" onClick={() => copy('text', text)}>
      <span aria-live="polite">{copied ?? 'Copy text'}</span>
    </button>
  )
}

function isMac(): boolean {
  return /^(?:Mac|iP)/.test(navigator.platform)
}
