/** How often it takes the first place again, in a while: a page that does the same must not keep both at it for ever. */
const MAX_RAISES = 10
const WHILE_MS = 1_000

/**
 * Puts the host of a panel into the browser's top layer, over whatever `z-index` the page knows, and out of what it
 * transforms, filters or clips. Whatever the page opens there later, a dialog, a popover or full screen, comes over it,
 * and it over that again. It can be seen then; while a modal dialog of the page is open, or an element of it fills the
 * screen, browsers let nothing outside of that be used, which is what a window of its own is for.
 *
 * Without a top layer for everyone (browsers before 2024), its `z-index` has to do.
 * @returns what stops it
 */
export function keepOnTop(host: HTMLElement): () => void {
  if (typeof host.showPopover !== 'function') return () => undefined
  const { ownerDocument } = host
  const mayRaise = limited()
  host.popover = 'manual'
  // In a part of the page that is not in the document yet, it is not shown either.
  if (host.isConnected) host.showPopover()
  const raise = (): void => {
    if (!host.isConnected || !mayRaise()) return
    if (host.matches(':popover-open')) host.hidePopover()
    host.showPopover()
  }
  const onToggle = (event: Event): void => {
    // What floats in a panel is inside of its host; and two panels are not at war.
    const isPanel = (event.target as Partial<Element>).localName === host.localName
    if (!isPanel && (event as ToggleEvent).newState === 'open') raise()
  }
  // They do not bubble.
  ownerDocument.addEventListener('toggle', onToggle, { capture: true })
  ownerDocument.addEventListener('fullscreenchange', raise)
  return () => {
    ownerDocument.removeEventListener('toggle', onToggle, { capture: true })
    ownerDocument.removeEventListener('fullscreenchange', raise)
  }
}

/**
 * Puts a host back into the document when a page renders that anew, as React 18 does with one that it can't hydrate.
 * @returns what stops it
 */
export function keepInDocument(host: HTMLElement): () => void {
  const { ownerDocument } = host
  const { defaultView } = ownerDocument
  if (defaultView === null) return () => undefined
  const mayReturn = limited()
  const observer = new defaultView.MutationObserver(() => {
    const root = ownerDocument.documentElement as HTMLElement | null
    if (root === null || host.isConnected || !mayReturn()) return
    root.append(host)
    // Where there is no top layer, there is no such property either.
    if (host.popover === 'manual') host.showPopover()
    observer.observe(root, { childList: true })
  })
  observer.observe(ownerDocument, { childList: true })
  observer.observe(ownerDocument.documentElement, { childList: true })
  return () => observer.disconnect()
}

/** @returns whether it may be done once more */
function limited(): () => boolean {
  let times = 0
  let since = 0
  return () => {
    const now = performance.now()
    if (now - since > WHILE_MS) {
      since = now
      times = 0
    }
    return times++ < MAX_RAISES
  }
}
