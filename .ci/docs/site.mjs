// All of the documentation: which files it has, and what each is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENTS } from './contents.mjs'
import { escapeHtml } from './code.mjs'
import { examplePage, layout } from './layout.mjs'
import { guidePage, readExamples, readPages } from './pages.mjs'
import { indexNames, referencePage } from './reference.mjs'
import { searchRows } from './search.mjs'
import { readEntries } from './symbols.mjs'

/**
 * Reads everything once. Gives `files(assets)`, a Map from the path within the docs to its content, and `problems`.
 * @param outputs what the examples for Node printed, by name
 */
export function readDocs(root, outputs = new Map()) {
  const { entries, problems } = readEntries(root)
  const pages = readPages(root)
  const examples = readExamples(root)
  const names = indexNames(entries)
  const menu = menuOf(pages, entries)
  const listed = new Set(CONTENTS.flatMap((group) => group.pages))
  for (const { name, file } of pages)
    if (!listed.has(name)) problems.push(`${file} is not in .ci/docs/contents.mjs`)
  for (const name of listed) {
    if (!pages.some((page) => page.name === name))
      problems.push(`.ci/docs/contents.mjs: there is no page ${name}`)
  }

  /** Several entries have some names: those that a page speaks of come first. */
  const addressFrom = (top, spokenOf) => (name) => {
    const entry = entries.find((each) => each.name === name)
    if (entry) return `${top}reference/${entry.slug}.html`
    const own = spokenOf.find(({ symbols }) => symbols.some((symbol) => symbol.name === name))
    const found = own ? { path: `reference/${own.slug}.html`, id: name } : names.get(name)
    return found === undefined ? undefined : `${top}${found.path}#${found.id}`
  }
  const entriesIn = (text) => entries.filter(({ name }) => text.includes(`\`${name}\``))
  const guides = pages.map((page) =>
    guidePage(page, examples, addressFrom('', entriesIn(page.text)), outputs, root),
  )
  const texts = [
    overview(menu),
    ...guides,
    ...entries.map((entry) => referencePage(entry, entries, addressFrom('../', [entry]))),
  ]
  return {
    problems,
    files(assets) {
      const files = new Map(texts.map((page) => [page.path, layout(page, menu, assets.page)]))
      for (const example of examples) {
        if (!example.isNode) files.set(`run/${example.name}.html`, examplePage(example, assets.example))
      }
      files.set('search.json', JSON.stringify(searchRows(guides, entries)))
      for (const { html } of texts) {
        for (const [, file] of html.matchAll(/src(?:set)?="media\/([\w.-]+)"/g)) {
          files.set(`media/${file}`, readFileSync(join(root, '.docs', file)))
        }
      }
      return files
    },
  }
}

function menuOf(pages, entries) {
  const guides = CONTENTS.map(({ title, pages: names }) => ({
    title,
    links: names
      .map((name) => pages.find((page) => page.name === name))
      .filter((page) => page !== undefined)
      .map(({ path, title }) => ({ path, title })),
  }))
  const reference = entries.map(({ name, slug, about }) => ({
    path: `reference/${slug}.html`,
    title: name,
    short: name.replace(/^eventscope\//, '/'),
    about,
  }))
  return [...guides.filter(({ links }) => links.length > 0), { title: 'Reference', links: reference }]
}

/** The first page. */
function overview(menu) {
  const groups = menu.map(({ title, links }) => {
    const items = links.map(({ path, title: text, about }) => {
      const line = about ? ` <span class="about">${escapeHtml(about.replaceAll('`', ''))}</span>` : ''
      return `<li><a href="${path}">${escapeHtml(text)}</a>${line}</li>`
    })
    const wide = title === 'Reference' ? ' class="overview-wide"' : ''
    return `<section${wide}><h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul></section>`
  })
  return {
    path: 'index.html',
    title: 'Documentation',
    description: 'How to wire events, attach the emitters you have, and read the panel.',
    html: `<h1>See what your events do</h1>
<p>Eventscope is a typed in-page event bus, and the devtools that show what its events, or those of the emitter you already
have, do in a page. <a href="first-event.html">Wire your first event</a>, or go on to the way in which your page sends its
events today. The code in each page is the code that runs in it.</p>
<div class="overview">${groups.join('\n')}</div>`,
  }
}
