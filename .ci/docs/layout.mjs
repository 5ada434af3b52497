// What all pages have around their text.
import { escapeHtml } from './code.mjs'

export const ICON = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='none' stroke='%235b6cff' stroke-width='2.5'/%3E%3Ccircle cx='8' cy='8' r='2' fill='%235b6cff'/%3E%3C/svg%3E`

/**
 * A page of the documentation.
 * @param page `path` within the docs (`reference/recorder.html`), `title`, `description`, `html`, `headings`
 * @param menu groups of `{ title, links: [{ path, title, short? }] }`
 * @param assets the addresses of `style` and `script`, as seen from the docs' folder
 */
export function layout({ path, title, description = '', html, headings = [] }, menu, assets) {
  const top = path.includes('/') ? '../' : ''
  const sections = headings.filter(({ depth }) => depth === 2)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${escapeHtml(description)}" />
    <link rel="icon" href="${ICON}" />
    <title>${escapeHtml(title)} — Eventscope</title>
    <link rel="stylesheet" href="${asset(top, assets.style)}" />
    <script type="module" src="${asset(top, assets.script)}"></script>
  </head>
  <body data-top="${top}">
    <a class="skip" href="#main">Skip to the text</a>
    ${siteHeader((to) => `href="${top}../${to}"`, '<a class="to-pages" href="#pages">Pages</a>')}
    <div class="body">
      <nav id="pages" class="pages" aria-label="Pages">
${menu.map((group) => menuGroup(group, path, top)).join('\n')}
      </nav>
      <main id="main" tabindex="-1">
${html}
${pager(path, menu)}
      </main>
      ${sections.length < 2 ? '' : onThisPage(sections)}
    </div>
  </body>
</html>
`
}

/**
 * What stands at the top of every page.
 * @param to gives the attributes of a link, for an address from the site's root
 */
export function siteHeader(to, more = '') {
  return `<header class="site-header">
      <a class="brand" ${to('docs/index.html')}><span class="brand-mark"></span>Eventscope <span class="brand-part">Docs</span></a>
      <div id="search"></div>
      <nav aria-label="Site">
        <a ${to('docs/first-event.html')}>Start</a>
        <a ${to('docs/reference/eventscope.html')}>Reference</a>
        <a ${to('index.html')}>Demo</a>
        ${more}
      </nav>
    </header>`
}

/** The page in which an example runs: what a user's page would be, with little on it. */
export function examplePage({ name, file, isReact }, assets) {
  const shop = `<main>
      <button type="button">Add a lamp to the cart</button>
      <p>In the cart: <output aria-label="In the cart">0</output></p>
    </main>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${ICON}" />
    <title>${escapeHtml(name)} — an example of Eventscope</title>
    <link rel="stylesheet" href="${asset('../', assets.style)}" />
    <script type="module" src="${asset('../', assets.script)}"></script>
  </head>
  <body data-example="${escapeHtml(file)}">
    <h1 class="unseen">${escapeHtml(name)}, running</h1>
    ${isReact ? '<main id="root"></main>' : shop}
  </body>
</html>
`
}

function menuGroup({ title, links }, path, top) {
  const id = `menu-${title.toLowerCase().replace(/\W+/g, '-')}`
  const items = links.map(({ path: to, title: text, short }) => {
    const current = to === path ? ' aria-current="page"' : ''
    return `<li><a href="${top}${to}"${current}>${escapeHtml(short ?? text)}</a></li>`
  })
  return `        <h2 id="${id}">${escapeHtml(title)}</h2>
        <ul aria-labelledby="${id}">${items.join('')}</ul>`
}

/** The pages before and after one, in the order of the menu. The reference is looked things up in, not read through. */
function pager(path, menu) {
  const pages = menu.filter(({ title }) => title !== 'Reference').flatMap(({ links }) => links)
  const at = pages.findIndex((page) => page.path === path)
  if (at < 0) return ''
  const item = (page, rel, label) =>
    page === undefined
      ? ''
      : `<a rel="${rel}" href="${page.path}"><span>${label}</span> ${escapeHtml(page.title)}</a>`
  return `<nav class="pager" aria-label="Next pages">${item(pages[at - 1], 'prev', 'Before')}${item(pages[at + 1], 'next', 'Next')}</nav>`
}

function onThisPage(sections) {
  const items = sections.map(({ text, id }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`)
  return `<nav class="on-this-page" aria-labelledby="on-this-page"><h2 id="on-this-page">On this page</h2><ul>${items.join('')}</ul></nav>`
}

/** Assets of the dev server have addresses of their own. */
function asset(top, address) {
  return address.startsWith('/') ? address : top + address
}
