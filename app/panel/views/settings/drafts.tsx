import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

/** What comes of a text that was typed whole. */
export type Verdict =
  | { readonly kind: 'taken' }
  /** It can't be what is meant. */
  | { readonly kind: 'wrong'; readonly why: string }
  /** It is taken only if whoever typed it says so. */
  | { readonly kind: 'asks'; readonly question: string; readonly yes: string; readonly take: () => void }

/** Settles what is typed in a field as the dialog closes. @returns whether it holds that up, with a question or an error */
export type Settle = () => boolean

/** The fields of the dialog in which something is typed: closing the dialog leaves them as Tab does. */
export const DraftsContext = createContext<Set<Settle> | undefined>(undefined)

interface DraftFieldProps {
  readonly labelledBy: string
  readonly describedBy: string | undefined
  readonly className: string
  /** What it says while nothing is typed. */
  readonly text: string
  readonly onCommit: (text: string) => Verdict
  /** What the arrow keys make of a text. */
  readonly onStep?: ((text: string, direction: 1 | -1) => string) | undefined
  readonly inputMode?: 'decimal' | undefined
  readonly inputRef?: RefObject<HTMLInputElement | null> | undefined
}

/**
 * A field whose text is in force once it was typed whole: with Enter, on leaving it, and as the dialog closes. What is
 * wrong stays in it with the reason; whoever closes the dialog a second time gives it up.
 */
export function DraftField(props: DraftFieldProps): ReactNode {
  const { labelledBy, describedBy, className, text, onCommit, onStep, inputMode, inputRef } = props
  const drafts = useContext(DraftsContext)
  const [draft, setDraft] = useState<string>()
  const [verdict, setVerdict] = useState<Verdict>()
  const own = useRef<HTMLInputElement>(null)
  /** What has held the dialog open once: it does not so again. */
  const held = useRef<Verdict>(undefined)
  const noteId = useId()
  const open = verdict !== undefined && verdict.kind !== 'taken' ? verdict : undefined

  const drop = (): void => {
    setDraft(undefined)
    setVerdict(undefined)
  }
  /** @returns what is still to be said of it */
  const commit = (): Verdict | undefined => {
    if (draft === undefined || open !== undefined) return open
    const made = onCommit(draft)
    if (made.kind === 'taken') drop()
    else setVerdict(made)
    return made.kind === 'taken' ? undefined : made
  }
  const settle: Settle = () => {
    const left = commit()
    if (left === undefined || left === held.current) return false
    held.current = left
    own.current?.focus()
    return true
  }
  // The dialog closes by asking the fields, whatever has the focus then.
  useEffect(() => {
    drafts?.add(settle)
    return () => void drafts?.delete(settle)
  })

  return (
    <>
      <input
        ref={(element) => {
          own.current = element
          if (inputRef !== undefined) inputRef.current = element
        }}
        type="text"
        className={className}
        inputMode={inputMode}
        aria-labelledby={labelledBy}
        aria-describedby={[describedBy, open && noteId].filter(Boolean).join(' ') || undefined}
        aria-invalid={open?.kind === 'wrong'}
        spellCheck={false}
        autoComplete="off"
        value={draft ?? text}
        onChange={(event) => {
          setDraft(event.target.value)
          setVerdict(undefined)
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined
          if (event.key === 'Enter') commit()
          else if (direction !== undefined && onStep !== undefined) {
            event.preventDefault()
            setDraft(onStep(draft ?? text, direction))
            setVerdict(undefined)
          }
        }}
      />
      {open !== undefined && (
        <div id={noteId} className={`setting-note setting-note-${open.kind}`} role="alert">
          {open.kind === 'wrong' ? (
            open.why
          ) : (
            <>
              <span>{open.question}</span>
              <button
                type="button"
                className="button button-danger"
                onClick={() => {
                  open.take()
                  drop()
                }}
              >
                {open.yes}
              </button>
              <button type="button" className="button button-outline" onClick={drop}>
                Leave as it is
              </button>
            </>
          )}
        </div>
      )}
    </>
  )
}
