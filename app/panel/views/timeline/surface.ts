import type { Recording } from 'eventscope/recorder'
import { ListenerNames } from '../../model/timeline/names.ts'
import type { Timeline } from '../../model/timeline/timeline.ts'
import { type Colors, hatch, readColors } from './colors.ts'
import { paint } from './paint.ts'
import { AXIS_HEIGHT, type Brush, TOP_PADDING } from './scene.ts'
import { Labels } from './text.ts'
import { windowOf } from '../../ui/window-of.ts'

/** What of a frame is not the timeline's own. */
export interface Look {
  readonly top: number
  readonly detail: number
  readonly hoverRow: number
  readonly cursorX: number | undefined
  readonly brush: Brush | undefined
}

/** The canvas: its size in device pixels, its colours and fonts. */
export class Surface {
  width = 0
  height = 0
  private dpr = 1
  private readonly context: CanvasRenderingContext2D
  private readonly names: ListenerNames
  private style: ReturnType<Surface['makeStyle']> | undefined

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly recording: Recording,
  ) {
    // Opaque: text is drawn sharper, and nothing lies behind.
    const context = canvas.getContext('2d', { alpha: false })
    if (context === null) throw new Error('This browser gives no 2D canvas')
    this.context = context
    this.names = new ListenerNames(recording)
  }

  /** @returns whether the size is another one */
  resize(width: number, height: number): boolean {
    const dpr = windowOf(this.canvas).devicePixelRatio
    if (width === this.width && height === this.height && dpr === this.dpr) return false
    this.width = width
    this.height = height
    this.dpr = dpr
    this.canvas.width = Math.max(1, Math.round(width * dpr))
    this.canvas.height = Math.max(1, Math.round(height * dpr))
    this.canvas.style.width = `${width}px`
    this.canvas.style.height = `${height}px`
    this.style = undefined
    return true
  }

  /** Whether the page was zoomed, or moved to another screen: no size in px tells of that. */
  get isBlurred(): boolean {
    return windowOf(this.canvas).devicePixelRatio !== this.dpr
  }

  /** Colours have changed: they are read again. */
  restyle(): void {
    this.style = undefined
  }

  /** Height of what is below the axis, px. */
  get lanesHeight(): number {
    return Math.max(0, this.height - AXIS_HEIGHT)
  }

  draw(timeline: Timeline, look: Look): void {
    const { context, recording, width } = this
    if (width === 0 || this.height === 0) return
    this.style ??= this.makeStyle()
    context.setTransform(this.dpr, 0, 0, this.dpr, 0, 0)
    const { view, geometry } = timeline
    const scale = width / (view.to - view.from)
    paint({
      ...this.style,
      ...look,
      context,
      recording,
      columns: recording.columns,
      timeline,
      names: this.names,
      timeOrigin: recording.timeOrigin,
      now: recording.now(),
      width,
      height: this.lanesHeight,
      x: (time) => (time - view.from) * scale,
      y: (lane) => geometry.topOf(lane) - look.top + TOP_PADDING,
    })
  }

  private makeStyle() {
    const { context, canvas, dpr } = this
    const colors: Colors = readColors(canvas.parentElement ?? canvas)
    return {
      colors,
      labels: new Labels(context, `11px ${colors.font}`),
      runLabels: new Labels(context, `10px ${colors.font}`),
      waits: hatch(context, colors.wait, dpr),
      failedWaits: hatch(context, colors.bad, dpr),
    }
  }
}
