import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'

interface SegmentsProps<Value extends string> {
  /** What is chosen, for screen readers; or `labelledBy`. */
  readonly label?: string
  readonly labelledBy?: string
  readonly values: readonly Value[]
  /** What each is called, unless that is the value itself. */
  readonly labels?: Readonly<Record<Value, ReactNode>>
  readonly disabled?: readonly Value[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few values, side by side. */
export function Segments<Value extends string>(props: SegmentsProps<Value>): ReactNode {
  const { label, labelledBy, values, labels, disabled = [], value, onChange } = props
  return (
    <ToggleGroup
      className="segments"
      value={[value]}
      aria-label={label}
      aria-labelledby={labelledBy}
      // The one that is chosen can't be taken back, only another be chosen.
      onValueChange={([chosen]: Value[]) => chosen !== undefined && onChange(chosen)}
    >
      {values.map((one) => (
        <Toggle key={one} value={one} className="segment" disabled={disabled.includes(one)}>
          {labels?.[one] ?? one}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
