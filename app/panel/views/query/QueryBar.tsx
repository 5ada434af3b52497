import type { ReactNode, RefObject } from 'react'
import { BreakButton } from '../control/BreakButton.tsx'
import { Chips } from './Chips.tsx'
import { FilterBox } from './FilterBox.tsx'
import { QueryCount } from './QueryCount.tsx'

/** The row that says which events are shown. */
export function QueryBar({ filterRef }: { filterRef: RefObject<HTMLInputElement | null> }): ReactNode {
  return (
    <div className="query-bar" role="search" aria-label="Events">
      <FilterBox inputRef={filterRef} />
      <QueryCount />
      <Chips />
      <BreakButton />
    </div>
  )
}
