/** Browsers cut higher elements off: Chromium at 33.5 million device pixels, which may be three for a px. */
const MAX_HEIGHT = 8_000_000
/** How far the bar may be from where it belongs, px. */
const SLACK = 200

/**
 * The scroll bar of a list that may be higher than an element can be. While it is not, the bar is where the list
 * is. Above that a small step moves the list by as much as the bar, and a jump to the same share of it.
 */
export class ScrollBar {
  /** Where the bar is, px. */
  at = 0
  private content = 0
  private view = 0

  /** The heights of the whole list and of what is seen of it, px. */
  resize(content: number, view: number): void {
    this.content = content
    this.view = view
  }

  /** The height of the element that is scrolled, px. */
  get height(): number {
    return Math.min(this.content, MAX_HEIGHT)
  }

  /** How far the list can be scrolled, px. */
  get listEnd(): number {
    return Math.max(0, this.content - this.view)
  }

  isAtEnd(at: number): boolean {
    return at >= this.end - 1
  }

  /** The list is there: moves the bar, where it has to be moved. */
  follow(list: number): void {
    const share = this.listEnd === 0 ? 0 : list / this.listEnd
    // Whole px: rows would be blurred, for browsers scroll by whole ones.
    const place = this.fits ? list : Math.round(share * this.end)
    // At an edge the user could not scroll on.
    const stuck = (this.at <= 0 && list > 0) || (this.isAtEnd(this.at) && list < this.listEnd)
    const beyond = list <= 0 || list >= this.listEnd
    if (this.fits || stuck || beyond || Math.abs(place - this.at) > SLACK) this.at = place
  }

  /** The user has moved the bar to a place while the list was at another; returns where the list is now. */
  move(to: number, list: number): number {
    const step = to - this.at
    this.at = to
    if (this.fits) return to
    if (to <= 0) return 0
    if (this.isAtEnd(to)) return this.listEnd
    const moved = Math.abs(step) < 2 * this.view ? list + step : (to / this.end) * this.listEnd
    return Math.min(Math.max(0, moved), this.listEnd)
  }

  private get fits(): boolean {
    return this.content <= MAX_HEIGHT
  }

  private get end(): number {
    return Math.max(0, this.height - this.view)
  }
}
