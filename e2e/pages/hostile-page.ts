import { expect, type Page } from '@playwright/test'
import type { OrdersFixture } from '../fixtures/hostile/page.ts'

/** What computed styles are compared in. */
const STYLES = [
  'accentColor',
  'backgroundColor',
  'borderColor',
  'borderRadius',
  'borderStyle',
  'borderWidth',
  'boxShadow',
  'caretColor',
  'color',
  'colorScheme',
  'cursor',
  'direction',
  'display',
  'filter',
  'fontFamily',
  'fontFeatureSettings',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'hyphens',
  'letterSpacing',
  'lineHeight',
  'listStyle',
  'margin',
  'opacity',
  'overflow',
  'padding',
  'pointerEvents',
  'position',
  'quotes',
  'scrollbarColor',
  'tabSize',
  'textAlign',
  'textIndent',
  'textShadow',
  'textTransform',
  'transform',
  'userSelect',
  'visibility',
  'whiteSpace',
  'wordSpacing',
  'writingMode',
  'zIndex',
  'zoom',
] as const

/** All of the page that a panel could change. */
interface PageState {
  /** Every computed style of every element of the page, but for what tells it how much is covered. */
  readonly looks: readonly string[]
  readonly html: string
  readonly sheets: number
  /** What listens at the window, the document and its elements. */
  readonly listeners: readonly string[]
  readonly timers: number
}

/** The page of orders, which has no panel until it is told, and the CSS that the test gives it. */
export class HostilePage {
  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  async open(css = ''): Promise<void> {
    await this.page.addInitScript(watchPage)
    await this.page.goto(this.url)
    await this.page.evaluate(() => localStorage.clear())
    if (css !== '') await this.page.addStyleTag({ content: css })
    await expect.poll(() => this.page.evaluate(() => typeof globalThis.orders)).toBe('object')
  }

  async mount(options: Parameters<OrdersFixture['mount']>[0] = {}): Promise<void> {
    await this.page.evaluate((how) => globalThis.orders.mount(how), options)
    await this.page.getByRole('region', { name: 'Eventscope', exact: true }).waitFor()
  }

  unmount(): Promise<void> {
    return this.page.evaluate(() => globalThis.orders.unmount())
  }

  async place(count: number): Promise<void> {
    await this.page.evaluate((times) => globalThis.orders.place(times), count)
    await expect(this.page.getByRole('gridcell', { name: 'order.paid' }).first()).toBeVisible()
  }

  /** Where each element of the panel is, how large, and what it looks like; but for what differs each time: numbers, and the overview. */
  lookOfPanel(): Promise<string[]> {
    return this.page.evaluate((names) => {
      const root = document.querySelector('eventscope-dock')?.shadowRoot
      const changing = root?.querySelectorAll('.statusbar, .details, .cell') ?? []
      const elements = [...(root?.querySelectorAll('.panel, .panel :not(.overview *)') ?? [])]
      return elements.map((element) => {
        const style = getComputedStyle(element)
        const { x, y, width, height } = element.getBoundingClientRect()
        const isIn = [...changing].some((one) => one !== element && one.contains(element))
        const rect = isIn ? '' : [x, y, width, height].map((value) => value.toFixed(1)).join(' ')
        const looks = names.map((name) => (isIn && name === 'transform' ? '' : `${name}: ${style[name]}`))
        return `${element.tagName}.${element.getAttribute('class')} ${rect} ${looks.join('; ')}`
      })
    }, STYLES)
  }

  /** At some places of the panel, it is what is hit; or, while a dialog keeps all else from being used, seen. */
  async expectOnTop(): Promise<void> {
    await expect
      .poll(() =>
        this.page.evaluate(() => {
          const host = document.querySelector('eventscope-dock')
          // The last one that came in is on top; what is there is told by closing nothing.
          return host?.matches(':popover-open') === true && globalThis.topLayer.at(-1) === host
        }),
      )
      .toBe(true)
  }

  state(): Promise<PageState> {
    return this.page.evaluate(() => {
      const elements = [...document.querySelectorAll('*')].filter(
        ({ tagName }) => !tagName.startsWith('EVENTSCOPE'),
      )
      return {
        looks: elements.flatMap((element, index) => {
          const style = getComputedStyle(element)
          const { x, y, width, height } = element.getBoundingClientRect()
          const values = Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`)
          return [`rect: ${[x, y, width, height].join(' ')}`, ...values]
            .filter((line) => !line.startsWith('--eventscope-dock-'))
            .map((line) => `${element.tagName} ${index} ${line}`)
        }),
        html: document.documentElement.outerHTML,
        sheets: document.adoptedStyleSheets.length,
        listeners: globalThis.watched?.listeners() ?? [],
        timers: globalThis.watched?.timers() ?? 0,
      }
    })
  }
}

declare global {
  var watched: { listeners(): string[]; timers(): number } | undefined
  /** What was put into the top layer, in that order. */
  var topLayer: (Element | null)[]
}

/** Runs in the page before all else: keeps account of what listens, what waits, and what is in the top layer. */
function watchPage(): void {
  if (globalThis.watched !== undefined) return
  // React's own on each document that it has rendered into, one for each copy of React; it is never taken away.
  const FOREVER = 'document selectionchange'
  const live = new Map<string, number>()
  const ids = new WeakMap<object, number>()
  let last = 0
  const idOf = (value: object): number => {
    const id = ids.get(value) ?? ++last
    ids.set(value, id)
    return id
  }
  const places: readonly [string, EventTarget][] = [
    ['window', window],
    ['document', document],
  ]
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const keyOf = (
    target: EventTarget,
    type: string,
    listener: object,
    options: unknown,
  ): string | undefined => {
    const named = places.find(([, place]) => place === target)?.[0]
    const name =
      named ?? (target instanceof Element && target.getRootNode() === document ? target.tagName : undefined)
    if (name === undefined || name.startsWith('EVENTSCOPE')) return undefined
    const capture = typeof options === 'object' ? (options as { capture?: boolean } | null)?.capture : options
    return `${name} ${type} ${Boolean(capture)} ${idOf(listener)}`
  }
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const key = listener === null ? undefined : keyOf(this ?? window, type, listener, options)
    if (key !== undefined && !key.startsWith(FOREVER)) {
      live.set(key, 1)
      const { once, signal } = (typeof options === 'object' ? options : {}) as AddEventListenerOptions
      signal?.addEventListener('abort', () => live.delete(key))
      if (once === true) addEventListener.call(this ?? window, type, () => live.delete(key), { once: true })
    }
    addEventListener.call(this ?? window, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const key = listener === null ? undefined : keyOf(this ?? window, type, listener, options)
    if (key !== undefined) live.delete(key)
    removeEventListener.call(this ?? window, type, listener, options)
  }

  const waiting = new Set<unknown>()
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window
  window.setTimeout = ((run: () => void, ms?: number, ...rest: []) => {
    const id = setTimeout(() => {
      waiting.delete(id)
      run(...rest)
    }, ms)
    waiting.add(id)
    return id
  }) as never
  window.clearTimeout = ((id: never) => {
    waiting.delete(id)
    clearTimeout(id)
  }) as never
  window.setInterval = ((run: () => void, ms?: number) => {
    const id = setInterval(run, ms)
    waiting.add(id)
    return id
  }) as never
  window.clearInterval = ((id: never) => {
    waiting.delete(id)
    clearInterval(id)
  }) as never
  globalThis.watched = { listeners: () => [...live.keys()].toSorted(), timers: () => waiting.size }

  globalThis.topLayer = []
  const { showPopover, hidePopover } = HTMLElement.prototype
  const { showModal } = HTMLDialogElement.prototype
  const leave = (element: Element): void => {
    globalThis.topLayer = globalThis.topLayer.filter((other) => other !== element)
  }
  HTMLElement.prototype.showPopover = function () {
    showPopover.call(this)
    leave(this)
    globalThis.topLayer.push(this)
  }
  HTMLElement.prototype.hidePopover = function () {
    hidePopover.call(this)
    leave(this)
  }
  HTMLDialogElement.prototype.showModal = function () {
    showModal.call(this)
    leave(this)
    globalThis.topLayer.push(this)
  }
}
