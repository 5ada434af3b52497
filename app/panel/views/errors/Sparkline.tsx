import type { ReactNode } from 'react'
import { sparkPath } from '../../model/errors/spark-path.ts'

/** Height of the drawing in its own units: it is stretched to the place it has. */
const HEIGHT = 16

/** How many in each part of a time. */
export function Sparkline({ perBin }: { perBin: readonly number[] }): ReactNode {
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${perBin.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={sparkPath(perBin, HEIGHT)} />
    </svg>
  )
}
