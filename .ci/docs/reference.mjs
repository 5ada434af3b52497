// The page of one entry: every export with its signature, what its doc comment says, and its members.
import { colourRange, escapeHtml } from './code.mjs'
import { tagsOf } from './comment.mjs'
import { codeBlock, renderMarkdown } from './markdown.mjs'
import { spansOfFile } from './symbols.mjs'

const GROUPS = [
  { title: 'Functions', kinds: ['function'] },
  { title: 'Classes', kinds: ['class'] },
  { title: 'Constants', kinds: ['constant'] },
  { title: 'Types', kinds: ['interface', 'type'] },
]

/** Where each public name is described: `{ path, id }`. The first entry that has it. */
export function indexNames(entries) {
  const names = new Map()
  for (const { slug, symbols } of entries) {
    for (const { name, members } of symbols) {
      const path = `reference/${slug}.html`
      if (!names.has(name)) names.set(name, { path, id: name })
      for (const member of members) {
        const full = `${name}.${member.name}`
        if (!names.has(full)) names.set(full, { path, id: full })
      }
    }
  }
  return names
}

/** `addressOf(name)` gives the address of a public name as seen from this page, or undefined. */
export function referencePage(entry, entries, addressOf) {
  const own = new Set(entry.symbols.map(({ name }) => name))
  const context = {
    // What this entry exports itself is shown here.
    address: (name) => (own.has(name.split('.')[0]) && addressOf(name) ? `#${name}` : addressOf(name)),
    symbols: entries.flatMap(({ symbols }) => symbols),
  }
  const groups = GROUPS.map(({ title, kinds }) => ({
    title,
    symbols: entry.symbols.filter(({ kind }) => kinds.includes(kind)),
  })).filter(({ symbols }) => symbols.length > 0)
  const sections = groups.map(
    ({
      title,
      symbols,
    }) => `<h2 id="${title.toLowerCase()}"><a class="anchor" href="#${title.toLowerCase()}">${title}</a></h2>
${symbols.map((symbol) => symbolHtml(symbol, context)).join('\n')}`,
  )
  const list = groups.map(
    ({ title, symbols }) =>
      `<dt>${title}</dt><dd>${symbols.map(({ name }) => `<a href="#${name}"><code>${name}</code></a>`).join(' ')}</dd>`,
  )
  return {
    path: `reference/${entry.slug}.html`,
    title: entry.name,
    description: entry.about,
    headings: groups.map(({ title }) => ({ text: title, depth: 2, id: title.toLowerCase() })),
    html: `<h1><code>${entry.name}</code></h1>
${inlineText(entry.about, context)}${docHtml(entry.doc, context)}
${groups.length === 0 ? codeBlock(`import '${entry.name}'`, 'ts') : `<dl class="names">${list.join('')}</dl>`}
${sections.join('\n')}`,
  }
}

function symbolHtml({ name, kind, doc, file, code, members }, page) {
  // Within its own text, a name is no link.
  const context = { ...page, address: (other) => (other === name ? undefined : page.address(other)) }
  const deprecated = tagsOf(doc, 'deprecated').length > 0 ? ' <span class="kind">deprecated</span>' : ''
  return `<section class="symbol" aria-labelledby="${name}">
<h3 id="${name}"><a class="anchor" href="#${name}">${name}</a> <span class="kind">${kind}</span>${deprecated}</h3>
${signature(file, code, context)}
${docHtml(doc, context)}
${members.length === 0 ? '' : `<dl class="members">${members.map((member) => memberHtml(name, member, file, members, context)).join('\n')}</dl>`}
</section>`
}

function memberHtml(owner, member, file, members, context) {
  const doc = member.doc ?? inheritedDoc(owner, member.name, context)
  // Of two with one name, a getter and a setter say, the first has the anchor.
  const first = members.find(({ name }) => name === member.name) === member
  const id = `${owner}.${member.name}`
  const code = signature(file, member.code, context)
  return `<dt${first ? ` id="${escapeHtml(id)}"` : ''}>${code}</dt><dd>${docHtml(doc, context)}</dd>`
}

/** What a class implements or extends says what its members are for. */
function inheritedDoc(owner, member, { symbols }) {
  const { file, code } = symbols.find(({ name }) => name === owner)
  const head = file.text.slice(code[0].start, code[0].end)
  const bases = /\b(?:extends|implements)\b(.*)/s.exec(head)?.[1].match(/\w+/g) ?? []
  return symbols
    .filter(({ name }) => bases.includes(name) && name !== owner)
    .flatMap(({ members }) => members)
    .find(({ name, doc }) => name === member && doc)?.doc
}

function signature(file, code, { address }) {
  const spans = spansOfFile(file)
  const html = code.map(({ start, end }) => {
    const trimmed = end - (file.text.slice(start, end).length - file.text.slice(start, end).trimEnd().length)
    return dedent(colourRange(file.text, start, trimmed, spans, address), indentAt(file.text, start))
  })
  return `<pre class="code signature" tabindex="0"><code>${html.join('\n')}</code></pre>`
}

/** How far the line of this offset is indented. */
function indentAt(text, offset) {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))[0].length
}

function dedent(html, indent) {
  return html.replaceAll(new RegExp(`\n {${indent}}`, 'g'), '\n')
}

function docHtml(doc, context) {
  if (doc === undefined) return ''
  const facts = [
    ...tagsOf(doc, 'param').map((text) => named('', text, context)),
    ...tagsOf(doc, 'default').map((text) => fact('Default', asCode(text), context)),
    ...tagsOf(doc, 'returns').map((text) => fact('Returns', text, context)),
    ...tagsOf(doc, 'throws').map((text) => named('Throws', text.replace(/^\{(.*?)\}/, '$1'), context)),
  ]
  const examples = doc.examples.map(({ code }) => codeBlock(code, 'ts', context.address))
  return `${inlineText(doc.text, context)}${facts.length > 0 ? `<ul class="facts">${facts.join('')}</ul>` : ''}${examples.join('')}`
}

/** Its first word is a name. */
function named(label, text, context) {
  const [, name, rest] = /^(\S+)\s*(?:-\s*)?(.*)$/s.exec(text)
  return fact(label, `\`${name}\` ${rest}`, context)
}

function fact(label, text, context) {
  const inner = inlineText(text, context)
    .trim()
    .replace(/^<p>|<\/p>$/g, '')
  return `<li>${label === '' ? '' : `<span class="fact">${label}</span> `}${inner}</li>`
}

/** A default that is a value, not a sentence. */
function asCode(text) {
  return /^[\w'"[\]{}.-]+$/.test(text) ? `\`${text}\`` : text
}

function inlineText(text, { address }) {
  const linked = text.replace(/\{@link (\S+?)\}/g, (_all, name) => `\`${name}\``)
  return renderMarkdown(linked, { name: address }).html
}
