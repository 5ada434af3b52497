/** Told to the page by the browser, from within a shadow root, too: that a field has the focus, was written in, … */
const KEPT = [
  // What is pressed is no press outside of the page's menus and dialogs, which would close.
  'pointerdown',
  'mousedown',
  'touchstart',
  'click',
  'dblclick',
  'auxclick',
  // Pages take the menu away, …
  'contextmenu',
  // … scroll by themselves instead, …
  'wheel',
  'touchmove',
  // … let nothing be chosen or dragged, …
  'selectstart',
  'dragstart',
  // … have a clipboard of their own, …
  'copy',
  'cut',
  'paste',
  'beforeinput',
  'input',
  // … and bring the focus back to their dialog.
  'focusin',
  'focusout',
] as const

/**
 * What is done in a panel is not for the page around it, which hears of it, but can't see that it is done in a field, or
 * on a button. Nothing is kept from listeners that capture. What floats in the panel listens like that, too, so only its
 * releases (`pointerup`, `mouseup`) go on: they are waited for wherever they happen.
 */
export function keepEvents(host: HTMLElement): void {
  /** Keys that the page has not heard going down. */
  const held = new Set<string>()
  const stop = (event: Event): void => event.stopPropagation()
  for (const type of KEPT) host.addEventListener(type, stop, { passive: true })
  // First of all: what has a use for a key in the panel ends it there.
  const hold = (event: KeyboardEvent): void => {
    if (isOfPanel(event)) held.add(event.code)
    else held.delete(event.code)
  }
  host.addEventListener('keydown', hold, { capture: true })
  host.addEventListener('keydown', (event) => {
    if (held.has(event.code)) event.stopPropagation()
  })
  host.addEventListener('keypress', stop)
  host.addEventListener('keyup', (event) => {
    // One that went down in the page comes up there, or it would seem to be held.
    if (held.delete(event.code)) event.stopPropagation()
  })
}

/** All keys but those that a page has for the whole window: those with a modifier that edit nothing, and F1 … F12. */
function isOfPanel(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event
  if (/^F\d+$/.test(key)) return false
  if (!(ctrlKey || metaKey || altKey)) return true
  const [target] = event.composedPath()
  // By its name: in a window of its own, the panel's fields are of that window's classes.
  if (!/^(input|textarea)$/i.test((target as Partial<Element> | undefined)?.tagName ?? '')) return false
  return event.getModifierState('AltGraph') || EDITING.test(key)
}

/** Selects, copies, takes back, deletes or moves, when a modifier is held in a field. */
const EDITING = /^([acvxyz]|Backspace|Delete|Arrow.+|Home|End)$/i
