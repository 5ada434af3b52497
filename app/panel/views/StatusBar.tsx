import type { StackPolicy } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCost, formatCount, formatStacks, formatStep } from '../model/format.ts'
import { useFrame, usePanel } from '../store.ts'
import { DriverNews, SourcesButton } from './sources/SourcesButton.tsx'

const STACKS_TITLES: Readonly<Record<StackPolicy, string>> = {
  off: 'Where dispatch was called is not kept, and costs nothing. The recorder’s option stacks turns it on',
  listeners:
    'Where each listener was registered is kept; where dispatch was called is not: the setting stacks turns it on',
  sampled:
    'Where dispatch was called, kept for the first dispatch of an event and a sample: about 0.4 µs a dispatch',
  on: 'Where dispatch was called, kept for every one: about 8 µs each, many times what all else of recording takes',
}

/** Before so many events, what recording costs is what compiling it costs. */
const MIN_COST_EVENTS = 100

/** The recorder about itself, on one line, with what it records. */
export function StatusBar(): ReactNode {
  return (
    <>
      <Status sources={<SourcesButton />} />
      <DriverNews />
    </>
  )
}

function Status({ sources }: { sources: ReactNode }): ReactNode {
  useFrame()
  const { recorder } = usePanel()
  const stats = recorder.recording.stats()
  const { stacks } = recorder.recording
  return (
    <div className="statusbar" role="status" aria-label="Recorder status" aria-live="off">
      <span className={`live${recorder.paused ? ' live-paused' : ''}`}>
        <span className="dot" aria-hidden="true" />
        {recorder.paused ? 'Paused' : 'Recording'}
      </span>
      {sources}
      <Item label="rate" title="Dispatches in the last second" value={`${formatCount(stats.rate)}/s`} />
      <Item
        label="retained"
        title={`Dispatches kept; at most ${formatCount(recorder.recording.capacity)}`}
        value={formatCount(stats.retained)}
      />
      <Item
        label="dropped"
        title="Older dispatches given up to stay within the capacity"
        value={formatCount(stats.dropped)}
        mark={stats.dropped > 0 ? 'warn' : undefined}
      />
      <Item
        label="waiting"
        title="Dispatches with a listener that has not settled"
        value={formatCount(stats.waiting)}
        mark={stats.waiting > 0 ? 'wait' : undefined}
      />
      <Item
        label="errors"
        title="Failed runs of the dispatches kept"
        value={formatCount(stats.errors)}
        mark={stats.errors > 0 ? 'bad' : undefined}
      />
      <span className="toolbar-fill" />
      <Item
        label="recorder"
        title="What recording costs, measured on a sample of the last events, and told from the hundredth on: the first ones cost more, until the engine has compiled the recorder"
        value={
          stats.cost === undefined || stats.total < MIN_COST_EVENTS
            ? '–'
            : `${formatCost(stats.cost)} µs/event`
        }
      />
      <Item label="stacks" title={STACKS_TITLES[stacks]} value={formatStacks(stacks)} />
      <Item
        label="clock"
        title="The step of performance.now() on this page: shorter times can't be told from zero"
        value={formatStep(stats.clockStep)}
      />
    </div>
  )
}

interface ItemProps {
  readonly label: string
  readonly title: string
  readonly value: string
  readonly mark?: 'warn' | 'wait' | 'bad' | undefined
}

function Item({ label, title, value, mark }: ItemProps): ReactNode {
  return (
    <span className="stat" title={title}>
      <span className="stat-label">{label}</span>{' '}
      <span className={`stat-value${mark === undefined ? '' : ` stat-${mark}`}`}>{value}</span>
    </span>
  )
}
