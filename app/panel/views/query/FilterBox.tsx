import { Autocomplete } from '@base-ui/react/autocomplete'
import { parseQuery } from 'eventscope/recorder'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { USED_MS } from '../../model/query/recent.ts'
import { goesOn, isWriting, type Suggestion } from '../../model/query/suggestions.ts'
import { rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { FilterMirror } from './FilterMirror.tsx'
import { Marked } from './Marked.tsx'
import { QueryHelp } from './QueryHelp.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { useSuggestions } from './use-suggestions.ts'

/** Where a query is written: it completes what it can, and says what it does not understand. */
export function FilterBox({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }): ReactNode {
  const panel = usePanel()
  const filter = usePanelState((state) => state.filter)
  const shown = usePanelState((state) => state.query.text)
  const error = useMemo(() => parseQuery(filter).error, [filter])
  const suggestions = useSuggestions()
  const { open, setCaret, setWanted } = suggestions
  const highlighted = useRef<Suggestion>(undefined)
  /** Whether there is more to choose: another list, in which nothing is highlighted yet. */
  const reopen = useRef(false)
  const caretToSet = useRef<number>(undefined)
  /** When the text was changed last, if it was since it was remembered. */
  const writtenAt = useRef<number>(undefined)
  const mirrorRef = useRef<HTMLDivElement>(null)
  const boxRef = useRef<HTMLDivElement>(null)
  const problemId = useId()

  useLayoutEffect(() => {
    const input = inputRef.current
    if (input === null) return
    if (caretToSet.current !== undefined) input.setSelectionRange(caretToSet.current, caretToSet.current)
    caretToSet.current = undefined
    if (mirrorRef.current !== null) mirrorRef.current.scrollLeft = input.scrollLeft
  })

  const take = (suggestion: Suggestion): void => {
    setFilter(panel, suggestion.filter)
    setCaret(suggestion.caret)
    caretToSet.current = suggestion.caret
    setWanted(false)
    reopen.current = goesOn(suggestion)
    if (suggestions.recent) rememberFilter(panel)
  }
  const write = (text: string): void => {
    const caret = inputRef.current?.selectionStart ?? text.length
    setFilter(panel, text)
    writtenAt.current = performance.now()
    setCaret(caret)
    // What is taken away from a word narrows or widens the list, but doesn't open it.
    setWanted(isWriting(filter, text, caret) || (open && text.trim() !== ''))
  }
  const leave = (input: HTMLElement): void => {
    setWanted(false)
    focusGrid(input)
  }
  /** @returns whether the key is dealt with; else it moves in the list, or in the text */
  const press = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    // The keys of an input method are its own.
    if (event.nativeEvent.isComposing) return false
    const input = event.currentTarget
    const chosen = open ? highlighted.current : undefined
    switch (event.key) {
      case 'Enter':
        if (chosen !== undefined) take(chosen)
        else {
          if (error === undefined) rememberFilter(panel)
          leave(input)
        }
        return true
      case 'Tab': {
        // What was begun is completed by what the list has first; what was typed before is not.
        const first = chosen ?? (open && !suggestions.recent ? suggestions.items[0] : undefined)
        if (first === undefined || event.shiftKey) return false
        take(first)
        return true
      }
      case 'Escape':
        if (open) setWanted(false)
        else if (filter === '') leave(input)
        else write('')
        return true
      case 'ArrowDown':
        if (open) return false
        if (suggestions.recent) setWanted(true)
        else leave(input)
        return true
      case ' ':
        if (!event.ctrlKey) return false
        setCaret(input.selectionStart ?? 0)
        setWanted(true)
        return true
      default:
        return false
    }
  }

  return (
    <Autocomplete.Root
      items={suggestions.items}
      filter={null}
      mode="none"
      // Only who moved into the list takes something from it by Enter, wherever the pointer rests.
      highlightItemOnHover={false}
      value={filter}
      itemToStringValue={(suggestion: Suggestion) => suggestion.filter}
      open={open}
      onValueChange={(text, { reason }) => {
        if (reason === 'input-change') write(text)
      }}
      onOpenChange={(opens, details) => {
        // Escape is a key of ours: it closes the list first, and only then empties the box.
        if (details.reason === 'escape-key') details.cancel()
        else if (!opens && details.reason !== 'item-press' && details.reason !== 'input-clear')
          setWanted(false)
      }}
      onOpenChangeComplete={(opened) => {
        if (!opened && reopen.current) setWanted(true)
        reopen.current = false
      }}
      onItemHighlighted={(suggestion) => {
        highlighted.current = suggestion
      }}
    >
      <div ref={boxRef} className="filter" data-broken={error !== undefined} data-suggesting={open}>
        <Icon name="search" />
        <FilterMirror mirrorRef={mirrorRef} text={filter} error={error} />
        <Autocomplete.Input
          ref={inputRef}
          render={({ role: _role, 'aria-expanded': _expanded, ...props }) => <input {...props} />}
          type="search"
          className="input"
          aria-label="Filter events"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : problemId}
          placeholder="Words, or name:cart.* sync>4"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) => {
            if (mirrorRef.current !== null) mirrorRef.current.scrollLeft = event.currentTarget.scrollLeft
          }}
          onBlur={() => {
            setWanted(false)
            // Who passes by a query on the way to another has not meant it.
            const used = writtenAt.current !== undefined && performance.now() - writtenAt.current >= USED_MS
            if (used && error === undefined) rememberFilter(panel)
            if (used) writtenAt.current = undefined
          }}
          onKeyDown={(event) => {
            if (!press(event)) return
            event.preventBaseUIHandler()
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        {filter === '' ? (
          <kbd className="key" aria-hidden="true">
            /
          </kbd>
        ) : (
          <button
            type="button"
            className="button button-icon"
            aria-label="Clear filter"
            onClick={() => {
              setFilter(panel, '')
              inputRef.current?.focus()
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <QueryHelp inputRef={inputRef} />
      </div>
      {error !== undefined && (
        <div id={problemId} className="filter-problem" role="status">
          <p>
            <Marked text={error.message} />
          </p>
          <p className="muted">
            {shown.trim() === '' ? (
              'Showing all events meanwhile'
            ) : (
              <>
                Showing results of <code className="code">{shown.trim()}</code> meanwhile
              </>
            )}
          </p>
        </div>
      )}
      <SuggestionList suggestions={suggestions} anchor={boxRef} onTake={take} />
    </Autocomplete.Root>
  )
}

/** From the filter, the keyboard goes on to what it found: the grid, or the view that is there instead. */
function focusGrid(from: HTMLElement): void {
  const panel = from.closest('.panel')
  const found =
    panel?.querySelector<HTMLElement>('[role="grid"]') ?? panel?.querySelector<HTMLElement>('.main-panel')
  found?.focus()
}
