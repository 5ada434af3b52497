import type { CauseNode, Causes } from 'eventscope/recorder'
import { type CSSProperties, type ReactNode, useId, useLayoutEffect, useMemo, useState } from 'react'
import { type CauseLine, causeLines, MAX_INDENT } from '../../model/causes/cause-lines.ts'
import { formatCount, formatDuration } from '../../model/format.ts'
import { select, usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useTreeKeys } from '../../ui/use-tree-keys.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** The tree of a dispatch's causes and effects. */
export function CauseLines({ causes }: { causes: Causes }): ReactNode {
  const panel = usePanel()
  const [toggled, setToggled] = useState(NOTHING)
  const treeId = useId()
  const lines = useMemo(() => causeLines(causes, toggled), [causes, toggled])
  const toggle = (line: CauseLine): void => {
    if (!line.expandable) return
    const next = new Set(toggled)
    if (!next.delete(line.id)) next.add(line.id)
    setToggled(next)
  }
  const { ref, active, activate, onKeyDown } = useTreeKeys(lines, toggle)
  const selected = causes.path.at(-1)
  useLayoutEffect(() => {
    ref.current?.querySelector('.cause-selected')?.scrollIntoView({ block: 'nearest' })
  }, [ref, selected])
  const choose = (line: CauseLine): void => {
    activate(line.id)
    if (line.kind === 'dispatch') select(panel, line.node.id)
    else toggle(line)
  }
  return (
    <div
      ref={ref}
      className="cause-tree"
      role="tree"
      aria-label="Causes"
      tabIndex={0}
      aria-activedescendant={`${treeId}-${active}`}
      onKeyDown={(event) => {
        const line = lines[active]
        if (onKeyDown(event) || line === undefined || (event.key !== 'Enter' && event.key !== ' ')) return
        event.preventDefault()
        event.stopPropagation()
        choose(line)
      }}
    >
      {lines.map((line, index) => (
        <Line
          key={line.id}
          id={`${treeId}-${index}`}
          line={line}
          causes={causes}
          active={index === active}
          onChoose={() => choose(line)}
          onToggle={() => {
            activate(line.id)
            toggle(line)
          }}
        />
      ))}
    </div>
  )
}

interface LineProps {
  readonly id: string
  readonly line: CauseLine
  readonly causes: Causes
  readonly active: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
}

function Line({ id, line, causes, active, onChoose, onToggle }: LineProps): ReactNode {
  const selectedId = usePanelState((state) => state.selectedId)
  const { clockStep } = usePanel().recorder.recording.stats()
  const isDispatch = line.kind === 'dispatch'
  const selected = isDispatch && line.node.id === selectedId
  const classes = ['cause-line']
  if (active) classes.push('tree-active')
  if (selected) classes.push('cause-selected')
  if (isDispatch && line.onPath) classes.push('cause-on-path')
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={line.level}
      aria-selected={selected}
      aria-expanded={line.expandable ? line.expanded : undefined}
      aria-label={isDispatch ? describe(line.node, causes.start, clockStep) : hiddenText(line)}
      className={classes.join(' ')}
      onClick={onChoose}
    >
      <span className="cause-name" style={{ paddingInlineStart: Math.min(line.level - 1, MAX_INDENT) * 14 }}>
        <span
          className={`twisty${line.expanded ? ' twisty-open' : ''}`}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          {line.expandable && <Icon name="chevron" />}
        </span>
        {isDispatch ? <DispatchName node={line.node} /> : <span className="muted">{hiddenText(line)}</span>}
      </span>
      {isDispatch && <DispatchTimes node={line.node} causes={causes} clockStep={clockStep} />}
    </div>
  )
}

function DispatchName({ node }: { node: CauseNode }): ReactNode {
  const { event, id, status, errors, parent, parentListener } = node
  return (
    <>
      <span className={`status status-${errors > 0 ? 'failed' : status}`}>
        <span className="dot" aria-hidden="true" />
      </span>
      <span className="cause-event">{event}</span>
      <span className="muted">#{id}</span>
      {parent !== undefined && (
        <span
          className="muted cause-by"
          title={
            parentListener === undefined
              ? 'It was dispatched through the handle or a shared context: which listener did it can’t be known'
              : 'The listener that dispatched it'
          }
        >
          by {parentListener ?? 'an unknown listener'}
        </span>
      )}
    </>
  )
}

interface TimesProps {
  readonly node: CauseNode
  readonly causes: Causes
  readonly clockStep: number
}

function DispatchTimes({ node, causes, clockStep }: TimesProps): ReactNode {
  const { time, sync, wait, waited, status } = node
  const span = Math.max(causes.total, Number.MIN_VALUE)
  const left = (time - causes.start) / span
  return (
    <>
      <span className="cause-offset muted">
        {time > causes.start && `+${formatDuration(time - causes.start, clockStep)}`}
      </span>
      <span className="cause-track" aria-hidden="true">
        <span className="bar bar-sync" style={place(left, sync / span)} />
        {waited !== undefined && (
          <span className="bar bar-wait" style={place(left + sync / span, waited / span)} />
        )}
      </span>
      <span className="cause-times">
        {formatDuration(sync, clockStep)}
        {wait !== undefined && <span className="muted"> + {formatDuration(wait, clockStep)}</span>}
        {status === 'waiting' && <span className="waiting"> waiting</span>}
      </span>
    </>
  )
}

function place(left: number, width: number): CSSProperties {
  return { left: `${left * 100}%`, width: `${Math.min(1 - left, Math.max(0, width)) * 100}%` }
}

function describe(node: CauseNode, start: number, clockStep: number): string {
  const { event, id, status, errors, parent, parentListener, time, sync } = node
  const parts = [`${event} #${id}`, errors > 0 ? 'failed' : status]
  if (parent !== undefined) parts.push(`by ${parentListener ?? 'an unknown listener'}`)
  parts.push(
    `after ${formatDuration(time - start, clockStep)}`,
    `synchronous ${formatDuration(sync, clockStep)}`,
  )
  return parts.join(', ')
}

function hiddenText(line: Exclude<CauseLine, { kind: 'dispatch' }>): string {
  const count = formatCount(line.count)
  if (line.kind === 'chain') return `… ${count} more in a row`
  return line.kind === 'siblings' ? `… ${count} more` : `… ${count} more, which are not shown`
}
