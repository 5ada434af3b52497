import { elide } from '../../model/timeline/names.ts'

/** Widths that are kept at most. */
const MAX_WIDTHS = 4_000

/** Texts on a canvas, measured once each. */
export class Labels {
  private readonly widths = new Map<string, number>()

  constructor(
    private readonly context: CanvasRenderingContext2D,
    readonly font: string,
  ) {}

  width(text: string): number {
    const known = this.widths.get(text)
    if (known !== undefined) return known
    this.context.font = this.font
    const { width } = this.context.measureText(text)
    if (this.widths.size >= MAX_WIDTHS) this.widths.clear()
    this.widths.set(text, width)
    return width
  }

  /** As much of a text as fits. */
  fit(text: string, room: number): string {
    return elide(text, this.width(text), room)
  }
}
