import { createRoot, type Root } from 'react-dom/client'
import { DockMenu } from '../host/DockMenu.tsx'
import { createSurface, HOST_NAME, type Surface } from '../host/surface.ts'
import type { Dock } from '../model/settings.ts'
import { PanelView } from '../PanelView.tsx'
import { attend, movePanel, type Panel, setFilter } from '../store.ts'
import { showAway } from './away.ts'
import {
  forgetWindow,
  recallWindow,
  rememberWindow,
  tabStorage,
  viewOf,
  type WindowMemory,
} from './memory.ts'
import { lendFrames } from './frames.ts'
import { findPopup, nonceOf, openPopup, preparePopup } from './popup.ts'
import { TAKE, type Take } from './seek.ts'

/** How often it is looked whether the window is still there, ms: browsers do not always tell. */
const CHECK_MS = 1_000
/** What the page is told of whenever a window shows its panel: an event with the window as its detail. */
const FILLED = 'eventscope-window'
/** How long a page that was reloaded waits for its window to find it, ms. */
const RECONNECT_MS = 3_000

interface OwnWindowOptions {
  readonly nonce: string | undefined
  /** The user moves the panel from within the window. */
  readonly onDock: (dock: Dock) => void
}

interface Filled {
  readonly document: Document
  readonly surface: Surface
  readonly root: Root
}

type TakingWindow = Window & { [TAKE]?: Take | undefined }

/**
 * The window of its own that a panel may have: a blank document of the page's origin, which the page renders into. It is
 * open while the panel is open and docked to `window`: moving or closing the panel closes it, and the other way round.
 * It stays over a reload of the page, and is filled by the page that comes back.
 */
export class OwnWindow {
  private popup: Window | undefined
  private filled: Filled | undefined
  private memory: WindowMemory | undefined
  private timer: number | undefined
  private reconnecting: number | undefined
  private release: (() => void)[] = []
  private readonly storage: Storage | undefined
  private readonly nonce: string | undefined
  private readonly unsubscribe: () => void

  constructor(
    private readonly page: TakingWindow,
    private readonly panel: Panel,
    private readonly options: OwnWindowOptions,
  ) {
    this.storage = tabStorage(page)
    this.nonce = options.nonce ?? nonceOf(page)
    this.unsubscribe = panel.store.subscribe(({ open, dock }) => {
      if (!open || dock !== 'window') this.close()
    })
    page.addEventListener('pagehide', this.pageLeaves)
    page.addEventListener('pageshow', this.pageIsBack)
    // The first panel of a page is the one that a window comes back to.
    if (page[TAKE] === undefined) this.reconnect()
  }

  /** Whether there is a window now. */
  get isOpen(): boolean {
    return this.popup !== undefined
  }

  /**
   * Opens the window, or brings it to the front.
   * @returns false where the browser has blocked it: the panel stays where it was, and says so
   */
  open(): boolean {
    if (this.popup?.closed === false) {
      this.popup.focus()
      return true
    }
    if (this.popup !== undefined) this.leave()
    const { store } = this.panel
    const { dock } = store.getState()
    const side = dock === 'window' ? (this.memory?.side ?? 'bottom') : dock
    const name = `eventscope-${Math.random().toString(36).slice(2)}`
    const popup = openPopup(this.page, name)
    if (popup === undefined) {
      store.setState({ dock: side, open: true, windowBlocked: true })
      return false
    }
    this.adopt(popup, { name, seeks: false, side, view: undefined })
    return true
  }

  /** Closes the window, and forgets it; the panel stays as it is. */
  close(): void {
    const { popup } = this
    if (popup === undefined) return
    this.leave()
    popup.close()
  }

  dispose(): void {
    this.unsubscribe()
    this.page.clearTimeout(this.reconnecting)
    this.close()
    this.page.removeEventListener('pagehide', this.pageLeaves)
    this.page.removeEventListener('pageshow', this.pageIsBack)
    if (this.page[TAKE] === this.take) delete this.page[TAKE]
  }

  /** The page before this one had its panel in a window: that is taken over. */
  private reconnect(): void {
    this.page[TAKE] = this.take
    const memory = recallWindow(this.storage)
    if (memory === undefined) return
    this.memory = memory
    const { store } = this.panel
    store.setState({ dock: 'window', open: true })
    if (memory.view !== undefined) {
      const { filter, ...view } = memory.view
      store.setState(view)
      setFilter(this.panel, filter)
    }
    if (memory.seeks) {
      this.reconnecting = this.page.setTimeout(() => this.giveUp(memory), RECONNECT_MS)
      return
    }
    const found = findPopup(this.page, memory.name)
    if (found === undefined) this.giveUp(memory)
    else this.adopt(found, memory)
  }

  private giveUp(memory: WindowMemory): void {
    if (this.popup !== undefined || this.memory !== memory) return
    forgetWindow(this.storage)
    const { store } = this.panel
    if (store.getState().dock === 'window') store.setState({ dock: memory.side })
  }

  /** The window has found this page. */
  private readonly take: Take = (popup) => {
    if (this.popup !== undefined) return false
    this.adopt(popup, this.memory ?? { name: popup.name, seeks: true, side: 'bottom', view: undefined })
    return true
  }

  private adopt(popup: Window, memory: WindowMemory): void {
    this.popup = popup
    this.memory = memory
    // Between the two places nobody shows the panel: what is muted stays so.
    this.release = [attend(this.panel.recorder), lendFrames(popup)]
    this.fill(popup)
    this.timer = this.page.setInterval(this.check, CHECK_MS)
    this.panel.store.setState({ dock: 'window', open: true, windowBlocked: false })
  }

  private fill(popup: Window): void {
    this.filled?.root.unmount()
    const { document } = popup
    for (const old of document.querySelectorAll(HOST_NAME)) old.remove()
    const seeks = preparePopup(popup, this.page.document.title, this.nonce)
    if (this.memory !== undefined) this.memory = { ...this.memory, seeks }
    const surface = createSurface(document, { nonce: this.nonce })
    const root = createRoot(surface.mountPoint)
    root.render(
      <div className="own-window">
        <PanelView
          panel={movePanel(this.panel, surface.shadow)}
          tools={<DockMenu onDock={this.options.onDock} />}
        />
      </div>,
    )
    // On paper, too, it is what is in the window.
    surface.host.dataset['eventscopeWindow'] = ''
    this.filled = { document, surface, root }
    // Who opens the panel by a key hears it there, too.
    this.page.dispatchEvent(new CustomEvent(FILLED, { detail: popup }))
    popup.addEventListener('pagehide', this.checkSoon)
    // Some browsers put another blank document in the place of the first.
    popup.addEventListener('load', this.checkSoon)
    this.remember()
  }

  private remember(): void {
    if (this.memory === undefined) return
    this.memory = { ...this.memory, view: viewOf(this.panel.store.getState()) }
    rememberWindow(this.storage, this.memory)
  }

  private readonly checkSoon = (): void => void this.page.setTimeout(this.check)

  /** The window may have been closed, or reloaded, which leaves it blank. */
  private readonly check = (): void => {
    const { popup, memory } = this
    if (popup === undefined) return
    try {
      if (!popup.closed) {
        if (popup.document !== this.filled?.document) this.fill(popup)
        return
      }
    } catch {
      // It has gone to another site: it is no window of ours any more.
    }
    this.leave()
    this.panel.store.setState({ dock: memory?.side ?? 'bottom', open: true })
  }

  private leave(): void {
    const { release, filled } = this
    this.popup = undefined
    this.filled = undefined
    this.release = []
    this.page.clearInterval(this.timer)
    forgetWindow(this.storage)
    // Not in the midst of an event of its own; by then it is shown where it has moved to.
    this.page.setTimeout(() => {
      filled?.root.unmount()
      for (const undo of release) undo()
    })
  }

  private readonly pageLeaves = (): void => {
    const { filled, memory } = this
    if (filled === undefined || memory === undefined) return
    this.remember()
    filled.root.unmount()
    showAway(filled.surface, this.panel.store.getState().theme, memory.seeks)
  }

  /** The page was only put aside, and is as it was. */
  private readonly pageIsBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.popup !== undefined) this.fill(this.popup)
  }
}
