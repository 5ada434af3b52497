/** The room that the label of a range takes at most, px: the style sheet cuts it there. */
export const LABEL_PX = 96
/** Between the label and the range's ends, px. */
const GAP = 8

/** Where the middle of a range's label is, px: in the range if it fits, else beside it. */
export function placeLabel(left: number, right: number, width: number): number {
  const half = LABEL_PX / 2
  if (right - left >= LABEL_PX + 2 * GAP) return (left + right) / 2
  if (right + GAP + LABEL_PX <= width) return right + GAP + half
  if (left - GAP - LABEL_PX >= 0) return left - GAP - half
  return Math.max(half, Math.min((left + right) / 2, width - half))
}
