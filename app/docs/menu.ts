/** Where the menu was when the last page was left. */
const KEY = 'eventscope-docs-menu'

/** Keeps the menu where it was from page to page, and the current page in view in it. The page itself stays. */
export function keepMenu(menu: HTMLElement): void {
  menu.scrollTop = readPlace()
  const current = menu.querySelector('[aria-current]')
  if (current !== null) {
    const [outer, inner] = [menu.getBoundingClientRect(), current.getBoundingClientRect()]
    const isInView = inner.top >= outer.top && inner.bottom <= Math.min(outer.bottom, innerHeight)
    if (!isInView) menu.scrollTop += inner.top - outer.top - (menu.clientHeight - inner.height) / 2
  }
  addEventListener('pagehide', () => writePlace(menu.scrollTop))
}

function readPlace(): number {
  try {
    return Number(sessionStorage.getItem(KEY))
  } catch {
    // Some browsers keep nothing for anybody.
    return 0
  }
}

function writePlace(place: number): void {
  try {
    sessionStorage.setItem(KEY, String(place))
  } catch {
    // As above.
  }
}
