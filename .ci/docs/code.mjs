// Code as HTML, coloured by what the parser says of it.
import { parseSync } from 'oxc-parser'

const KEYWORD =
  /\b(?:abstract|as|asserts|async|await|break|case|catch|class|const|continue|declare|default|delete|do|else|enum|export|extends|false|finally|for|from|function|get|if|implements|import|in|infer|instanceof|interface|is|keyof|let|new|null|of|override|private|protected|public|readonly|return|satisfies|set|static|super|switch|this|throw|true|try|type|typeof|undefined|unique|using|var|void|while|yield|any|bigint|boolean|never|number|object|string|symbol|unknown)\b/g

/** Colours a whole piece of TypeScript; what can't be parsed, and other languages, stay plain. */
export function colour(text, language = 'ts', link = () => undefined) {
  if (!['ts', 'tsx', 'js', 'mjs'].includes(language)) return escapeHtml(text)
  const { program, comments, errors } = parseSync(language === 'tsx' ? 'a.tsx' : 'a.ts', text)
  if (errors.length > 0) return escapeHtml(text)
  return colourRange(text, 0, text.length, spansOf(text, program, comments), link)
}

/** `{ start, end, kind, name? }` of a parsed file, in order, none within another. */
export function spansOf(text, program, comments) {
  const spans = comments.map(({ start, end }) => ({ start, end, kind: 'comment' }))
  const add = (node, kind) => spans.push({ start: node.start, end: node.end, kind, name: node.name })
  const visit = (node, parent, key) => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, parent, key)
      return
    }
    if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return
    if (node.type === 'Literal') add(node, typeof node.value === 'string' || node.regex ? 'string' : 'number')
    else if (node.type === 'TemplateElement') spans.push({ start: node.start, end: node.end, kind: 'string' })
    else if (node.type === 'JSXText') spans.push({ start: node.start, end: node.end, kind: 'plain' })
    else if (node.type === 'Identifier' || node.type === 'JSXIdentifier') addName(node, parent, key, add)
    for (const [name, value] of Object.entries(node)) {
      if (name !== 'parent' && typeof value === 'object') visit(value, node, name)
    }
  }
  visit(program, undefined, '')
  const sorted = spans.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start)
  return sorted.filter((span, index) => index === 0 || span.start >= sorted[index - 1].end)
}

function addName(node, parent, key, add) {
  // With its type, a parameter reaches to the end of the type.
  const name = { ...node, end: node.start + node.name.length }
  const isCall = key === 'callee' || (key === 'property' && parent.type === 'MemberExpression')
  const isType =
    /^TS(TypeReference|ClassImplements|InterfaceHeritage|QualifiedName|TypeQuery|TypeParameter)$/.test(
      parent.type,
    )
  if (isType || (key === 'superClass' && parent.type.startsWith('Class'))) add(name, 'type')
  else if (key === 'id' && /^(TS(Interface|TypeAlias)|Class)/.test(parent.type)) add(name, 'type')
  else if (key === 'id' || key === 'callee') add(name, 'name')
  else if (key === 'key' || isCall) add(name, 'property')
  else add(name, 'plain')
}

/** Colours the part of a file between two offsets; `link(name)` gives the address of a name, or undefined. */
export function colourRange(text, start, end, spans, link) {
  let html = ''
  let at = start
  for (const span of spans) {
    if (span.start < at || span.end > end) continue
    html += keywords(text.slice(at, span.start)) + spanHtml(text.slice(span.start, span.end), span, link)
    at = span.end
  }
  return html + keywords(text.slice(at, end))
}

function spanHtml(text, { kind, name }, link) {
  const address = name && kind !== 'property' ? link(name) : undefined
  const inner = kind === 'plain' ? escapeHtml(text) : `<span class="t-${kind}">${escapeHtml(text)}</span>`
  return address === undefined ? inner : `<a href="${address}">${inner}</a>`
}

function keywords(text) {
  return escapeHtml(text).replace(KEYWORD, '<span class="t-keyword">$&</span>')
}

export function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
