/**
 * Undoes what `zoom` of the page's root does to a host, the one thing that even the top layer inherits. It says so by a
 * custom property, which the host's own sheet heeds: those two, no rule of the page comes before.
 * @returns what stops it
 */
export function undoZoom(host: HTMLElement): () => void {
  const { documentElement, defaultView } = host.ownerDocument
  const undo = (): void => {
    // Browsers that do not tell have no standard zoom either.
    const zoom = documentElement.currentCSSZoom ?? 1
    if (zoom === 1) host.style.removeProperty(PROPERTY)
    else host.style.setProperty(PROPERTY, String(1 / zoom))
  }
  undo()
  if (defaultView?.ResizeObserver === undefined) return () => undefined
  // A host fills the window: its size in its own pixels changes with the zoom.
  const observer = new defaultView.ResizeObserver(undo)
  observer.observe(host)
  return () => observer.disconnect()
}

const PROPERTY = '--es-zoom'
