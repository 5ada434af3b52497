// The page for addresses that lead nowhere: `404.html` of the built site, and what the servers of Vite answer with.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ICON, siteHeader } from './layout.mjs'

/** Where to go on, from the site's root. */
const WAYS = [
  ['docs/index.html', 'All pages of the documentation'],
  ['docs/first-event.html', 'Wire your first event'],
  ['docs/reference/eventscope.html', 'The reference'],
  ['index.html', 'The demo'],
]

/**
 * Static hosts show this page for any path, and the site may be in any folder of theirs: it goes up from the folder that was
 * asked for until there is the documentation.
 */
const FIND_SITE = `
      const isSite = async (folder) => {
        const { ok, headers } = await fetch(new URL('docs/search.json', folder), { method: 'HEAD' })
        return ok && !headers.get('content-type')?.includes('html')
      }
      let site = new URL('.', location.href)
      while (site.pathname !== '/' && !(await isSite(site))) site = new URL('..', site)
      document.body.dataset.top = new URL('docs/', site).href
      for (const link of document.links) link.href = new URL(link.dataset.to, site).href
      await import(new URL('docs/SCRIPT', site).href)`

/**
 * @param assets the address of `script`, as seen from the docs' folder or absolute; the text of the styles, as `styles`, or
 * their address, as `style`
 * @param root where the site is, with a slash at its end; undefined where that is not known
 */
export function notFoundPage({ style, styles, script }, root) {
  const to = (path) => `href="${root ?? '/'}${path}" data-to="${path}"`
  const address = script.startsWith('/') ? script : `${root ?? ''}docs/${script}`
  const load =
    root === undefined
      ? `<script type="module">${FIND_SITE.replace('SCRIPT', script)}\n    </script>`
      : `<script type="module" src="${address}"></script>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <link rel="icon" href="${ICON}" />
    <title>Not found — Eventscope</title>
    ${styles === undefined ? `<link rel="stylesheet" href="${style}" />` : `<style>${styles}</style>`}
    ${load}
  </head>
  <body data-top="${root ?? '/'}docs/">
    ${siteHeader(to)}
    <main class="not-found">
      <h1>Nothing is here</h1>
      <p>This address leads to no page of the site. What you look for may have another name now: search for it, or go on with
      one of these.</p>
      <ul>${WAYS.map(([path, text]) => `<li><a ${to(path)}>${text}</a></li>`).join('')}</ul>
    </main>
  </body>
</html>
`
}

/**
 * Answers, after all else, those who ask for a page that is not there. A folder that is asked for without its slash is there.
 * @param folder the files of the site
 * @param page gives the page as text
 */
export function answerMissing(folder, page, headers) {
  return (request, response, next) => {
    const path = pathOf(request.url)
    const asked = request.headers.accept?.includes('text/html') && ['GET', 'HEAD'].includes(request.method)
    if (!asked || path === undefined || (path.endsWith('.html') && existsSync(join(folder, path)))) {
      next()
      return
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (path === '/docs' || existsSync(join(folder, path, 'index.html'))) {
      response.writeHead(302, { Location: `${path}/` }).end()
      return
    }
    Promise.resolve(page()).then(
      (html) => response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(html),
      next,
    )
  }
}

/** Undefined for one that can't be read. */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
}
