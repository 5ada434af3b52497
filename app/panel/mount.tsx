import { createRecorder, type Recorder } from 'eventscope/recorder'
import { Dock } from './Dock.tsx'
import { isProduction } from './host/is-production.ts'
import { attachAll, checkMountOptions, observedOf, type PanelSubject } from './host/options.ts'
import { Room } from './host/room.ts'
import { createPanelRoot, isLaidOut } from './host/root.ts'
import { createSurface } from './host/surface.ts'
import { keepInDocument, keepOnTop } from './host/top-layer.ts'
import { undoZoom } from './host/zoom.ts'
import type { Dock as Place } from './model/settings.ts'
import { mountNothing } from './nothing.ts'
import { createPanel } from './store.ts'
import { OwnWindow } from './window/own-window.tsx'

/** What `mountPanel()` may be told. */
export interface MountOptions extends PanelSubject {
  /**
   * Where the panel is at first: at a side of the page, or in a window of its own. Where the user has moved it is
   * remembered in the browser, for the page's origin, and comes before this. Browsers open a window on a click or a key
   * press only: until then there is the small button.
   * @default 'bottom'
   */
  readonly dock?: Place | undefined
  /**
   * Whether it is open at first, or a small button in a corner. Remembered as `dock` is.
   * @default true
   */
  readonly open?: boolean | undefined
  /** The nonce of the page's content security policy, for browsers that know no style sheet without an element. */
  readonly nonce?: string | undefined
  /**
   * What its element is put into: of this page, or of a frame of the same origin.
   * @default document.documentElement
   */
  readonly parent?: Element | ShadowRoot | undefined
}

/** A panel in a page. Once it is unmounted, what would show it again throws an `Error`. */
export interface MountedPanel extends Disposable {
  /** What it shows: the recorder it was given, or its own. In a build for production, it has none of its own. */
  readonly recorder: Recorder | undefined
  open(): void
  /** Collapses it to a small button. */
  close(): void
  toggle(): void
  /**
   * Moves it to a window of its own, which browsers allow on a click or a key press.
   * @returns whether the browser has opened it
   */
  openWindow(): boolean
  /** Removes all of it from the page. A recorder of its own ends; one that was given goes on. Idempotent. */
  unmount(): void
}

/**
 * Puts a panel into the page: docked at a side of it and resizable, or in a window of its own. It is rendered in a shadow
 * root, over all that the page shows; no style leaks in or out. A page that React 18 hydrates as a whole, `<html>` and all,
 * should call it after that, as in an effect: React 18 takes any element in `<html>` for a mistake of the server.
 * Where `NODE_ENV` is `production` it puts no panel anywhere.
 * @throws {TypeError} for an unknown or ill-typed option
 * @throws {Error} where there is no document
 * @example
 * const panel = mountPanel({ bus, dock: 'right' })
 * @example
 * using panel = mountPanel({ recorder, open: false })
 */
export function mountPanel(options: MountOptions): MountedPanel {
  return isProduction() ? mountNothing(options) : mountProductionPanel(options)
}

/** The same, whatever is built: what `eventscope/panel/production` has. */
export function mountProductionPanel(options: MountOptions): MountedPanel {
  checkMountOptions(options)
  if (typeof document === 'undefined')
    throw new Error('mountPanel() needs a document: call it in the browser, not on a server')
  const { recorder = createRecorder(), dock, open, nonce, parent } = options
  const detach = attachAll(recorder, observedOf(options))
  // A style sheet is of one document: a host that was made by another would lose it.
  const place = parent?.ownerDocument ?? document
  const surface = createSurface(place, { nonce, parent })
  const { host } = surface
  const letGo = [
    keepOnTop(host),
    undoZoom(host),
    // Where the page has put it itself, it may take it away, too.
    ...(parent === undefined ? [keepInDocument(host)] : []),
  ]
  const room = new Room(place)
  const panel = createPanel(recorder, surface.shadow, {
    ...(dock !== undefined && { dock }),
    ...(open !== undefined && { open }),
  })
  const { store } = panel
  const ownWindow = new OwnWindow(window, panel, { nonce, onDock: moveTo })
  const root = createPanelRoot(surface.mountPoint)
  if (isLaidOut(place)) root.render(<Dock panel={panel} room={room} onDock={moveTo} />)
  let mounted = true

  function moveTo(place: Place): void {
    if (place === 'window') ownWindow.open()
    else store.setState({ dock: place, open: true })
  }
  function checkMounted(): void {
    if (!mounted) throw new Error('The panel was unmounted: call mountPanel() for another')
  }
  function toggle(): void {
    checkMounted()
    const { open, dock } = store.getState()
    const seen = open && (dock !== 'window' || ownWindow.isOpen)
    if (seen) store.setState({ open: false })
    else moveTo(dock)
  }
  function unmount(): void {
    if (!mounted) return
    mounted = false
    ownWindow.dispose()
    for (const end of letGo) end()
    room.clear()
    surface.remove()
    detach()
    // React refuses to unmount a root while it renders another, as in the effects of the page's own components.
    queueMicrotask(() => root.unmount())
  }
  return {
    recorder,
    open() {
      checkMounted()
      moveTo(store.getState().dock)
    },
    close: () => store.setState({ open: false }),
    toggle,
    openWindow() {
      checkMounted()
      return ownWindow.open()
    },
    unmount,
    [Symbol.dispose]: unmount,
  }
}
