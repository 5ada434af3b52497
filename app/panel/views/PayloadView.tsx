import { type KeyboardEvent, memo, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { toJson, type TreeLine, treeLines } from '../model/payload-tree.ts'
import { Icon } from '../ui/Icon.tsx'
import { useCopy } from '../ui/use-copy.ts'

/** The payload as a tree: expand, search inside, copy values and paths. */
export const PayloadView = memo(function PayloadView({ payload }: { payload: unknown }): ReactNode {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  // A search opens all; what is closed in it says nothing about the tree without it.
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const searching = search.trim() !== ''
  const [activeId, setActiveId] = useState('')
  const { copied, copy } = useCopy()
  const tree = useRef<HTMLDivElement>(null)
  const treeId = useId()
  const lines = useMemo(
    () => treeLines(payload, { toggled: searching ? closed : toggled, search }),
    [payload, searching, closed, toggled, search],
  )
  if (payload === undefined) {
    return (
      <div className="empty">
        <strong>No payload</strong>
        <p>The event was dispatched without one, or the recorder keeps none.</p>
      </div>
    )
  }

  const toggle = (line: TreeLine): void => {
    if (!line.expandable) return
    const next = new Set(searching ? closed : toggled)
    if (!next.delete(line.id)) next.add(line.id)
    if (searching) setClosed(next)
    else setToggled(next)
  }
  const active = Math.max(
    0,
    lines.findIndex((line) => line.id === activeId),
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[active]
    if (line === undefined) return
    const move = (to: number): void => {
      const target = lines[Math.min(Math.max(to, 0), lines.length - 1)]
      if (target === undefined) return
      setActiveId(target.id)
      tree.current?.children[lines.indexOf(target)]?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'ArrowDown') move(active + 1)
    else if (event.key === 'ArrowUp') move(active - 1)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(lines.length - 1)
    else if (event.key === 'ArrowRight') {
      if (line.expandable && !line.expanded) toggle(line)
      else move(active + 1)
    } else if (event.key === 'ArrowLeft') {
      if (line.expanded) toggle(line)
      else move(parentIndex(lines, active))
    } else if (event.key === 'Enter' || event.key === ' ') toggle(line)
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) copy('value', valueText(line.value))
    else if (event.key === 'p' && line.path !== '' && !event.ctrlKey && !event.metaKey)
      copy('path', line.path)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="payload">
      <div className="payload-tools">
        <input
          type="search"
          className="input"
          aria-label="Search in payload"
          placeholder="Search in payload"
          spellCheck={false}
          autoComplete="off"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value)
            setClosed(new Set())
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return
            event.stopPropagation()
            setSearch('')
          }}
        />
        <span className="muted" role="status">
          {copied === undefined ? '' : copied}
        </span>
        <button type="button" className="button" onClick={() => copy('payload', toJson(payload))}>
          <Icon name="copy" /> Copy all
        </button>
      </div>
      {lines.length === 0 ? (
        <div className="empty">
          <strong>Nothing in the payload matches “{search.trim()}”</strong>
        </div>
      ) : (
        <div
          ref={tree}
          className="tree"
          role="tree"
          aria-label="Payload"
          aria-keyshortcuts="Control+C P"
          tabIndex={0}
          aria-activedescendant={`${treeId}-${active}`}
          onKeyDown={onKeyDown}
        >
          {lines.map((line, index) => (
            <TreeItem
              key={line.id}
              id={`${treeId}-${index}`}
              line={line}
              active={index === active}
              onActivate={() => setActiveId(line.id)}
              onToggle={() => toggle(line)}
              onCopy={copy}
            />
          ))}
        </div>
      )}
    </div>
  )
})

/** What is copied: a text as it is, all else as JSON. */
const valueText = (value: unknown): string => (typeof value === 'string' ? value : toJson(value))

interface TreeItemProps {
  readonly id: string
  readonly line: TreeLine
  readonly active: boolean
  readonly onActivate: () => void
  readonly onToggle: () => void
  readonly onCopy: (what: string, text: string) => void
}

function TreeItem({ id, line, active, onActivate, onToggle, onCopy }: TreeItemProps): ReactNode {
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={line.level}
      aria-selected={active}
      aria-expanded={line.expandable ? line.expanded : undefined}
      aria-label={line.isMore ? line.text : `${line.name}: ${line.text}`}
      className={`tree-line${active ? ' tree-active' : ''}`}
      style={{ paddingInlineStart: (line.level - 1) * 14 + 4 }}
      onClick={() => {
        onActivate()
        onToggle()
      }}
    >
      <span className={`twisty${line.expanded ? ' twisty-open' : ''}`} aria-hidden="true">
        {line.expandable && <Icon name="chevron" />}
      </span>
      {!line.isMore && (
        <>
          <span className="tree-name">{line.name}</span>
          <span className="faint">: </span>
        </>
      )}
      <span className={`tree-value kind-${line.kind}`} title={line.text.length > 80 ? line.text : undefined}>
        {line.text}
      </span>
      {!line.isMore && (
        <span className="tree-actions">
          <button
            type="button"
            className="button button-icon button-small"
            aria-label={`Copy value of ${line.name}`}
            title="Copy value (Ctrl+C)"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              onCopy('value', valueText(line.value))
            }}
          >
            <Icon name="copy" />
          </button>
          {line.path !== '' && (
            <button
              type="button"
              className="button button-icon button-small"
              aria-label={`Copy path of ${line.name}`}
              title={`Copy path (P): ${line.path}`}
              tabIndex={-1}
              onClick={(event) => {
                event.stopPropagation()
                onCopy('path', line.path)
              }}
            >
              <Icon name="path" />
            </button>
          )}
        </span>
      )}
    </div>
  )
}

function parentIndex(lines: readonly TreeLine[], index: number): number {
  const level = lines[index]?.level ?? 1
  for (let at = index - 1; at >= 0; at--) if (lines[at]!.level < level) return at
  return index
}
