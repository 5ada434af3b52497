import { HOST_NAME } from '../host/surface.ts'
import { SEEK } from './seek.ts'

const WIDTH = 1_100
const HEIGHT = 720

/** @returns undefined where the browser has blocked it */
export function openPopup(page: Window, name: string): Window | undefined {
  const popup = page.open('', name, `popup,width=${WIDTH},height=${HEIGHT}`)
  // Some blockers let it be opened, and close it at once.
  return popup === null || popup.closed ? undefined : popup
}

/**
 * Finds a window by its name. Browsers open a new one where there is none, if they let the page: that is closed again.
 * Some bring the one that they find to the front.
 */
export function findPopup(page: Window, name: string): Window | undefined {
  const found = page.open('', name)
  if (found === null) return undefined
  try {
    if (found.opener === page && found.document.querySelector(HOST_NAME) !== null) return found
    if (found.document.body.childElementCount === 0) found.close()
  } catch {
    // It has gone to another site, or is another page's.
  }
  return undefined
}

/**
 * Makes the empty document of a new window ready for a panel. It is as the page left it in the history: with the page's
 * origin and its content security policy, and without a style sheet.
 * @returns whether the window will look for the page when that has gone: a policy may forbid it to run a script
 */
export function preparePopup({ document }: Window, title: string, nonce: string | undefined): boolean {
  document.title = title === '' ? 'Eventscope' : `Eventscope: ${title}`
  document.documentElement.lang = 'en'
  // What is seen before the panel is, and around it while the window grows.
  document.documentElement.style.colorScheme = 'light dark'
  document.body.style.margin = '0'
  const { dataset } = document.documentElement
  // Filled again, it is the document that it was.
  if (dataset['eventscope'] !== undefined) return dataset['eventscope'] === 'seeks'
  dataset['eventscope'] = 'still'
  const script = document.createElement('script')
  if (nonce !== undefined) script.nonce = nonce
  try {
    script.textContent = SEEK
    document.head.append(script)
  } catch {
    // The page takes trusted scripts only.
  }
  script.remove()
  return (dataset as DOMStringMap)['eventscope'] === 'seeks'
}

/** The nonce that the page's own scripts have, for pages that do not tell. */
export function nonceOf({ document }: Window): string | undefined {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  return nonce === '' ? undefined : nonce
}
