/** The tokens that a canvas draws with, by what they are for. */
const TOKENS = {
  bg: '--es-bg',
  raised: '--es-bg-raised',
  line: '--es-line',
  lineStrong: '--es-line-strong',
  text: '--es-text',
  muted: '--es-text-muted',
  faint: '--es-text-faint',
  accent: '--es-accent',
  onAccent: '--es-on-accent',
  bad: '--es-bad',
  onBad: '--es-on-bad',
  wait: '--es-wait-bar',
  band: '--es-bg-selected',
} as const

export type Colors = Readonly<Record<keyof typeof TOKENS, string>> & { readonly font: string }

/** Reads the tokens as they are under an element: a canvas does not know `var()` or `light-dark()`. */
export function readColors(element: HTMLElement): Colors {
  const probe = element.ownerDocument.createElement('span')
  probe.hidden = true
  element.append(probe)
  const computed = getComputedStyle(probe)
  const colors = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`
    return [name, computed.color] as const
  })
  const font = computed.fontFamily
  probe.remove()
  return { ...(Object.fromEntries(colors) as Record<keyof typeof TOKENS, string>), font }
}

/** Side of a tile of the hatch, px. */
const TILE = 6

/** A pattern of diagonal stripes, sharp on screens of any density. */
export function hatch(context: CanvasRenderingContext2D, color: string, dpr: number): CanvasPattern {
  const tile = new OffscreenCanvas(Math.round(TILE * dpr), Math.round(TILE * dpr))
  const side = tile.width
  const drawn = tile.getContext('2d')
  const pattern = (): CanvasPattern => {
    const made = context.createPattern(tile, 'repeat')
    if (made === null) throw new Error('The canvas gave no pattern')
    made.setTransform(new DOMMatrix().scale(1 / dpr))
    return made
  }
  if (drawn === null) return pattern()
  drawn.fillStyle = color
  drawn.globalAlpha = 0.22
  drawn.fillRect(0, 0, side, side)
  drawn.globalAlpha = 0.75
  drawn.strokeStyle = color
  drawn.lineWidth = 1.6 * dpr
  // Three strokes, so that the corners of neighbouring tiles meet.
  for (const shift of [-side, 0, side]) {
    drawn.beginPath()
    drawn.moveTo(shift - 1, side + 1)
    drawn.lineTo(shift + side + 1, -1)
    drawn.stroke()
  }
  return pattern()
}
