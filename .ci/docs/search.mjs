// What can be searched for: every page, every section of one, and every public name, each with its text.
import { CONTENTS } from './contents.mjs'

/** The pictures, the running examples, and numbers in tables say nothing to a search. */
const WITHOUT_WORDS =
  /<figure[\s\S]*?<\/figure>|<sub>.*?<\/sub>|<td[^>]*>(?:<strong>)?[-\d\s.,–]*(?:<\/strong>)?<\/td>/g

/** Where a section begins. */
const HEADING = /<h[23] id="([^"]*)">(.*?)<\/h[23]>/gs

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

/**
 * `[page, heading, kind, address, text]` for each section; what stands before the first heading has none. `pages` are as
 * `guidePage` makes them.
 */
export function searchRows(pages, entries) {
  return [...pages.flatMap(pageRows), ...referenceRows(entries)]
}

function pageRows({ name, title, path, html }) {
  const kind = CONTENTS.find(({ pages }) => pages.includes(name))?.title ?? ''
  const words = html.replace(/<h1>.*?<\/h1>/s, '').replace(WITHOUT_WORDS, ' ')
  const starts = [...words.matchAll(HEADING)]
  const textFrom = (start, next) => plainText(words.slice(start, next?.index))
  return [
    [title, '', kind, path, textFrom(0, starts[0])],
    ...starts.map((match, index) => {
      const [all, id, heading] = match
      const text = textFrom(match.index + all.length, starts[index + 1])
      return [title, plainText(heading), kind, `${path}#${id}`, text]
    }),
  ]
}

function referenceRows(entries) {
  const seen = new Set()
  return entries.flatMap(({ name: entry, slug, about, doc, symbols }) => {
    const path = `reference/${slug}.html`
    // What two entries export is found once, in the first.
    const own = symbols.filter(({ name, file }) => !seen.has(`${file.path} ${name}`))
    for (const { name, file } of own) seen.add(`${file.path} ${name}`)
    return [
      [entry, '', 'entry', path, [about, docText(doc)].join(' ').trim()],
      ...own.flatMap((symbol) => symbolRows(symbol, entry, path)),
    ]
  })
}

function symbolRows({ name, kind, doc, members }, entry, path) {
  const named = members.filter((member) => /^\w+$/.test(member.name))
  return [
    [name, '', `${kind} of ${entry}`, `${path}#${name}`, docText(doc)],
    ...named.map((member) => {
      const full = `${name}.${member.name}`
      return [full, '', `${member.kind} of ${entry}`, `${path}#${full}`, docText(member.doc)]
    }),
  ]
}

function docText(doc) {
  return (doc?.text ?? '')
    .replace(/\{@link (\S+?)\}/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '')
    .replace(/\s+/g, ' ')
}

function plainText(html) {
  return html
    .replace(/<[^>]*>/g, (tag) => (/^<\/?(?:a|code|em|strong|span)\b/.test(tag) ? '' : ' '))
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity])
    .replace(/\s+/g, ' ')
    .trim()
}
