import type { KeyboardEvent, ReactNode } from 'react'
import { formatDuration, formatTimeOfDay } from '../../model/format.ts'
import { chosenOf, placeOf, type Strip } from '../../model/overview/brush.ts'
import type { Held } from '../../model/overview/keys.ts'
import { placeLabel } from '../../model/overview/label.ts'
import { usePanel } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'

interface OverviewWindowProps {
  readonly strip: Strip
  readonly onKeyDown: (event: KeyboardEvent, held: Held) => void
  /** All is to be shown. */
  readonly onAll: () => void
}

/** What is chosen of the strip: what is outside is dimmed, and its ends can be moved. */
export function OverviewWindow({ strip, onKeyDown, onAll }: OverviewWindowProps): ReactNode {
  const { timeOrigin } = usePanel().recorder.recording
  const { bounds, width, range } = strip
  const { from, to } = chosenOf(strip)
  // What is told is what was chosen, also where a part of it has left the strip.
  const told = range ?? bounds
  const left = placeOf(strip, from)
  const right = placeOf(strip, to)
  const timeOf = (time: number): string => formatTimeOfDay(timeOrigin + time)
  const slider = (held: Held, label: string, now: number, text: string) => ({
    role: 'slider',
    tabIndex: 0,
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': Math.round(bounds.to - bounds.from),
    'aria-valuenow': Math.round(now - bounds.from),
    'aria-valuetext': text,
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, held),
  })
  const all = range === undefined
  const span = range === undefined ? undefined : formatDuration(range.to - range.from, 0)
  return (
    <>
      <div className="overview-shade" style={{ left: 0, width: left }} />
      <div className="overview-shade" style={{ left: right, right: 0 }} />
      <div
        className="overview-window"
        style={{ left, width: Math.max(1, right - left) }}
        {...slider(
          'range',
          'Shown range',
          (from + to) / 2,
          all ? 'All' : `${timeOf(told.from)} to ${timeOf(told.to)}, ${span}`,
        )}
      />
      <div
        className="overview-handle overview-from"
        style={{ left }}
        {...slider('from', 'Start of range', from, all ? 'Start of the recording' : timeOf(told.from))}
      />
      <div
        className="overview-handle overview-to"
        style={{ left: right }}
        {...slider('to', 'End of range', to, all ? 'End of the recording' : timeOf(told.to))}
      />
      {span !== undefined && (
        <div
          className="overview-label"
          style={{ left: placeLabel(left, right, width) }}
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {span}
          <button
            type="button"
            className="button button-icon overview-all"
            aria-label="Show all"
            title="Show all (double click, or Esc)"
            onClick={onAll}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </>
  )
}
