import type { Range } from '../../model/range.ts'
import type { Timeline } from '../../model/timeline/timeline.ts'
import { between, clampView, panBy, viewAround, zoomAt } from '../../model/timeline/viewport.ts'

/** How long a zoom takes that was asked for in one step, ms. */
const ZOOM_MS = 140

/** Where the user wants to look: at once by wheel and pointer, moving there by keys and buttons. */
export class Navigation {
  /** What was asked for since the last frame. */
  private wanted: Range | undefined
  private animation: { from: Range; to: Range; began: number } | undefined

  constructor(
    private readonly timeline: Timeline,
    private readonly window: Pick<Window, 'matchMedia'>,
    private readonly change: () => void,
  ) {}

  /** What is seen, or will be in the next frame. */
  get view(): Range {
    return this.wanted ?? this.timeline.view
  }

  /** The moment at a share of the width. */
  timeAt(share: number): number {
    const { from, to } = this.view
    return from + share * (to - from)
  }

  /** Shows a stretch, moving there unless motion is unwelcome. */
  glide(view: Range): void {
    const to = clampView(view, this.timeline.extent)
    if (this.window.matchMedia('(prefers-reduced-motion: reduce)').matches) return this.show(to)
    this.animation = { from: this.view, to, began: performance.now() }
    this.change()
  }

  /** Zooms by a factor; what is at `share` of the width stays there. */
  zoom(factor: number, share: number, smooth: boolean): void {
    const view = smooth ? this.goal : this.view
    this.move(zoomAt(view, view.from + share * (view.to - view.from), factor, this.timeline.extent), smooth)
  }

  /** Moves by a share of what is seen. */
  pan(share: number, smooth: boolean): void {
    const view = smooth ? this.goal : this.view
    this.move(panBy(view, share * (view.to - view.from), this.timeline.extent), smooth)
  }

  showAll(): void {
    this.glide(this.timeline.extent)
  }

  /** Zooms to a dispatch. */
  showRow(row: number): void {
    const span = this.timeline.spanOf([row])
    if (span !== undefined) this.glide(viewAround(span.from, span.to, this.timeline.extent))
  }

  /** Zooms to the selection, or to its whole chain while that is folded. */
  showSelection(): void {
    const { path, folded, extent } = this.timeline
    if (path === undefined) return
    const span = this.timeline.spanOf(folded ? path.rows : [path.selected])
    if (span !== undefined) this.glide(viewAround(span.from, span.to, extent))
  }

  /** What is to be shown from now on, if that has changed: what was asked for, or the next step of a movement. */
  take(now: number): Range | undefined {
    const { animation } = this
    if (animation !== undefined) {
      const share = Math.min(1, (now - animation.began) / ZOOM_MS)
      this.wanted = between(animation.from, animation.to, 1 - (1 - share) ** 3)
      if (share === 1) this.animation = undefined
      else this.change()
    }
    const { wanted } = this
    this.wanted = undefined
    return wanted
  }

  /** Forgets what is under way. */
  stop(): void {
    this.animation = undefined
    this.wanted = undefined
  }

  private move(view: Range, smooth: boolean): void {
    if (smooth) this.glide(view)
    else this.show(view)
  }

  private show(view: Range): void {
    this.animation = undefined
    this.wanted = view
    this.change()
  }

  /** Where a movement that is under way will end. */
  private get goal(): Range {
    return this.animation?.to ?? this.view
  }
}
