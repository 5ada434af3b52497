import css from '../panel.css?inline'
import { keepEvents } from './keep-events.ts'

/** How a surface is made. */
export interface SurfaceOptions {
  /** For a browser that takes the style sheet only as an element, where the page's policy asks for a nonce. */
  readonly nonce?: string | undefined
  /** What it is put into; `<html>` unless told. */
  readonly parent?: Element | ShadowRoot | undefined
}

/** What a panel is rendered into: a root of its own, that no style of the page gets into, nor any of the panel's out of. */
export interface Surface {
  readonly host: HTMLElement
  /** Where menus, dialogs and other things that float are put. */
  readonly shadow: ShadowRoot
  /** What React renders into. */
  readonly mountPoint: HTMLElement
  /** Takes it out of the document. */
  remove(): void
}

/** The element that a panel's shadow root hangs on, in a page or in a window of its own. */
export const HOST_NAME = 'eventscope-dock'
/** The element of a panel that is part of a page's own content. */
export const BOX_NAME = 'eventscope-panel'

/**
 * Makes what a panel is rendered into, over all of a document: its pixels but those of the panel are the page's.
 * @example
 * const surface = createSurface(popup.document)
 * createRoot(surface.mountPoint).render(<PanelView panel={createPanel(recorder, surface.shadow)} />)
 */
export function createSurface(document: Document, options: SurfaceOptions = {}): Surface {
  // Not in the body: a page that transforms or hides it would take the panel along, and one that renders it anew
  // would find a stranger in it.
  return surfaceOn(document.createElement(HOST_NAME), options.parent ?? document.documentElement, options)
}

/** Makes what a panel is rendered into, filling an element of the page. */
export function createBox(parent: Element, options: Pick<SurfaceOptions, 'nonce'> = {}): Surface {
  return surfaceOn(parent.ownerDocument.createElement(BOX_NAME), parent, options)
}

function surfaceOn(
  host: HTMLElement,
  parent: Element | ShadowRoot,
  { nonce }: Pick<SurfaceOptions, 'nonce'>,
): Surface {
  keepEvents(host)
  const shadow = host.attachShadow({ mode: 'open' })
  const mountPoint = host.ownerDocument.createElement('div')
  mountPoint.className = 'mount'
  mountPoint.lang = 'en'
  mountPoint.dir = 'ltr'
  // A translated page would have its words put where React has its own.
  mountPoint.translate = false
  addStyles(shadow, nonce)
  shadow.append(mountPoint)
  parent.append(host)
  return { host, shadow, mountPoint, remove: () => host.remove() }
}

/** A sheet without an element needs no leave of a content security policy. It has to be of its document's own window. */
function addStyles(shadow: ShadowRoot, nonce: string | undefined): void {
  const { ownerDocument } = shadow
  const Sheet = ownerDocument.defaultView?.CSSStyleSheet
  try {
    if (Sheet === undefined) throw new TypeError('The document has no window')
    const sheet = new Sheet()
    sheet.replaceSync(css)
    shadow.adoptedStyleSheets = [sheet]
  } catch {
    const style = ownerDocument.createElement('style')
    if (nonce !== undefined) style.nonce = nonce
    style.textContent = css
    shadow.append(style)
  }
}
