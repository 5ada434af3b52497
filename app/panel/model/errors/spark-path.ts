/** What little there is shows as well, as a share of the height. */
const LEAST = 0.15
/** Space on each side of a bar, as a share of its part. */
const GAP = 0.1

/** A bar for each part with something in it: one unit wide each, the highest as high as the drawing. */
export function sparkPath(perBin: readonly number[], height: number): string {
  const most = Math.max(...perBin, 1)
  const bars = perBin.map((count, at) => {
    if (count === 0) return ''
    const high = Math.max(LEAST, count / most) * height
    return `M${at + GAP} ${height}v${-high}h${1 - 2 * GAP}v${high}z`
  })
  return bars.join('')
}
