import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'

/** A line of a tree, as the keyboard knows it. */
interface TreeLine {
  readonly id: string
  /** Counted from 1. */
  readonly level: number
  readonly expandable: boolean
  readonly expanded: boolean
}

interface TreeKeys {
  readonly ref: RefObject<HTMLDivElement | null>
  /** The place of the active line. */
  readonly active: number
  activate(id: string): void
  /** Handles the keys of the ARIA pattern for trees; others are left to the caller: `false`. */
  onKeyDown(event: KeyboardEvent): boolean
}

/**
 * The keyboard of a tree whose lines are the children of one element: arrows move and open, Home and End go to the
 * ends.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function useTreeKeys<Line extends TreeLine>(
  lines: readonly Line[],
  toggle: (line: Line) => void,
): TreeKeys {
  const ref = useRef<HTMLDivElement>(null)
  const [activeId, setActiveId] = useState('')
  const active = Math.max(
    0,
    lines.findIndex(({ id }) => id === activeId),
  )
  const move = (to: number): void => {
    const at = Math.min(Math.max(to, 0), lines.length - 1)
    const target = lines[at]
    if (target === undefined) return
    setActiveId(target.id)
    ref.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }
  const handles = (key: string): boolean => {
    const line = lines[active]
    if (line === undefined) return false
    if (key === 'ArrowDown') move(active + 1)
    else if (key === 'ArrowUp') move(active - 1)
    else if (key === 'Home') move(0)
    else if (key === 'End') move(lines.length - 1)
    else if (key === 'ArrowRight' && line.expandable && !line.expanded) toggle(line)
    else if (key === 'ArrowRight') move(active + 1)
    else if (key === 'ArrowLeft' && line.expanded) toggle(line)
    else if (key === 'ArrowLeft') move(parentIndex(lines, active))
    else return false
    return true
  }
  return {
    ref,
    active,
    activate: setActiveId,
    onKeyDown(event) {
      if (!handles(event.key)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}

function parentIndex(lines: readonly TreeLine[], index: number): number {
  const level = lines[index]?.level ?? 1
  for (let at = index - 1; at >= 0; at--) if (lines[at]!.level < level) return at
  return index
}
