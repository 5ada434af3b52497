import type { ReactNode } from 'react'
import { formatCount } from '../../model/format.ts'
import {
  CAPTURE_POLICIES,
  MAX_CAPACITY,
  mayKeepReferences,
  MIN_CAPACITY,
  MUTATION_POLICIES,
  parseRedactions,
  type RecorderSettings,
  STACK_POLICIES,
} from '../../model/recorder-settings.ts'
import { configureRecorder, useFrame, usePanel, usePanelState } from '../../store.ts'
import { Amount, Choice, Section, Setting } from './fields.tsx'

/** What the recorder keeps; it holds for what comes from now on. */
export function RecordingSettings(): ReactNode {
  useFrame()
  const panel = usePanel()
  const wanted = usePanelState((state) => state.recorder)
  const { capacity, capture, stacks, mutations } = panel.recorder.options
  const { redact = [] } = panel.pageOptions
  const change = (changes: RecorderSettings): void => configureRecorder(panel, { ...wanted, ...changes })
  const byPage = redact.map((one) => (typeof one === 'string' ? one : 'a function'))
  const references = mayKeepReferences(panel.pageOptions) && (wanted.redact ?? []).length === 0
  return (
    <Section title="Recording">
      <Amount
        label="Capacity"
        hint={`Dispatches kept, ${formatCount(MIN_CAPACITY)} to ${formatCount(MAX_CAPACITY)}; fewer drops the oldest at once`}
        unit="dispatches"
        value={capacity}
        min={MIN_CAPACITY}
        max={MAX_CAPACITY}
        step={1_000}
        onChange={(value) => change({ capacity: value })}
      />
      <Choice
        label="Payloads"
        hint={
          references
            ? 'Kept as a bounded copy, by reference (then they show what they are now), or not at all'
            : 'Not by reference, for something is left out of them'
        }
        value={capture}
        values={CAPTURE_POLICIES}
        disabled={references ? [] : ['reference']}
        onChange={(value) => change({ capture: value })}
      />
      <Setting
        label="Left out of payloads"
        hint={`Keys or paths, as password, card.*${byPage.length > 0 ? `. The page leaves out: ${byPage.join(', ')}` : ''}`}
      >
        {(ids) => (
          <input
            key={wanted.redact?.join() ?? ''}
            type="text"
            className="text-input"
            aria-labelledby={ids.label}
            aria-describedby={ids.hint}
            spellCheck={false}
            autoComplete="off"
            defaultValue={wanted.redact?.join(', ') ?? ''}
            onBlur={(event) => change({ redact: parseRedactions(event.target.value) })}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        )}
      </Setting>
      <Choice
        label="Stacks"
        hint="Where things were called: nowhere, where listeners were registered, and of one dispatch in 32 or all (8 µs each)"
        value={stacks}
        values={STACK_POLICIES}
        onChange={(value) => change({ stacks: value })}
      />
      <Choice
        label="Changed payloads"
        hint="Looks after each run whether it changed the payload: of events up to 200 times a second, or always"
        value={mutations}
        values={MUTATION_POLICIES}
        onChange={(value) => change({ mutations: value })}
      />
    </Section>
  )
}
