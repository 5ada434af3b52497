import type { Control } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import type { ListenerControl } from '../../model/listeners/control-items.ts'
import { usePanel } from '../../store.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'

interface Action {
  readonly id: keyof ListenerControl
  readonly label: string
  readonly icon: IconName
  /** The key that does it in the list. */
  readonly key: string
  readonly title: string
  readonly turn: (control: Control, listener: number, on: boolean) => void
}

export const CONTROL_ACTIONS: readonly Action[] = [
  {
    id: 'muted',
    label: 'Mute',
    icon: 'mute',
    key: 'm',
    title: 'It is passed over from the next dispatch on',
    turn: (control, id, on) => void (on ? control.mute(id) : control.unmute(id)),
  },
  {
    id: 'soloed',
    label: 'Solo',
    icon: 'solo',
    key: 's',
    title: 'All other listeners of its event are passed over',
    turn: (control, id, on) => void (on ? control.solo(id) : control.unsolo(id)),
  },
  {
    id: 'breaks',
    label: 'Break on next run',
    icon: 'break',
    key: 'b',
    title: 'Pauses in the debugger right before it is called the next time',
    turn: (control, id, on) => void (on ? control.breakOnNextRun(id) : control.cancelBreak(id)),
  },
]

interface ControlButtonsProps {
  /** One registration, or several that are acted on together. */
  readonly listeners: readonly number[]
  readonly name: string
  /** A removed one can't be acted on. */
  readonly active: boolean
  readonly state: ListenerControl
  /** In a list, only icons, and reached by keys of the list instead of Tab. */
  readonly small?: boolean
}

/** What can be done to a listener for as long as the panel is open. */
export function ControlButtons({
  listeners,
  name,
  active,
  state,
  small = false,
}: ControlButtonsProps): ReactNode {
  const { recorder, frames } = usePanel()
  return (
    <span className="control-buttons" role="group" aria-label={`Control ${name}`}>
      {CONTROL_ACTIONS.map(({ id, label, icon, key, title, turn }) => (
        <button
          key={id}
          type="button"
          className={`button control-${id}${small ? ' button-icon button-small' : ' button-outline'}`}
          aria-label={label}
          aria-pressed={state[id]}
          title={small ? `${label} (${key}). ${title}` : title}
          tabIndex={small ? -1 : 0}
          disabled={!active}
          onClick={() => {
            for (const listener of listeners) turn(recorder.control, listener, !state[id])
            frames.ask()
          }}
        >
          <Icon name={icon} />
          {!small && label}
        </button>
      ))}
    </span>
  )
}
