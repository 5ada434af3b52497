import type { DurationStats } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount, formatDuration } from '../../model/format.ts'
import { type DrawnBar, drawHistogram } from '../../model/listeners/histogram-bars.ts'

/** Of the drawing's own units: it is stretched to the place it has. */
const WIDTH = 100
const HEIGHT = 40
const GAP = 0.12

interface HistogramProps {
  readonly stats: DurationStats
  readonly kind: 'sync' | 'wait'
  readonly clockStep: number
}

/** How often which durations came, small enough for a cell. */
export function SmallHistogram({ stats, kind, clockStep }: HistogramProps): ReactNode {
  const { bars } = drawHistogram(stats)
  return (
    <svg
      className={`histogram histogram-${kind}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={spanText(stats, clockStep)}
    >
      {bars.map((bar) => (
        <Bar key={bar.left} bar={bar} />
      ))}
    </svg>
  )
}

/** The same with its axis, what each bar stands for, and where p50 and p95 are. */
export function LargeHistogram({ stats, kind, clockStep }: HistogramProps): ReactNode {
  const { bars, p50, p95 } = drawHistogram(stats)
  const first = bars[0]
  const last = bars.at(-1)
  const label = kind === 'sync' ? 'Synchronous' : 'Wait'
  return (
    <figure className="histogram-large">
      <figcaption>
        <strong>{label}</strong>
        <span>p50 {formatDuration(stats.p50, clockStep)}</span>
        <span>p95 {formatDuration(stats.p95, clockStep)}</span>
        <span>max {formatDuration(stats.max, clockStep)}</span>
        <span className="muted">sum {formatDuration(stats.sum, clockStep)}</span>
      </figcaption>
      <svg
        className={`histogram histogram-${kind}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${spanText(stats, clockStep)}`}
      >
        {bars.map((bar) => (
          <Bar key={bar.left} bar={bar}>
            <title>{`${formatDuration(bar.from, clockStep)} – ${formatDuration(bar.to, clockStep)}: ${formatCount(bar.count)}`}</title>
          </Bar>
        ))}
        <line className="quantile" x1={p50 * WIDTH} x2={p50 * WIDTH} y1="0" y2={HEIGHT} />
        <line className="quantile quantile-high" x1={p95 * WIDTH} x2={p95 * WIDTH} y1="0" y2={HEIGHT} />
      </svg>
      {first !== undefined && last !== undefined && (
        <div className={`histogram-axis${first.left > 0 ? ' histogram-axis-few' : ''}`} aria-hidden="true">
          <span>{formatDuration(first.from, clockStep)}</span>
          <span>{formatDuration(Math.min(last.to, stats.max), clockStep)}</span>
        </div>
      )}
    </figure>
  )
}

function Bar({ bar, children }: { bar: DrawnBar; children?: ReactNode }): ReactNode {
  return (
    <rect
      x={(bar.left + (bar.width * GAP) / 2) * WIDTH}
      width={bar.width * (1 - GAP) * WIDTH}
      y={(1 - bar.height) * HEIGHT}
      height={bar.height * HEIGHT}
    >
      {children}
    </rect>
  )
}

function spanText(stats: DurationStats, clockStep: number): string {
  const [p50, p95, max] = [stats.p50, stats.p95, stats.max].map((ms) => formatDuration(ms, clockStep))
  return `p50 ${p50}, p95 ${p95}, max ${max}`
}
