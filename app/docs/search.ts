import { type Named, rank } from './rank.ts'

/** How many results are shown at once. */
const MAX_RESULTS = 12

/** Puts a search over all names in the header. Its index is loaded when it gets the focus. */
export function mountSearch(place: HTMLElement, top: string): void {
  const search = document.createElement('search')
  const input = document.createElement('input')
  input.type = 'search'
  input.placeholder = 'Search names  /'
  input.setAttribute('aria-label', 'Search names')
  input.autocomplete = 'off'
  const results = document.createElement('ul')
  results.hidden = true
  results.setAttribute('aria-label', 'Results')
  const status = document.createElement('p')
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  search.append(input, results, status)
  place.append(search)

  let names: Promise<readonly Named[]> | undefined
  const show = async (): Promise<void> => {
    names ??= loadNames(top)
    const all = await names
    const found = rank(all, input.value)
    results.replaceChildren(...found.slice(0, MAX_RESULTS).map((each) => item(each, top)))
    results.hidden = found.length === 0
    status.textContent = input.value.trim() === '' ? '' : `${found.length} found`
  }
  input.addEventListener('focus', () => void show())
  input.addEventListener('input', () => void show())
  search.addEventListener('keydown', (event) => moveFocus(event, input, results))
  search.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && search.contains(relatedTarget))) results.hidden = true
  })
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof Element && event.target.matches('input, textarea, [contenteditable]')
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input.focus()
  })
}

async function loadNames(top: string): Promise<readonly Named[]> {
  const response = await fetch(`${top}names.json`)
  const rows = (await response.json()) as readonly (readonly [string, string, string])[]
  return rows.map(([name, address, kind]) => ({ name, address, kind }))
}

function item({ name, address, kind }: Named, top: string): HTMLLIElement {
  const result = document.createElement('li')
  const link = document.createElement('a')
  link.href = top + address
  link.textContent = name
  const about = document.createElement('span')
  about.className = 'about'
  about.textContent = kind
  link.append(' ', about)
  result.append(link)
  return result
}

/** Arrows go through the results, Enter in the field to the first, Escape leaves. */
function moveFocus(event: KeyboardEvent, input: HTMLInputElement, results: HTMLElement): void {
  const links = [...results.querySelectorAll('a')]
  const stops: readonly HTMLElement[] = [input, ...links]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
  } else if (event.key === 'Enter' && at === 0) links[0]?.click()
  else if (event.key === 'Escape') {
    results.hidden = true
    input.focus()
  }
}
