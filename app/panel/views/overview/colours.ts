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
    rate: read('--overview-rate'),
    bad: read('--bad'),
    wait: read('--wait-bar'),
    task: read('--overview-task'),
    line: read('--line'),
    text: read('--text-faint'),
    font: style.font,
  }
  element.style.color = color
  return colours
}
