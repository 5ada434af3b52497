import { Autocomplete } from '@base-ui/react/autocomplete'
import type { ReactNode, RefObject } from 'react'
import type { Suggestion } from '../../model/query/suggestions.ts'
import { usePanel, usePanelState } from '../../store.ts'
import type { Suggestions } from './use-suggestions.ts'

interface SuggestionListProps {
  readonly suggestions: Suggestions
  readonly anchor: RefObject<HTMLElement | null>
  readonly onTake: (suggestion: Suggestion) => void
}

/** The list under the filter box. */
export function SuggestionList({ suggestions, anchor, onTake }: SuggestionListProps): ReactNode {
  const { portal } = usePanel()
  const theme = usePanelState((state) => state.theme)
  const { items, recent } = suggestions
  return (
    <Autocomplete.Portal container={portal}>
      <Autocomplete.Positioner
        className="positioner tokens"
        data-theme={theme}
        anchor={anchor}
        side="bottom"
        align="start"
        sideOffset={3}
      >
        <Autocomplete.Popup className="menu suggestions">
          {recent && (
            <p className="menu-caption" aria-hidden="true">
              Recent
            </p>
          )}
          <Autocomplete.List
            className="suggestion-list"
            aria-label={recent ? 'Recent filters' : 'Completions'}
          >
            {items.map((suggestion) => (
              <Autocomplete.Item
                key={suggestion.filter}
                value={suggestion}
                className="menu-item suggestion"
                onClick={(event) => {
                  event.preventBaseUIHandler()
                  onTake(suggestion)
                }}
              >
                <span className="suggestion-label">{suggestion.label}</span>
                <span className="suggestion-detail">{suggestion.detail}</span>
              </Autocomplete.Item>
            ))}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  )
}
