import type { ShowSearch } from './dialog.tsx'

/** Puts the search's button into the header. What it takes, the index too, is loaded when somebody goes for it. */
export function mountSearch(place: HTMLElement, top: string): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'search-button'
  button.setAttribute('aria-keyshortcuts', '/ Control+K Meta+K')
  const label = (): void => button.replaceChildren('Search', shortcut())
  label()
  place.append(button)

  let loading: Promise<ShowSearch> | undefined
  const load = (): Promise<ShowSearch> => {
    loading ??= import('./dialog.tsx').then(({ loadSearch }) => loadSearch(top, button))
    return loading
  }
  /** What is typed from when it was asked for until its field has the focus; undefined else. */
  let typed: string | undefined
  const takeTyped = (): string => {
    const taken = typed ?? ''
    typed = undefined
    return taken
  }
  let isOpen = false
  const onClose = (): void => {
    isOpen = false
    // It may be closed before its field has had the focus.
    takeTyped()
  }
  const open = async (): Promise<void> => {
    if (isOpen) return
    isOpen = true
    typed = ''
    try {
      const show = await load()
      label()
      show(takeTyped, onClose)
    } catch {
      loading = undefined
      onClose()
      button.textContent = 'The search could not be loaded: try again'
    }
  }

  const preload = (): void => void load().catch(() => (loading = undefined))
  button.addEventListener('pointerenter', preload)
  button.addEventListener('focus', preload)
  button.addEventListener('click', () => void open())
  document.addEventListener('keydown', (event) => {
    if (typed !== undefined && event.key.length === 1 && !hasModifier(event)) {
      typed += event.key
      event.preventDefault()
    } else if (isShortcut(event)) {
      event.preventDefault()
      void open()
    }
  })
}

function shortcut(): HTMLElement {
  const key = document.createElement('kbd')
  key.textContent = '/'
  key.setAttribute('aria-hidden', 'true')
  return key
}

/** `/` where nothing is written into, Ctrl or Command with K everywhere. */
function isShortcut(event: KeyboardEvent): boolean {
  if (event.key === 'k') return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  const isWriting =
    event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]')
  return event.key === '/' && !isWriting && !hasModifier(event)
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey
}
