import type { ReactNode } from 'react'

/** One column of a list. */
export interface ListColumn<Item, Context, Column extends string> {
  readonly id: Column
  readonly label: string
  readonly title: string
  readonly width: number
  /** Numbers are set flush right. */
  readonly numeric?: boolean
  /** Takes what width the others leave. */
  readonly grows?: boolean
  /** It has no order. */
  readonly unsorted?: boolean
  render(item: Item, context: Context): ReactNode
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
