/** How a level is indented where there is room, and at least, px. */
const STEP = 14
const LEAST_STEP = 8
/** The share of the name's column that indents take at most. */
const INDENT_SHARE = 0.25
/** What is left of it in any case: the number of a level, the dot, and some 14 characters of event and id, px. */
const NAME_PX = 200
const PADDING = 20
const GAP = 8

/** The columns beside the name, from the width on that they need, px. */
const COLUMNS = [
  {
    from: 640,
    columns: ['62px', 'minmax(30px, 16%)', '128px'],
    taken: (width: number) => 190 + width * 0.16,
  },
  { from: 420, columns: ['60px', '116px'], taken: () => 176 },
  { from: 300, columns: ['116px'], taken: () => 116 },
  { from: 0, columns: [], taken: () => 0 },
] as const

/** How the lines of a tree of causes are laid out. */
export interface CauseLayout {
  /** The columns of a line, as CSS has them. */
  readonly template: string
  readonly hasOffset: boolean
  readonly hasTrack: boolean
  readonly hasTimes: boolean
  /** px for each level. */
  readonly step: number
  /** The deepest level that is indented more than the one above it; deeper ones are told by their number. */
  readonly lastIndented: number
}

/**
 * Lays the tree out for the room there is: what is less important is left out, and however deep it is, names stay
 * legible.
 * @param width of the tree, px
 * @param deepest level that is shown
 */
export function causeLayout(width: number, deepest: number): CauseLayout {
  const { columns, taken } = COLUMNS.find(({ from }) => width >= from) ?? COLUMNS[3]
  const name = width - PADDING - columns.length * GAP - taken(width - PADDING)
  const room = Math.max(0, Math.min(name * INDENT_SHARE, name - NAME_PX))
  const step = Math.min(STEP, Math.max(LEAST_STEP, room / Math.max(1, deepest - 1)))
  return {
    template: ['minmax(0, 1fr)', ...columns].join(' '),
    hasOffset: columns.length >= 2,
    hasTrack: columns.length >= 3,
    hasTimes: columns.length >= 1,
    step,
    // A hair more: the step was made to fit.
    lastIndented: 1 + Math.floor(room / step + 1e-9),
  }
}

/** How far a level is indented, px. */
export function indentOf({ step, lastIndented }: CauseLayout, level: number): number {
  return (Math.min(level, lastIndented) - 1) * step
}
