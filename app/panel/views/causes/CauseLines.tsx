import type { Causes } from 'eventscope/recorder'
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type CauseLine, causeLines } from '../../model/causes/cause-lines.ts'
import { causeOffer } from '../../model/causes/cause-offer.ts'
import { causeLayout } from '../../model/causes/layout.ts'
import { select, usePanel } from '../../store.ts'
import { useTreeKeys } from '../../ui/use-tree-keys.ts'
import { useValueMenu } from '../query/ValueMenu.tsx'
import { Line } from './Line.tsx'
import { useCauseWindow } from './use-cause-window.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** The tree of a dispatch's causes and effects. */
export function CauseLines({ causes }: { causes: Causes }): ReactNode {
  const panel = usePanel()
  const openMenu = useValueMenu()
  const [toggled, setToggled] = useState(NOTHING)
  const treeId = useId()
  const ref = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => causeLines(causes, toggled), [causes, toggled])
  const { shown, height, width, reveal } = useCauseWindow(ref, lines.length)
  const deepest = useMemo(() => lines.reduce((most, { level }) => Math.max(most, level), 1), [lines])
  const layout = useMemo(() => causeLayout(width, deepest), [width, deepest])
  const toggle = (line: CauseLine): void => {
    if (!line.expandable) return
    const next = new Set(toggled)
    if (!next.delete(line.id)) next.add(line.id)
    setToggled(next)
  }
  const { active, activate, onKeyDown } = useTreeKeys(lines, toggle)
  const selectedId = causes.path.at(-1)
  const selected = lines.findIndex((line) => line.kind === 'dispatch' && line.node.id === selectedId)
  useReveal(selected, selectedId, reveal)
  useReveal(active, active === 0 ? undefined : lines[active]?.id, reveal)
  const choose = (line: CauseLine): void => {
    activate(line.id)
    if (line.kind === 'dispatch') select(panel, line.node.id)
    else toggle(line)
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement
    const own = target.closest('[role="treeitem"]')
    // By key, the tree itself is meant, and in it the active line.
    const line = lines[own === null ? active : Number(own.getAttribute('data-index'))]
    if (line?.kind !== 'dispatch') return
    event.preventDefault()
    if (own !== null) {
      const of = target.closest('.cause-by') === null ? 'event' : 'listener'
      openMenu(causeOffer(line.node, of), event)
    } else {
      openMenu(causeOffer(line.node, 'both'), event.currentTarget.querySelector('.tree-active') ?? event)
    }
  }
  return (
    <div
      ref={ref}
      className="cause-tree"
      style={{ minHeight: height }}
      role="tree"
      aria-label="Causes"
      tabIndex={0}
      aria-activedescendant={shown.some(({ index }) => index === active) ? `${treeId}-${active}` : undefined}
      onContextMenu={onContextMenu}
      onKeyDown={(event) => {
        const line = lines[active]
        if (event.key === 'Home') reveal(0)
        if (onKeyDown(event) || line === undefined || (event.key !== 'Enter' && event.key !== ' ')) return
        event.preventDefault()
        event.stopPropagation()
        choose(line)
      }}
    >
      {shown.map(({ index, top }) => {
        const line = lines[index]!
        return (
          <Line
            key={line.id}
            id={`${treeId}-${index}`}
            line={line}
            index={index}
            top={top}
            layout={layout}
            causes={causes}
            active={index === active}
            onChoose={() => choose(line)}
            onToggle={() => {
              activate(line.id)
              toggle(line)
            }}
          />
        )
      })}
    </div>
  )
}

/** Scrolls to a line whenever another one is meant; not when it has only moved. */
function useReveal(index: number, meant: string | number | undefined, reveal: (index: number) => void): void {
  const revealed = useRef<string | number>(undefined)
  useLayoutEffect(() => {
    if (meant === revealed.current) return
    revealed.current = meant
    if (meant !== undefined && index >= 0) reveal(index)
  })
}
