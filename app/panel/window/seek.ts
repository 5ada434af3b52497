/**
 * Where a page that has a panel can be asked to take a window over. It has to be found by a script that is not of the
 * page's, so it is a name with a version.
 */
export const TAKE: unique symbol = Symbol.for('eventscope.window.1') as never

/** What a page has there: it fills the window, unless it has one already. */
export type Take = (popup: Window) => boolean

/** What the window says while no page fills it. */
export const AWAY = ['reloading', 'gone', 'closed'] as const

/** How often the window looks for its page, and how long a page may take to reload, ms. */
const SEEK_MS = 250
const RELOAD_MS = 10_000

/**
 * Runs in the window itself, for nothing of the page's does while the page reloads. Looks for the page that comes back in
 * the same tab, and says what is known until then. No bundler sees what is in here: it is for all browsers as it stands.
 */
export const SEEK = `(() => {
  const key = Symbol.for('eventscope.window.1')
  let since
  document.documentElement.dataset.eventscope = 'seeks'
  setInterval(() => {
    const host = document.querySelector('[data-eventscope-away]')
    if (!host) return void (since = undefined)
    since ??= Date.now()
    let away = Date.now() - since > ${RELOAD_MS} ? 'gone' : 'reloading'
    try {
      if (!opener || opener.closed) away = 'closed'
      else if (opener[key]?.(window)) return
    } catch {
      away = 'gone'
    }
    for (const text of host.shadowRoot.querySelectorAll('[data-away]')) text.hidden = text.dataset.away !== away
  }, ${SEEK_MS})
})()`
