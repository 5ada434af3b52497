interface Fitting {
  readonly width: number
  readonly givesWay?: number
}

/**
 * The columns that there is room for: others give way, the lowest first, until what is left fits or none gives way.
 * @param room px
 */
export function fitColumns<Column extends Fitting>(
  columns: readonly Column[],
  room: number,
): readonly Column[] {
  let left = columns.reduce((sum, { width }) => sum + width, 0)
  const gone = new Set<Column>()
  const giving = columns.filter(({ givesWay }) => givesWay !== undefined)
  for (const column of giving.sort((a, b) => a.givesWay! - b.givesWay!)) {
    if (left <= room) break
    gone.add(column)
    left -= column.width
  }
  return gone.size === 0 ? columns : columns.filter((column) => !gone.has(column))
}

/** The widths of columns as a grid's template, and their sum, px. */
export function templateOf(
  columns: readonly { readonly width: number; readonly grows?: boolean }[],
  actions: number,
): { readonly template: string; readonly width: number } {
  const tracks = columns.map(({ width, grows }) => (grows ? `minmax(${width}px, ${width}fr)` : `${width}px`))
  if (actions > 0) tracks.push(`${actions}px`)
  return { template: tracks.join(' '), width: columns.reduce((sum, { width }) => sum + width, actions) }
}
