/** What the strip is painted with: a canvas knows no custom properties. */
export interface Colours {
  readonly rate: string
  readonly bad: string
  readonly wait: string
  readonly task: string
  readonly line: string
  readonly text: string
  readonly font: string
}

/** Reads the tokens as they are at an element. Slow: it makes the browser work out styles. */
export function readColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const { color } = element.style
  // A custom property is told as it was written, with `light-dark()`; a colour as what it comes to.
  const read = (token: string): string => {
    element.style.color = `var(${token})`
    return style.color
  }
  const colours = {
    rate: read('--es-overview-rate'),
    bad: read('--es-bad'),
    wait: read('--es-wait-bar'),
    task: read('--es-overview-task'),
    line: read('--es-line'),
    text: read('--es-text-faint'),
    font: style.font,
  }
  element.style.color = color
  return colours
}
