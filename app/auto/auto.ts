import { watchSources } from 'eventscope'
import type { MountedPanel, MountOptions } from 'eventscope/panel'
import { createRecorder, type Recorder, type RecorderSettings } from 'eventscope/recorder'
import { parseShortcut, type Shortcut } from './shortcut.ts'

/** How `eventscope/auto` shows what happens. */
export interface AutoOptions {
  /**
   * What opens and closes the panel: `Ctrl`, `Alt`, `Shift`, `Meta` and a letter, a digit, `F1` … `F12`, or another key
   * by its `KeyboardEvent.code`. `false` for none.
   * @default 'Alt+Shift+E'
   */
  readonly shortcut?: string | false
  /** What is recorded, and how: of each event from now on. */
  readonly recorder?: RecorderSettings
  /** Where the panel is put; for when it has not been opened yet. */
  readonly panel?: Pick<MountOptions, 'dock' | 'nonce' | 'parent'>
}

/** The recorder and the panel that `eventscope/auto` has for its page. */
export interface Auto {
  configure(options: AutoOptions): void
  open(): Promise<void>
}

/**
 * No shortcut of a browser's, of its tools, or of a system. Ctrl+Alt would be AltGr on Windows, which writes characters,
 * and the key of VoiceOver on macOS; Ctrl+Shift and Meta+Alt are where browsers have their tools.
 */
export const DEFAULT_SHORTCUT = 'Alt+Shift+E'
/** On any `<script>` of the page: the shortcut, for pages that have no module to call `configureAuto()` in. */
const ATTRIBUTE = 'data-eventscope-shortcut'
/** What a panel tells its page, with the window of its own that shows it now. */
const WINDOW_SHOWN = 'eventscope-window'
/** In the tab's storage: that the panel has been opened, so a reload does not close it. */
const OPENED = 'eventscope:auto'

/** For the page `self`. */
export class PageAuto implements Auto {
  private readonly recorder: Recorder = createRecorder()
  private shortcut: Shortcut | undefined
  private where: AutoOptions['panel']
  private mounting: Promise<MountedPanel> | undefined

  constructor(private readonly page: Window) {
    watchSources((source) => void this.recorder.attach(source))
    this.shortcut = shortcutOfPage(page.document)
    // Before the page's own listeners, which may end the event.
    page.addEventListener('keydown', this.pressed, { capture: true })
    page.addEventListener(WINDOW_SHOWN, this.windowShown)
    // What the module that imports this one configures, it configures in this turn.
    page.setTimeout(this.began)
  }

  configure(options: AutoOptions): void {
    const { shortcut, recorder, panel } = checked(options)
    // First what may throw, so that nothing has changed then.
    const parsed = typeof shortcut === 'string' ? parseShortcut(shortcut) : undefined
    if (recorder !== undefined) this.recorder.configure(recorder)
    if (shortcut !== undefined) this.shortcut = parsed
    if (panel !== undefined) this.where = panel
  }

  async open(): Promise<void> {
    const panel = await this.mount()
    // Not as an option: it may be remembered as a window, which browsers open on a key press only.
    panel.open()
  }

  /** The panel is loaded when it is first wanted: until then there is a recorder, and nothing else. */
  private mount(): Promise<MountedPanel> {
    if (this.mounting === undefined) {
      const { recorder, where } = this
      this.mounting = import('eventscope/panel').then(({ mountPanel }) => mountPanel({ ...where, recorder }))
      remember(this.page)
      // Once the network is back, it is tried anew.
      this.mounting.catch(() => (this.mounting = undefined))
    }
    return this.mounting
  }

  private readonly began = (): void => {
    if (this.shortcut !== undefined)
      // oxlint-disable-next-line no-console -- how else would one know?
      console.info(`Eventscope records the events of this page. ${this.shortcut.text} shows them.`)
    if (wasOpened(this.page)) this.mount().catch(tell)
  }

  private readonly windowShown = (event: Event): void => {
    const { detail } = event as CustomEvent<Window>
    detail.addEventListener('keydown', this.pressed, { capture: true })
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (this.shortcut === undefined || !this.shortcut.matches(event)) return
    if (event.isComposing || event.repeat || isTyped(event)) return
    event.preventDefault()
    if (this.mounting === undefined) this.open().catch(tell)
    else this.mounting.then((panel) => panel.toggle()).catch(tell)
  }
}

function checked(options: AutoOptions): AutoOptions {
  if (typeof options !== 'object' || options === null) throw new TypeError('`options` must be an object')
  for (const key of Object.keys(options)) {
    if (!['shortcut', 'recorder', 'panel'].includes(key)) throw new TypeError(`Unknown option \`${key}\``)
  }
  const { shortcut, panel } = options
  if (shortcut !== undefined && shortcut !== false && typeof shortcut !== 'string')
    throw new TypeError('`shortcut` must be a string or false')
  if (panel !== undefined) {
    if (typeof panel !== 'object' || panel === null) throw new TypeError('`panel` must be an object')
    for (const key of Object.keys(panel)) {
      if (!['dock', 'nonce', 'parent'].includes(key)) throw new TypeError(`Unknown option \`panel.${key}\``)
    }
  }
  return options
}

function shortcutOfPage(document: Document): Shortcut | undefined {
  const told = document.querySelector(`script[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE)
  if (told === '' || told === 'false') return undefined
  try {
    return parseShortcut(told ?? DEFAULT_SHORTCUT)
  } catch (error) {
    tell(error)
    return parseShortcut(DEFAULT_SHORTCUT)
  }
}

/** Whether the key is for a field of the page, where Alt may write a character with it; the panel's own are no matter. */
function isTyped(event: KeyboardEvent): boolean {
  const path = event.composedPath()
  if (path.some((at) => /^eventscope-/i.test((at as Partial<Element>).tagName ?? ''))) return false
  const [target] = path as Partial<HTMLElement>[]
  return target?.isContentEditable === true || /^(input|textarea|select)$/i.test(target?.tagName ?? '')
}

function remember(page: Window): void {
  try {
    page.sessionStorage.setItem(OPENED, 'yes')
  } catch {
    // A page without storage forgets.
  }
}

function wasOpened(page: Window): boolean {
  try {
    return page.sessionStorage.getItem(OPENED) !== null
  } catch {
    return false
  }
}

function tell(error: unknown): void {
  // oxlint-disable-next-line no-console -- a panel that did not open has no other place to say so
  console.error('Eventscope:', error)
}
