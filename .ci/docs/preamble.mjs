// What an example may use without saying where it is from: names of its own file, of the public entries, and of the
// context files beside this one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { exportsOf } from './source.mjs'

const CONTEXT = fileURLToPath(new URL('context/', import.meta.url))

/** Makes the function from a snippet to the imports that it needs besides its own, in one line. */
export function preambles(root, entries, read) {
  const published = new Map()
  for (const { name: entry, symbols } of entries) {
    for (const { name } of symbols) if (!published.has(name)) published.set(name, entry)
  }
  const contexts = contextFiles()

  return (snippet) => {
    const wanted = freeNames(snippet)
    const own = new Set(snippet.isExample ? exportsOf(read, snippet.file).map(({ name }) => name) : [])
    const area = snippet.file.split('/')[1]
    return wanted
      .map((name) => {
        if (own.has(name)) return importOf(name, join(root, snippet.file))
        const context = contexts.find((each) => each.names.has(name) && [area, 'common'].includes(each.area))
        if (snippet.isExample && context) return importOf(name, context.path)
        if (published.has(name)) return importOf(name, published.get(name))
        return ''
      })
      .join('')
  }
}

/** Both a value and a type may have the name: which is wanted, the compiler knows. */
function importOf(name, from) {
  return `import { ${name} } from '${from}'; `
}

/** That of an area comes before what all have in common. */
function contextFiles() {
  return readdirSync(CONTEXT)
    .toSorted((a, b) => Number(a === 'common.ts') - Number(b === 'common.ts'))
    .map((file) => {
      const path = join(CONTEXT, file)
      const { staticExports } = parseSync(path, readFileSync(path, 'utf8')).module
      const names = new Set(
        staticExports.flatMap(({ entries }) => entries.map((entry) => entry.exportName.name)),
      )
      return { area: file.replace(/\.tsx?$/, ''), path, names }
    })
}

/** The names that a snippet uses and does not declare. For Markdown, only those that its context uses. */
export function freeNames({ code, context = '', tsx, isExample }) {
  const used = namesIn(isExample ? code : context, tsx).used
  const declared = new Set([...namesIn(code, tsx).declared, ...namesIn(context, tsx).declared])
  return [...used].filter((name) => !declared.has(name))
}

function namesIn(code, tsx) {
  const used = new Set()
  const declared = new Set()
  const visit = (node, parent, key) => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, parent, key)
      return
    }
    if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return
    if (['id', 'local', 'params', 'param'].includes(key)) for (const name of bound(node)) declared.add(name)
    if (node.type === 'TSTypeParameter') declared.add(node.name.name)
    if (/^(JSX)?Identifier$/.test(node.type) && refers(node, parent, key)) used.add(node.name)
    for (const [name, value] of Object.entries(node)) if (typeof value === 'object') visit(value, node, name)
  }
  visit(parseSync(tsx ? 'a.tsx' : 'a.ts', code).program, { type: '' }, '')
  return { used, declared }
}

/** The names that a pattern declares. */
function bound(node) {
  switch (node?.type) {
    case 'Identifier':
      return [node.name]
    case 'ObjectPattern':
      return node.properties.flatMap((property) => bound(property.value ?? property.argument))
    case 'ArrayPattern':
      return node.elements.flatMap(bound)
    case 'AssignmentPattern':
      return bound(node.left)
    case 'RestElement':
      return bound(node.argument)
    default:
      return []
  }
}

/** Elements of the page have names too, in small letters. */
function refers({ type, name }, parent, key) {
  if (type === 'JSXIdentifier') return key === 'name' && /^[A-Z]/.test(name)
  if (key === 'property') return parent.computed
  if (key === 'key' || key === 'imported' || key === 'exported' || key === 'label')
    return parent.computed === true
  return !(parent.type === 'TSQualifiedName' && key === 'right')
}
