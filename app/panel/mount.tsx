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
  for (const type of ['keydown', 'keypress', 'keyup'] as const) host.addEventListener(type, keepTyping)
  const shadow = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  shadow.adoptedStyleSheets = [sheet]
  const mountPoint = document.createElement('div')
  mountPoint.className = 'mount'
  shadow.append(mountPoint)
  // Not in the body: a page that transforms or hides it would take the dock along.
  document.documentElement.append(host)
  const root = createRoot(mountPoint)
  root.render(<Dock panel={createPanel(recorder, shadow)} />)
  return () => {
    root.unmount()
    host.remove()
  }
}

/**
 * What is typed in the panel is not for the page's shortcuts, which can't see that it is typed in a field. Other keys
 * go on: what floats listens at the document for Escape.
 */
function keepTyping(event: KeyboardEvent): void {
  const [target] = event.composedPath()
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey
  if (typing && !isShortcut && (event.key.length === 1 || EDITING.has(event.key))) event.stopPropagation()
}

const EDITING: ReadonlySet<string> = new Set(['Backspace', 'Delete', 'Enter'])
