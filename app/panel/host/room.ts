import type { Dock } from '../model/settings.ts'

/** The sides of a page that a panel can cover. */
export type Side = Exclude<Dock, 'window'>

/**
 * Tells a page how much of it is covered, so that it can leave room: `--eventscope-dock-bottom`, `-right` and `-left`,
 * lengths that are there while a panel is docked at that side. They are said by a sheet without an element: an attribute
 * of `<html>` would be a difference to what a server has rendered.
 */
export class Room {
  private sheet: CSSStyleSheet | undefined

  constructor(private readonly document: Document) {}

  /** @param size what is covered, px */
  cover(side: Side, size: number): void {
    const Sheet = this.document.defaultView?.CSSStyleSheet
    // Where the browser has no such sheets, the page is not told.
    if (Sheet?.prototype.replaceSync === undefined) return
    this.sheet ??= new Sheet()
    // On paper there is no panel.
    this.sheet.replaceSync(`@media not print { :root { --eventscope-dock-${side}: ${Math.round(size)}px } }`)
    const sheets = this.document.adoptedStyleSheets
    if (!sheets.includes(this.sheet)) this.document.adoptedStyleSheets = [...sheets, this.sheet]
  }

  /** Nothing is covered any more. */
  clear(): void {
    if (this.sheet === undefined) return
    const sheets = this.document.adoptedStyleSheets
    this.document.adoptedStyleSheets = sheets.filter((sheet) => sheet !== this.sheet)
    this.sheet = undefined
  }
}
