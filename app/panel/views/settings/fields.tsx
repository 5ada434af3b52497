import { Switch } from '@base-ui/react/switch'
import { type ReactNode, type RefObject, useId } from 'react'
import { amountText, parseAmount } from '../../model/recorder-settings.ts'
import { Segments } from '../../ui/Segments.tsx'
import { DraftField } from './drafts.tsx'

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
  /** By how much the arrow keys change it. */
  readonly step: number
  /** Whether it has no fraction. */
  readonly whole?: boolean
  /** What is to be agreed to before a value is in force, if anything. */
  readonly ask?: (value: number) => { readonly question: string; readonly yes: string } | undefined
  readonly onChange: (value: number) => void
  readonly inputRef?: RefObject<HTMLInputElement | null>
}

/** A number with a unit; in force once it was typed whole. */
export function Amount(props: AmountProps): ReactNode {
  const { label, hint, unit, value, min, max, step, whole = false, ask, onChange, inputRef } = props
  const within = (amount: number): number => Math.min(max, Math.max(min, whole ? Math.round(amount) : amount))
  return (
    <Setting label={label} hint={hint}>
      {(ids) => (
        <span className="amount">
          <DraftField
            inputRef={inputRef}
            labelledBy={ids.label}
            describedBy={hint === undefined ? undefined : ids.hint}
            className="amount-input"
            inputMode="decimal"
            text={amountText(value)}
            onStep={(text, direction) => amountText(within((parseAmount(text) ?? value) + direction * step))}
            onCommit={(text) => {
              const amount = parseAmount(text)
              const range = `${amountText(min)} to ${amountText(max)}`
              if (amount === undefined || amount !== within(amount))
                return { kind: 'wrong', why: `A ${whole ? 'whole ' : ''}number, ${range}` }
              const question = amount === value ? undefined : ask?.(amount)
              if (question !== undefined) return { kind: 'asks', ...question, take: () => onChange(amount) }
              if (amount !== value) onChange(amount)
              return { kind: 'taken' }
            }}
          />
          <span className="muted">{unit}</span>
        </span>
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
