import { createRecorder, type Recorder } from 'eventscope/recorder'
import { Fragment, type ReactElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { isProduction } from './host/is-production.ts'
import { attachAll, checkSubject, observedOf, type PanelSubject } from './host/options.ts'
import { isLaidOut } from './host/root.ts'
import { createBox, type Surface } from './host/surface.ts'
import { emptyPlugin } from './nothing.ts'
import { PanelView } from './PanelView.tsx'
import { attend, createPanel, movePanel, type Panel } from './store.ts'
import { windowOf } from './ui/window-of.ts'
import { lendFrames } from './window/frames.ts'

/** What `eventscopePlugin()` may be told. */
export interface EventscopePluginOptions extends PanelSubject {
  /**
   * What its tab says.
   * @default 'Eventscope'
   */
  readonly name?: string | undefined
  /**
   * Tells it from another panel in the same devtools.
   * @default 'eventscope'
   */
  readonly id?: string | undefined
  /**
   * Whether it is open for those who have not opened another plugin.
   * @default false
   */
  readonly defaultOpen?: boolean | undefined
  /** As that of `mountPanel()`. */
  readonly nonce?: string | undefined
}

/** What TanStack Devtools say of themselves whenever that changes. */
export interface PluginProps {
  readonly theme: 'light' | 'dark'
  readonly devtoolsOpen: boolean
}

/** A plugin as TanStack Devtools take them, in React or without. */
export interface EventscopePlugin {
  readonly id: string
  readonly name: string
  readonly defaultOpen: boolean
  readonly render: (element: HTMLElement, props: PluginProps) => ReactElement
  readonly destroy: () => void
}

/**
 * The panel as a plugin of TanStack Devtools. Make it once, outside of components: it keeps what is shown while its tab is
 * closed, and while the devtools move to another window and back. While it can't be seen it does nothing. Given a bus, it
 * records from now on. Where `NODE_ENV` is `production` its tab is empty.
 * @throws {TypeError} without a recorder and without a bus, or with both
 * @example
 * const plugins = [eventscopePlugin({ bus })]
 * root.render(<TanStackDevtools plugins={plugins} />)
 */
export function eventscopePlugin(options: EventscopePluginOptions): EventscopePlugin {
  return isProduction() ? emptyPlugin(options) : eventscopeProductionPlugin(options)
}

/** The same, whatever is built: what `eventscope/panel/production` has. */
export function eventscopeProductionPlugin(options: EventscopePluginOptions): EventscopePlugin {
  checkSubject('options.', options)
  const { name = 'Eventscope', id = 'eventscope', defaultOpen = false, nonce } = options
  const recorder = options.recorder ?? createRecorder()
  attachAll(recorder, observedOf(options))
  const tab = new PluginTab(recorder, nonce)
  return {
    id,
    name,
    defaultOpen,
    render: (element, props) => {
      tab.show(element, props)
      // React's devtools want an element for what they render themselves: this is none of it.
      return <Fragment />
    },
    destroy: () => tab.leave(),
  }
}

/** The place of the panel in the devtools: not seen unless they are open, and it is in front. */
class PluginTab {
  private panel: Panel | undefined
  private element: HTMLElement | undefined
  private surface: Surface | undefined
  private root: Root | undefined
  private open = false
  private inFront = false
  private stopWatching: (() => void) | undefined
  private stopAttending: (() => void) | undefined

  constructor(
    private readonly recorder: Recorder,
    private readonly nonce: string | undefined,
  ) {}

  /** Called for a new element, and again whenever the theme changes or the devtools are opened or closed. */
  show(element: HTMLElement, { theme, devtoolsOpen }: PluginProps): void {
    if (!isLaidOut(element.ownerDocument)) return
    this.panel ??= createPanel(this.recorder)
    this.panel.store.setState({ theme })
    this.open = devtoolsOpen
    this.attend(devtoolsOpen)
    if (element === this.element) this.render()
    else this.moveTo(element)
  }

  leave(): void {
    this.attend(false)
    this.stopWatching?.()
    this.stopWatching = undefined
    this.element = undefined
    this.clear()
  }

  /** What is muted stays so while another tab is in front, and while the devtools move. */
  private attend(open: boolean): void {
    if (open) this.stopAttending ??= attend(this.recorder)
    else {
      this.stopAttending?.()
      this.stopAttending = undefined
    }
  }

  private moveTo(element: HTMLElement): void {
    this.stopWatching?.()
    this.clear()
    this.element = element
    const { ownerDocument } = element
    const { IntersectionObserver, MutationObserver } = windowOf(element)
    const seen = new IntersectionObserver((entries) => {
      this.inFront = entries.at(-1)?.isIntersecting === true
      this.render()
    })
    seen.observe(element)
    // Detached, the devtools take all they have to another document; style sheets and frames are not those of this one.
    const moved = new MutationObserver(() => {
      if (element.ownerDocument !== ownerDocument) this.moveTo(element)
    })
    moved.observe(ownerDocument.body, { childList: true })
    const giveBack = lendFrames(windowOf(element))
    // Wherever the focus is, the devtools close on Escape: here it closes a menu, or the details.
    const keepEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && event.composedPath().includes(element)) event.stopPropagation()
    }
    ownerDocument.addEventListener('keydown', keepEscape)
    this.stopWatching = () => {
      giveBack()
      ownerDocument.removeEventListener('keydown', keepEscape)
      seen.disconnect()
      moved.disconnect()
    }
  }

  private render(): void {
    const { panel, element } = this
    if (panel === undefined || element === undefined) return
    if (!this.open || !this.inFront) return this.clear()
    if (this.root !== undefined) return
    this.surface = createBox(element, { nonce: this.nonce })
    this.root = createRoot(this.surface.mountPoint)
    this.root.render(<PanelView panel={movePanel(panel, this.surface.shadow)} />)
  }

  private clear(): void {
    const { root, surface } = this
    this.root = undefined
    this.surface = undefined
    surface?.remove()
    // The devtools may be in the midst of rendering with React themselves.
    queueMicrotask(() => root?.unmount())
  }
}
