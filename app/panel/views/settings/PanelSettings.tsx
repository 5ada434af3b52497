import type { ReactNode } from 'react'
import { COLUMNS } from '../../columns.tsx'
import { DENSITIES, THEMES } from '../../model/settings.ts'
import { usePanel, usePanelState } from '../../store.ts'
import { Amount, Choice, OnOff, Section } from './fields.tsx'

/** Longest threshold, ms. */
const MAX_THRESHOLD = 600_000

export function ThresholdSettings(): ReactNode {
  const { store } = usePanel()
  const slowMs = usePanelState((state) => state.slowMs)
  const longWaitMs = usePanelState((state) => state.longWaitMs)
  return (
    <Section title="Thresholds">
      <Amount
        label="Slow from"
        hint="Synchronous time of a listener or a dispatch; 16 ms is one frame"
        unit="ms"
        value={slowMs}
        min={0}
        max={MAX_THRESHOLD}
        step={1}
        onChange={(value) => store.setState({ slowMs: value })}
      />
      <Amount
        label="Long wait from"
        hint="How long something may be pending before the overview marks it"
        unit="ms"
        value={longWaitMs}
        min={0}
        max={MAX_THRESHOLD}
        step={100}
        onChange={(value) => store.setState({ longWaitMs: value })}
      />
    </Section>
  )
}

export function LookSettings(): ReactNode {
  const { store } = usePanel()
  const theme = usePanelState((state) => state.theme)
  const density = usePanelState((state) => state.density)
  const overview = usePanelState((state) => state.overview)
  return (
    <Section title="Look">
      <Choice
        label="Theme"
        value={theme}
        values={THEMES}
        onChange={(value) => store.setState({ theme: value })}
      />
      <Choice
        label="Density"
        value={density}
        values={DENSITIES}
        onChange={(value) => store.setState({ density: value })}
      />
      <OnOff
        label="Overview"
        hint="The strip of the whole recording over the views"
        value={overview}
        onChange={(value) => store.setState({ overview: value })}
      />
    </Section>
  )
}

export function ColumnSettings(): ReactNode {
  const { store } = usePanel()
  const hidden = usePanelState((state) => state.hiddenColumns)
  return (
    <Section title="Columns of the events">
      {COLUMNS.map(({ id, label, title }) => (
        <OnOff
          key={id}
          label={label}
          hint={title}
          value={!hidden.includes(id)}
          disabled={id === 'event'}
          onChange={(shown) =>
            store.setState({
              hiddenColumns: shown ? hidden.filter((other) => other !== id) : [...hidden, id],
            })
          }
        />
      ))}
    </Section>
  )
}
