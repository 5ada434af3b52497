import { useMemo, useState } from 'react'
import { knownNames } from '../../model/query/known-names.ts'
import { completions, recentQueries, type Suggestion } from '../../model/query/suggestions.ts'
import { usePanel, usePanelState } from '../../store.ts'

const NONE: readonly Suggestion[] = []

/** What the list under the filter box offers, and whether it is there. */
export interface Suggestions {
  readonly items: readonly Suggestion[]
  readonly open: boolean
  /** Of the queries asked last; otherwise it says how to go on. */
  readonly recent: boolean
  readonly caret: number
  readonly setCaret: (caret: number) => void
  readonly setWanted: (wanted: boolean) => void
}

/** The list is open while it is wanted and has something to offer. */
export function useSuggestions(): Suggestions {
  const { recording } = usePanel().recorder
  const filter = usePanelState((state) => state.filter)
  const queries = usePanelState((state) => state.recent)
  const [wanted, setWanted] = useState(false)
  const [caret, setCaret] = useState(0)
  // Names are collected as the list opens: they may be many, and nobody waits for one made meanwhile.
  const names = useMemo(() => (wanted ? knownNames(recording) : undefined), [wanted, recording])
  const recent = filter.trim() === '' && queries.length > 0
  const items = useMemo(() => {
    if (names === undefined) return NONE
    return recent ? recentQueries(queries) : completions(filter, caret, names)
  }, [names, recent, queries, filter, caret])
  return { items, open: items.length > 0, recent, caret, setCaret, setWanted }
}
