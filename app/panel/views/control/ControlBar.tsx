import type { Control } from 'eventscope/recorder'
import { type ReactNode, useRef } from 'react'
import { formatCount } from '../../model/format.ts'
import { type ControlGroup, controlGroups, type ControlKind } from '../../model/listeners/control-items.ts'
import { useFrame, usePanel } from '../../store.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'

const ICONS: Readonly<Record<ControlKind, IconName>> = {
  muted: 'mute',
  soloed: 'solo',
  breaks: 'break',
  breakpoints: 'break',
}

/** What the undo of one item is called. */
const UNDO: Readonly<Record<ControlKind, string>> = {
  muted: 'Unmute',
  soloed: 'Stop soloing',
  breaks: 'Do not break on',
  breakpoints: 'Remove breakpoint',
}

/** Says what is muted, soloed or set to break, for as long as anything is, and undoes it. */
export function ControlBar(): ReactNode {
  useFrame()
  const { recorder, frames } = usePanel()
  const { control, recording } = recorder
  const { state } = control
  const groups = controlGroups(state, (id) => recording.listener(id)?.name)
  const ref = useRef<HTMLDivElement>(null)
  if (groups.length === 0) return null
  const change = (act: () => void): void => {
    const panel = ref.current?.closest('.panel')
    act()
    frames.ask()
    moveFocus(ref.current, panel, control)
  }
  const pauses = groups.some(({ kind }) => kind === 'breaks' || kind === 'breakpoints')
  return (
    <div ref={ref} className="control-bar" role="region" aria-label="What is muted, soloed or set to break">
      {groups.map((group) => (
        <Group key={group.kind} group={group} onUndo={(id) => change(() => undo(control, group.kind, id))} />
      ))}
      {state.passedOver > 0 && (
        <span className="control-note">
          {formatCount(state.passedOver)} {state.passedOver === 1 ? 'run' : 'runs'} passed over
        </span>
      )}
      {pauses && !state.canPause && (
        <span className="control-note">This build has no debugger statement: nothing will pause.</span>
      )}
      <button type="button" className="button button-outline" onClick={() => change(() => control.reset())}>
        Undo all
      </button>
    </div>
  )
}

/** A button goes with what it undid: the focus goes to one that stays, or to the view. */
function moveFocus(bar: HTMLElement | null, panel: Element | null | undefined, { state }: Control): void {
  const active = (bar?.getRootNode() as ShadowRoot | Document | undefined)?.activeElement
  const others = [...(bar?.querySelectorAll('button') ?? [])].filter((button) => button !== active)
  const isEmpty = controlGroups(state, () => undefined).length === 0
  const view = panel?.querySelector<HTMLElement>('.main-panel:not([hidden]) [tabindex="0"]')
  const next = isEmpty ? view : others.at(-1)
  next?.focus()
}

function Group({ group, onUndo }: { group: ControlGroup; onUndo: (id: number) => void }): ReactNode {
  const { kind, label, items, more } = group
  return (
    <div className={`control-group control-${kind}`} role="group" aria-label={label}>
      <Icon name={ICONS[kind]} />
      <span className="control-label">{label}:</span>
      {items.map((item) => (
        <span key={item.id} className="control-item">
          <span className="control-name" title={item.label}>
            {item.label}
          </span>
          <button
            type="button"
            className="button button-icon"
            aria-label={`${UNDO[kind]} ${item.label}`}
            title={`${UNDO[kind]} ${item.label}`}
            onClick={() => onUndo(item.id)}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {more > 0 && <span className="control-label">and {formatCount(more)} more</span>}
    </div>
  )
}

function undo(control: Control, kind: ControlKind, id: number): void {
  switch (kind) {
    case 'muted':
      return control.unmute(id)
    case 'soloed':
      return control.unsolo(id)
    case 'breaks':
      return control.cancelBreak(id)
    case 'breakpoints':
      return control.removeBreakpoint(id)
  }
}
