import type { RowIndex } from './row-index.ts'
import { ScrollBar } from './scroll-bar.ts'
import type { Density } from './settings.ts'

/** Height of a row of the grid and of its header, px: the style sheet has the same. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 24, comfortable: 30 }
/** Rows rendered beyond the edges of the view: while following live all of them change with every frame. */
const OVERSCAN = 8
const OVERSCAN_FOLLOWING = 2

export interface GridWindow {
  /** Where the grid has to be scrolled to, px. */
  readonly top: number
  /** The height of all rows, px, or as much of it as a browser can scroll. */
  readonly height: number
  /** How far down rows have to be moved from their place in the list, px. */
  readonly shift: number
  /** The first place to render, and one past the last. */
  readonly from: number
  readonly to: number
}

/**
 * Where the grid is scrolled to, decided before it is rendered, so that rows and scroll position change in the
 * same frame: at the newest row while following, else where the user left it, held by the row at the top while
 * older rows drop out and others come to match.
 */
export class GridScroll {
  private rowHeight = ROW_HEIGHTS.compact
  /** Where the list is, px; the bar of a long one is elsewhere. */
  private top = 0
  private height = 0
  private readonly bar = new ScrollBar()
  private anchorRow = -1
  private anchorOffset = 0

  constructor(private readonly rows: Pick<RowIndex, 'length' | 'rowAt' | 'indexOf'>) {}

  /** The grid's inner height has changed, px. If the row `kept` was in view, it still is. */
  resize(height: number, kept = -1): void {
    const wasInView = this.isInView(kept)
    this.height = height
    if (wasInView) this.reveal(kept)
  }

  /** Whether a scroll position is the one that `layout` asked for. */
  isOwn(at: number): boolean {
    return Math.abs(at - this.bar.at) <= 1
  }

  isAtEnd(at: number): boolean {
    this.measure()
    return this.bar.isAtEnd(at)
  }

  /** The user has scrolled. */
  moveTo(at: number): void {
    this.measure()
    this.place(this.bar.move(at, this.top))
  }

  /** Scrolls as little as shows a row whole, under the header. */
  reveal(row: number): void {
    const index = this.rows.indexOf(row)
    if (index < 0) return
    const start = index * this.rowHeight
    const visible = Math.max(this.rowHeight, this.height - this.rowHeight)
    if (start < this.top) this.place(start)
    else if (start + this.rowHeight > this.top + visible) this.place(start + this.rowHeight - visible)
  }

  private isInView(row: number): boolean {
    const index = this.rows.indexOf(row)
    const start = index * this.rowHeight
    return index >= 0 && start + this.rowHeight > this.top && start < this.top + this.height - this.rowHeight
  }

  /** How many whole rows are in view. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight) - 2)
  }

  /** @param rowHeight px; what is held at the top stays there when it changes */
  layout(following: boolean, rowHeight: number = this.rowHeight): GridWindow {
    this.rowHeight = rowHeight
    this.measure()
    const { bar } = this
    const end = bar.listEnd
    const index = following || this.anchorRow < 0 ? -1 : this.rows.indexOf(this.anchorRow)
    const wanted = following ? end : index < 0 ? this.top : index * this.rowHeight + this.anchorOffset
    const top = Math.min(Math.max(0, wanted), end)
    this.top = top
    if (following || index < 0) this.anchor()
    bar.follow(top)
    const overscan = following ? OVERSCAN_FOLLOWING : OVERSCAN
    return {
      top: bar.at,
      height: Math.max(0, bar.height - this.rowHeight),
      shift: bar.at - top,
      from: Math.max(0, Math.floor(top / this.rowHeight) - overscan),
      to: Math.min(this.rows.length, Math.ceil((top + this.height) / this.rowHeight) + overscan),
    }
  }

  private measure(): void {
    // The header scrolls along.
    this.bar.resize((this.rows.length + 1) * this.rowHeight, this.height)
  }

  private place(top: number): void {
    this.top = top
    this.anchor()
  }

  private anchor(): void {
    // At the very top nothing is held: what comes in there is what the user wants to see.
    this.anchorRow = this.top <= 0 ? -1 : this.rows.rowAt(Math.floor(this.top / this.rowHeight))
    this.anchorOffset = this.top % this.rowHeight
  }
}
