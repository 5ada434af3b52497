import type { Surface } from '../host/surface.ts'
import type { Theme } from '../model/settings.ts'
import { AWAY } from './seek.ts'

const TEXTS: Record<(typeof AWAY)[number], string> = {
  reloading: 'The page is reloading…',
  gone: 'The page has gone, or shows no panel any more. Once it is back in its tab, this window shows it again.',
  closed: 'The page was closed. You can close this window, too.',
}
/** Where the window can't look for the page: it stays as it is. */
const STILL = 'The page is reloading, or has gone. Once it is back in its tab, this window shows it again.'

/**
 * Says in the window that its page has gone. Made of plain elements: when it is seen, the page's scripts are no more.
 * @param seeks whether the window finds out more, and says so
 */
export function showAway({ host, mountPoint }: Surface, theme: Theme, seeks: boolean): void {
  const { ownerDocument } = host
  const section = ownerDocument.createElement('section')
  section.className = 'panel tokens window-away'
  section.dataset['theme'] = theme
  section.ariaLabel = 'Eventscope'
  const status = ownerDocument.createElement('div')
  status.role = 'status'
  const texts = seeks ? AWAY.map((away) => [away, TEXTS[away]] as const) : [['reloading', STILL] as const]
  for (const [away, text] of texts) {
    const line = ownerDocument.createElement('p')
    line.dataset['away'] = away
    line.hidden = away !== 'reloading'
    line.textContent = text
    status.append(line)
  }
  section.append(status)
  mountPoint.replaceChildren(section)
  host.dataset['eventscopeAway'] = ''
}
