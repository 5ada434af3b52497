/** Texts padded to one width, flush left. */
export function alignLeft(texts: readonly string[]): string[] {
  return texts.map((text) => text.padEnd(widest(texts)))
}

/** Texts padded to one width, flush right, as numbers are read. */
export function alignRight(texts: readonly string[]): string[] {
  return texts.map((text) => text.padStart(widest(texts)))
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}
