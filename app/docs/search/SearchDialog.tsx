import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { type MouseEvent, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import type { Piece } from './excerpt.ts'
import type { Find, Found } from './find.ts'

interface SearchDialogProps {
  readonly find: Find
  /** The way from the page to the folder of the documentation. */
  readonly top: string
  /** Gives what was typed before the field had the focus, once. */
  readonly takeTyped: () => string
  readonly onClose: () => void
  /** What has the focus afterwards. */
  readonly opener: RefObject<HTMLElement | null>
}

/** The search: a field, and what it finds while one types. */
export function SearchDialog({ find, top, takeTyped, onClose, opener }: SearchDialogProps): ReactNode {
  const [open, setOpen] = useState(true)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const found = useMemo(() => find(text), [find, text])
  const change = (next: boolean): void => {
    setOpen(next)
    if (!next) onClose()
  }
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Backdrop className="search-backdrop" />
        <Dialog.Popup
          className="search-dialog"
          aria-label="Search the documentation"
          initialFocus={input}
          finalFocus={opener}
        >
          <Autocomplete.Root
            inline
            open
            items={found}
            filter={null}
            mode="none"
            autoHighlight="always"
            keepHighlight
            value={text}
            onValueChange={setText}
            itemToStringValue={(item: Found) => item.section.page}
          >
            <div className="search-head">
              <Autocomplete.Input
                ref={input}
                className="search-input"
                aria-label="Search"
                placeholder="Pages, sections and every public name"
                spellCheck={false}
                autoCapitalize="off"
                onFocus={() => {
                  const typed = takeTyped()
                  if (typed !== '') setText((text) => text + typed)
                }}
              />
              <Dialog.Close className="search-close">Esc</Dialog.Close>
            </div>
            <Autocomplete.Status className="unseen">{statusOf(text, found.length)}</Autocomplete.Status>
            {found.length > 0 ? (
              <Autocomplete.List className="search-results" aria-label="Results">
                {found.map((each) => (
                  <Result
                    key={each.section.address}
                    found={each}
                    top={top}
                    onGo={(event) => {
                      if (!opensElsewhere(event)) change(false)
                    }}
                  />
                ))}
              </Autocomplete.List>
            ) : (
              text.trim() !== '' && <p className="search-empty">Nothing has “{text.trim()}” in it.</p>
            )}
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface ResultProps {
  readonly found: Found
  readonly top: string
  readonly onGo: (event: MouseEvent) => void
}

function Result({ found, top, onGo }: ResultProps): ReactNode {
  const { section, page, heading, excerpt } = found
  return (
    <Autocomplete.Item
      value={found}
      className="search-result"
      onClick={onGo}
      render={({ children, ...props }) => (
        <a {...props} href={top + section.address}>
          {children}
        </a>
      )}
    >
      <span className="search-where">
        <span className="search-title">
          <Marked pieces={page} />
          {section.heading !== '' && (
            <>
              {' › '}
              <Marked pieces={heading} />
            </>
          )}
        </span>{' '}
        <span className="search-kind">{section.kind}</span>
      </span>
      {excerpt.length > 0 && (
        <span className="search-excerpt">
          <Marked pieces={excerpt} />
        </span>
      )}
    </Autocomplete.Item>
  )
}

function Marked({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map(({ text, start, marked }) => (marked ? <mark key={start}>{text}</mark> : text))
}

function statusOf(text: string, count: number): string {
  if (text.trim() === '') return ''
  return count === 0 ? 'Nothing found' : `${count} found`
}

/** A link that is opened in a tab of its own leaves this one as it is. */
function opensElsewhere(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey
}
