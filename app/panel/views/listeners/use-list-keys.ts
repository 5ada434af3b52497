import type { KeyboardEvent, RefObject } from 'react'
import { windowOf } from '../../ui/window-of.ts'

interface ListKeys<Item, Id> {
  readonly gridRef: RefObject<HTMLDivElement | null>
  readonly items: readonly Item[]
  readonly idOf: (item: Item) => Id
  /** The place of the selection, or −1. */
  readonly current: number
  readonly pageRows: number
  readonly onSelect: (id: Id | undefined) => void
  readonly onKey?: (key: string, item: Item) => boolean
  readonly reveal: (index: number) => void
}

/** Moves the selection of a list by the keyboard; Enter goes to its details, Escape closes them. */
export function useListKeys<Item, Id>(keys: ListKeys<Item, Id>): (event: KeyboardEvent) => void {
  const { gridRef, items, idOf, current, pageRows, onSelect, onKey, reveal } = keys
  const last = items.length - 1
  const moveTo = (index: number): void => {
    const at = Math.min(Math.max(index, 0), last)
    const item = items[at]
    if (item === undefined) return
    onSelect(idOf(item))
    reveal(at)
  }
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveTo(current + 1),
    ArrowUp: () => moveTo(current < 0 ? last : current - 1),
    PageDown: () => moveTo(Math.max(current, 0) + pageRows),
    PageUp: () => moveTo(Math.max(current, 0) - pageRows),
    Home: () => moveTo(0),
    End: () => moveTo(last),
    Enter: () => {
      if (current < 0) moveTo(0)
      const view = gridRef.current?.closest('.split-view')
      // The details are rendered by then: the selection was set before.
      windowOf(view).requestAnimationFrame(() => view?.querySelector<HTMLElement>('.side h3')?.focus())
    },
    Escape: () => onSelect(undefined),
  }
  return (event) => {
    // Buttons in the head and in rows have keys of their own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const move = moves[event.key]
    const item = items[current]
    if (move !== undefined) move()
    else if (item === undefined || onKey?.(event.key, item) !== true) return
    event.preventDefault()
  }
}
