import { NumberField } from '@base-ui/react/number-field'
import { Switch } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'
import { Segments } from '../../ui/Segments.tsx'

/** A group of settings with a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

interface SettingProps {
  readonly label: string
  /** What it does, or why it can't be changed. */
  readonly hint?: ReactNode
  readonly children: (ids: { readonly label: string; readonly hint: string }) => ReactNode
}

/** One setting: its label and hint, and what it is changed with. */
export function Setting({ label, hint, children }: SettingProps): ReactNode {
  const id = useId()
  const ids = { label: `${id}-label`, hint: `${id}-hint` }
  return (
    <div className="setting">
      <div className="setting-text">
        <span id={ids.label}>{label}</span>
        {hint !== undefined && (
          <span id={ids.hint} className="setting-hint">
            {hint}
          </span>
        )}
      </div>
      <div className="setting-control">{children(ids)}</div>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: Value
  readonly values: readonly Value[]
  readonly disabled?: readonly Value[]
  readonly onChange: (value: Value) => void
}

/** One of a few values. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { label, hint, value, values, disabled = [], onChange } = props
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <Segments
          labelledBy={ids.label}
          values={values}
          disabled={disabled}
          value={value}
          onChange={onChange}
        />
      )}
    </Setting>
  )
}

interface AmountProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly unit: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

/** A number with a unit; in force once it was typed whole. */
export function Amount({ label, hint, unit, onChange, ...range }: AmountProps): ReactNode {
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <NumberField.Root
          className="amount"
          {...range}
          onValueCommitted={(value) => value !== null && onChange(value)}
        >
          <NumberField.Input
            className="amount-input"
            aria-labelledby={ids.label}
            aria-describedby={hint === undefined ? undefined : ids.hint}
          />
          <span className="muted">{unit}</span>
        </NumberField.Root>
      )}
    </Setting>
  )
}

interface OnOffProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: boolean
  readonly disabled?: boolean
  readonly onChange: (value: boolean) => void
}

export function OnOff({ label, hint, value, disabled = false, onChange }: OnOffProps): ReactNode {
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <Switch.Root
          className="switch"
          aria-labelledby={ids.label}
          checked={value}
          disabled={disabled}
          onCheckedChange={onChange}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      )}
    </Setting>
  )
}
