import type { CauseNode, Causes } from 'eventscope/recorder'
import type { CSSProperties, ReactNode } from 'react'
import type { CauseLine } from '../../model/causes/cause-lines.ts'
import { type CauseLayout, indentOf } from '../../model/causes/layout.ts'
import { formatCount, formatDuration } from '../../model/format.ts'
import { usePanel, usePanelState } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

interface LineProps {
  readonly id: string
  readonly line: CauseLine
  readonly index: number
  /** Where it stands in the tree, px. */
  readonly top: number
  readonly layout: CauseLayout
  readonly causes: Causes
  readonly active: boolean
  readonly onChoose: () => void
  readonly onToggle: () => void
}

/** A line of the tree of causes. */
export function Line(props: LineProps): ReactNode {
  const { id, line, index, top, layout, causes, active, onChoose, onToggle } = props
  const selectedId = usePanelState((state) => state.selectedId)
  const { clockStep } = usePanel().recorder.recording.stats()
  const isDispatch = line.kind === 'dispatch'
  const selected = isDispatch && line.node.id === selectedId
  const classes = ['cause-line']
  if (active) classes.push('tree-active')
  if (selected) classes.push('cause-selected')
  if (isDispatch && line.onPath) classes.push('cause-on-path')
  const text = isDispatch ? describe(line.node, causes.start, clockStep) : hiddenText(line)
  return (
    <div
      id={id}
      role="treeitem"
      data-index={index}
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.setSize}
      aria-selected={selected}
      aria-expanded={line.expandable ? line.expanded : undefined}
      aria-label={text}
      className={classes.join(' ')}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: layout.template }}
      onClick={onChoose}
    >
      <span
        className="cause-name"
        title={isDispatch ? `${text}, level ${formatCount(line.level)}` : undefined}
        style={{ paddingInlineStart: indentOf(layout, line.level) }}
      >
        <span className="cause-what">
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
          {line.level > layout.lastIndented && (
            <span className="cause-level" aria-hidden="true">
              {formatCount(line.level)} ›
            </span>
          )}
          {isDispatch ? <DispatchName node={line.node} /> : <span className="muted">{hiddenText(line)}</span>}
        </span>
        {isDispatch && <Maker node={line.node} />}
      </span>
      {isDispatch && <DispatchTimes node={line.node} causes={causes} layout={layout} clockStep={clockStep} />}
    </div>
  )
}

function DispatchName({ node: { event, id, status, errors } }: { node: CauseNode }): ReactNode {
  return (
    <>
      <span className={`status status-${errors > 0 ? 'failed' : status}`}>
        <span className="dot" aria-hidden="true" />
      </span>
      <span className="cause-event">{event}</span>
      <span className="cause-id">#{id}</span>
    </>
  )
}

/** Who dispatched it: left out where there is no room. */
function Maker({ node: { parent, parentListener, origin } }: { node: CauseNode }): ReactNode {
  if (origin !== undefined) {
    return (
      <span className="muted cause-by" title={`It was dispatched elsewhere, by ${origin.sender}`}>
        came from {origin.via}
      </span>
    )
  }
  if (parent === undefined) return null
  return (
    <span
      className="muted cause-by"
      title={
        parentListener === undefined
          ? 'It was dispatched through the handle or a shared context: which listener did it can’t be known'
          : `The listener that dispatched it: ${parentListener}`
      }
    >
      by {parentListener ?? 'an unknown listener'}
    </span>
  )
}

interface TimesProps {
  readonly node: CauseNode
  readonly causes: Causes
  readonly layout: CauseLayout
  readonly clockStep: number
}

function DispatchTimes({ node, causes, layout, clockStep }: TimesProps): ReactNode {
  const { time, sync, wait, waited, status } = node
  const span = Math.max(causes.total, Number.MIN_VALUE)
  const left = (time - causes.start) / span
  return (
    <>
      {layout.hasOffset && (
        <span className="cause-offset muted">
          {time > causes.start && `+${formatDuration(time - causes.start, clockStep)}`}
        </span>
      )}
      {layout.hasTrack && (
        <span className="cause-track" aria-hidden="true">
          <span className="bar bar-sync" style={place(left, sync / span)} />
          {waited !== undefined && (
            <span className="bar bar-wait" style={place(left + sync / span, waited / span)} />
          )}
        </span>
      )}
      {layout.hasTimes && (
        <span className="cause-times">
          {formatDuration(sync, clockStep)}
          {wait !== undefined && <span className="muted">+ {formatDuration(wait, clockStep)}</span>}
          {status === 'waiting' && <span className="waiting">waiting</span>}
        </span>
      )}
    </>
  )
}

function place(left: number, width: number): CSSProperties {
  return { left: `${left * 100}%`, width: `${Math.min(1 - left, Math.max(0, width)) * 100}%` }
}

function describe(node: CauseNode, start: number, clockStep: number): string {
  const { event, id, status, errors, parent, parentListener, origin, time, sync } = node
  const parts = [`${event} #${id}`, errors > 0 ? 'failed' : status]
  if (origin !== undefined) parts.push(`came from ${origin.via}`)
  else if (parent !== undefined) parts.push(`by ${parentListener ?? 'an unknown listener'}`)
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
