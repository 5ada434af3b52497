// Markdown as HTML: code coloured, headings with anchors, links to other pages turned into those of the site.
import { Marked } from 'marked'
import { colour, escapeHtml } from './code.mjs'

/**
 * @param text Markdown
 * @param options `link(href)` gives the address for one of the text; `name(text)` one for code that is a public name, or
 * undefined; `paragraph(text)` what stands in the place of a paragraph, or undefined
 */
export function renderMarkdown(
  text,
  { link = (href) => href, name = () => undefined, paragraph = () => undefined },
) {
  const headings = []
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'code') become(token, codeBlock(token.text, token.lang || 'text', name))
      else if (token.type === 'link' || token.type === 'image') token.href = link(token.href)
      else if (token.type === 'codespan')
        become(token, inlineCode(token.raw.replace(/^`+ ?| ?`+$/g, ''), name))
      else if (token.type === 'paragraph') {
        const html = paragraph(token.text)
        if (html !== undefined) become(token, html)
      } else if (token.type === 'heading') headings.push(token)
    },
  })
  const html = marked.parse(text)
  return {
    html: withAnchors(html),
    headings: headings.map(({ text, depth }) => ({ text: plain(text), depth, id: idOf(text) })),
  }
}

/** Code within a sentence; a public name is a link. */
export function inlineCode(text, name) {
  const address = name(text.replace(/\(.*\)$/, ''))
  const code = `<code>${escapeHtml(text)}</code>`
  return address === undefined ? code : `<a href="${address}">${code}</a>`
}

export function codeBlock(text, language, name = () => undefined) {
  // A block that is wider than the page scrolls, by keys too.
  return `<pre class="code" tabindex="0"><code>${colour(text, language, name)}</code></pre>\n`
}

export function idOf(heading) {
  return plain(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function plain(text) {
  return text.replace(/[`*_]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
}

function become(token, html) {
  Object.assign(token, { type: 'html', block: true, text: html, raw: html, tokens: [] })
}

function withAnchors(html) {
  return html
    .replace(/<h([2-6])([^>]*)>(.*?)<\/h\1>/gs, (_all, depth, _attributes, inner) => {
      const id = idOf(inner.replace(/<[^>]*>/g, '').replace(/&[a-z#0-9]+;/g, ''))
      return `<h${depth} id="${id}"><a class="anchor" href="#${id}">${inner.replace(/<\/?a[^>]*>/g, '')}</a></h${depth}>`
    })
    .replaceAll('<table>', '<div class="table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
}
