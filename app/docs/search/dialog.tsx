import { createRoot, type Root } from 'react-dom/client'
import { searchOver } from './find.ts'
import { loadSections } from './section.ts'
import { SearchDialog } from './SearchDialog.tsx'

/** Shows the search. Its field asks for what was typed meanwhile as soon as it has the focus. */
export type ShowSearch = (takeTyped: () => string, onClose: () => void) => void

/** Loads what is searched. */
export async function loadSearch(top: string, opener: HTMLElement): Promise<ShowSearch> {
  const find = searchOver(await loadSections(top))
  let root: Root | undefined
  let shown = 0
  return (takeTyped, onClose) => {
    root ??= createRoot(document.body.appendChild(document.createElement('div')))
    shown++
    // Each time anew: it begins with nothing found.
    root.render(
      <SearchDialog
        key={shown}
        find={find}
        top={top}
        takeTyped={takeTyped}
        onClose={onClose}
        opener={{ current: opener }}
      />,
    )
  }
}
