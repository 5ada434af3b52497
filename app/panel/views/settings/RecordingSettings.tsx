import type { ReactNode, RefObject } from 'react'
import { formatCount } from '../../model/format.ts'
import {
  CAPTURE_POLICIES,
  droppedBy,
  MAX_CAPACITY,
  mayKeepReferences,
  MIN_CAPACITY,
  MUTATION_POLICIES,
  parseRedactions,
  redactionProblem,
  type RecorderSettings,
  STACK_POLICIES,
} from '../../model/recorder-settings.ts'
import { configureRecorder, useFrame, usePanel, usePanelState } from '../../store.ts'
import { DraftField } from './drafts.tsx'
import { Amount, Choice, Section, Setting } from './fields.tsx'

/** What the recorder keeps; it holds for what comes from now on. */
export function RecordingSettings({ firstRef }: { firstRef: RefObject<HTMLInputElement | null> }): ReactNode {
  useFrame()
  const panel = usePanel()
  const wanted = usePanelState((state) => state.recorder)
  const { capacity, capture, stacks, mutations } = panel.recorder.options
  const { redact = [] } = panel.pageOptions
  const change = (changes: RecorderSettings): void =>
    configureRecorder(panel, { ...panel.store.getState().recorder, ...changes })
  const byPage = redact.map((one) => (typeof one === 'string' ? one : 'a function'))
  const references = mayKeepReferences(panel.pageOptions) && (wanted.redact ?? []).length === 0
  return (
    <Section title="Recording">
      <Amount
        inputRef={firstRef}
        label="Capacity"
        hint={`Dispatches kept, ${formatCount(MIN_CAPACITY)} to ${formatCount(MAX_CAPACITY)}`}
        unit="dispatches"
        value={capacity}
        min={MIN_CAPACITY}
        max={MAX_CAPACITY}
        step={1_000}
        whole
        ask={(value) => {
          const dropped = droppedBy(value, panel.recorder.recording.stats().retained)
          if (dropped === 0) return undefined
          const dispatches = `${formatCount(dropped)} ${dropped === 1 ? 'dispatch' : 'dispatches'}`
          return {
            question: `The oldest ${dispatches} will be dropped.`,
            yes: `Drop ${formatCount(dropped)}`,
          }
        }}
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
          <DraftField
            labelledBy={ids.label}
            describedBy={ids.hint}
            className="text-input"
            text={wanted.redact?.join(', ') ?? ''}
            onCommit={(text) => {
              const redact = parseRedactions(text)
              const why = redact.map(redactionProblem).find((problem) => problem !== undefined)
              if (why !== undefined) return { kind: 'wrong', why }
              change({ redact })
              return { kind: 'taken' }
            }}
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
