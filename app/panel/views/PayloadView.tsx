import { type KeyboardEvent, memo, type MouseEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { payloadOffer } from '../model/query/value-offer.ts'
import { toJson, type TreeLine, treeLines } from '../model/payload-tree.ts'
import { Icon } from '../ui/Icon.tsx'
import { useCopy } from '../ui/use-copy.ts'
import { useTreeKeys } from '../ui/use-tree-keys.ts'
import { useValueMenu } from './query/ValueMenu.tsx'
import { isElement } from '../ui/window-of.ts'

interface PayloadViewProps {
  readonly payload: unknown
  /** Stands before the search. */
  readonly lead?: ReactNode
}

/** The payload as a tree: expand, search inside, copy values and paths. */
export const PayloadView = memo(function PayloadView({ payload, lead }: PayloadViewProps): ReactNode {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  // A search opens all; what is closed in it says nothing about the tree without it.
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const searching = search.trim() !== ''
  const { copied, copy } = useCopy()
  const treeId = useId()
  const openMenu = useValueMenu()
  const lines = useMemo(
    () => treeLines(payload, { toggled: searching ? closed : toggled, search }),
    [payload, searching, closed, toggled, search],
  )
  const toggle = (line: TreeLine): void => {
    if (!line.expandable) return
    const next = new Set(searching ? closed : toggled)
    if (!next.delete(line.id)) next.add(line.id)
    if (searching) setClosed(next)
    else setToggled(next)
  }
  const offer = (line: TreeLine, at: Element | MouseEvent): void => {
    const found = line.isMore ? undefined : payloadOffer(line.path, line.value)
    if (found === undefined) return
    if (!isElement(at)) {
      at.preventDefault()
      at.stopPropagation()
    }
    openMenu(found, at)
  }
  const { ref: tree, active, activate, onKeyDown: moveByKey } = useTreeKeys(lines, toggle)
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[active]
    if (line === undefined || moveByKey(event)) return
    if (event.key === 'Enter' || event.key === ' ') toggle(line)
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) copy('value', valueText(line.value))
    else if (event.key === 'p' && line.path !== '' && !event.ctrlKey && !event.metaKey)
      copy('path', line.path)
    else if (event.key === 'f' && !event.ctrlKey && !event.metaKey) {
      const item = tree.current?.children[active]
      if (item !== undefined) offer(line, item)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (payload === undefined) {
    return (
      <div className="payload">
        <div className="payload-tools">{lead}</div>
        <div className="empty">
          <strong>No payload</strong>
          <p>The event was dispatched without one, or the recorder keeps none.</p>
        </div>
      </div>
    )
  }

  return (
    <div className="payload">
      <div className="payload-tools">
        {lead}
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
          aria-keyshortcuts="Control+C P F"
          tabIndex={0}
          aria-activedescendant={`${treeId}-${active}`}
          onKeyDown={onKeyDown}
          onContextMenu={(event) => {
            const line = lines[active]
            // By the key; with the pointer, it is a line that is asked.
            if (event.target !== event.currentTarget || line === undefined) return
            event.preventDefault()
            offer(line, event.currentTarget.children[active] ?? event.currentTarget)
          }}
        >
          {lines.map((line, index) => (
            <TreeItem
              key={line.id}
              id={`${treeId}-${index}`}
              line={line}
              active={index === active}
              onActivate={() => activate(line.id)}
              onToggle={() => toggle(line)}
              onCopy={copy}
              onOffer={(at) => offer(line, at)}
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
  readonly onOffer: (at: Element | MouseEvent) => void
}

function TreeItem({ id, line, active, onActivate, onToggle, onCopy, onOffer }: TreeItemProps): ReactNode {
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
      onContextMenu={(event) => {
        onActivate()
        onOffer(event)
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
          {line.path !== '' && (
            <button
              type="button"
              className="button button-icon button-small"
              aria-label={`Filter by ${line.name}`}
              title="Show only, or hide (F)"
              tabIndex={-1}
              aria-haspopup="menu"
              onClick={(event) => {
                event.stopPropagation()
                onOffer(event.currentTarget)
              }}
            >
              <Icon name="filter" />
            </button>
          )}
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
