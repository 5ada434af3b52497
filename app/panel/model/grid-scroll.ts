import type { RowIndex } from './row-index.ts'

/** Height of a row of the grid and of its header, px: the style sheet has the same. */
export const ROW_HEIGHT = 24
/** Rows rendered beyond the edges of the view: while following live all of them change with every frame. */
const OVERSCAN = 8
const OVERSCAN_FOLLOWING = 2

export interface GridWindow {
  /** Where the grid has to be scrolled to, px. */
  readonly top: number
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
  private top = 0
  private height = 0
  private anchorRow = -1
  private anchorOffset = 0

  constructor(private readonly rows: Pick<RowIndex, 'length' | 'rowAt' | 'indexOf'>) {}

  /** The grid's inner height has changed, px. */
  resize(height: number): void {
    this.height = height
  }

  /** Whether a scroll position is the one that `layout` asked for. */
  isOwn(top: number): boolean {
    return Math.abs(top - this.top) <= 1
  }

  isAtEnd(top: number): boolean {
    return top >= this.max - 1
  }

  /** The user has scrolled. */
  moveTo(top: number): void {
    this.top = top
    this.anchor()
  }

  /** Scrolls as little as shows a row whole, under the header. */
  reveal(row: number): void {
    const index = this.rows.indexOf(row)
    if (index < 0) return
    const start = index * ROW_HEIGHT
    const visible = Math.max(ROW_HEIGHT, this.height - ROW_HEIGHT)
    if (start < this.top) this.moveTo(start)
    else if (start + ROW_HEIGHT > this.top + visible) this.moveTo(start + ROW_HEIGHT - visible)
  }

  /** How many whole rows are in view. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.height / ROW_HEIGHT) - 2)
  }

  layout(following: boolean): GridWindow {
    const index = following || this.anchorRow < 0 ? -1 : this.rows.indexOf(this.anchorRow)
    const wanted = following ? this.max : index < 0 ? this.top : index * ROW_HEIGHT + this.anchorOffset
    const top = Math.min(Math.max(0, wanted), this.max)
    this.top = top
    if (following || index < 0) this.anchor()
    const overscan = following ? OVERSCAN_FOLLOWING : OVERSCAN
    return {
      top,
      from: Math.max(0, Math.floor(top / ROW_HEIGHT) - overscan),
      to: Math.min(this.rows.length, Math.ceil((top + this.height) / ROW_HEIGHT) + overscan),
    }
  }

  private get max(): number {
    return Math.max(0, (this.rows.length + 1) * ROW_HEIGHT - this.height)
  }

  private anchor(): void {
    // At the very top nothing is held: what comes in there is what the user wants to see.
    this.anchorRow = this.top <= 0 ? -1 : this.rows.rowAt(Math.floor(this.top / ROW_HEIGHT))
    this.anchorOffset = this.top % ROW_HEIGHT
  }
}
