import type { Recorder } from 'eventscope/recorder'
import { createRoot } from 'react-dom/client'
import { Dock } from './Dock.tsx'
import css from './panel.css?inline'
import { createPanel } from './store.ts'

/**
 * Docks a panel at the bottom of the page, in a shadow root: no style leaks in or out.
 * @returns what removes it again
 * @example
 * const unmount = mountDock(recorder)
 */
export function mountDock(recorder: Recorder): () => void {
  const host = document.createElement('eventscope-dock')
  // `all: initial` keeps the page's inherited fonts and colours out.
  host.style.cssText = 'all: initial; position: fixed; inset: 0; z-index: 2147483646; pointer-events: none;'
  const shadow = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets = [sheet]
  const mountPoint = document.createElement('div')
  mountPoint.className = 'mount'
  shadow.append(mountPoint)
  document.body.append(host)
  const root = createRoot(mountPoint)
  root.render(<Dock panel={createPanel(recorder, shadow)} />)
  return () => {
    root.unmount()
    host.remove()
  }
}
