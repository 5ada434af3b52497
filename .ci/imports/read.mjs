// Everything a source file imports: statements, re-exports, import(), import types, and the files it names
// with `new URL('…', import.meta.url)`, as workers are.
import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

const SOURCE = /\.[cm]?[jt]sx?$/

/** Gives `{ specifier, line }`; the specifier is undefined where it is not a literal. */
export function readImports(path) {
  const source = readFileSync(path, 'utf8')
  const { program, module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)

  const found = []
  const add = (specifier, start) => {
    found.push({ specifier, line: source.slice(0, start).split('\n').length })
  }

  for (const { moduleRequest, start } of module.staticImports) add(moduleRequest.value, start)
  for (const { entries, start } of module.staticExports) {
    const request = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (request) add(request.value, start)
  }
  new Visitor({
    ImportExpression: (node) => add(literal(node.source), node.start),
    TSImportType: (node) => add(literal(node.source), node.start),
    TSExternalModuleReference: (node) => add(literal(node.expression), node.start),
    NewExpression: (node) => {
      const file = literal(node.arguments[0])
      if (node.callee.name === 'URL' && isMetaUrl(node.arguments[1]) && SOURCE.test(file))
        add(file, node.start)
    },
  }).visit(program)
  return found
}

function isMetaUrl(node) {
  return node?.object?.type === 'MetaProperty' && node.property.name === 'url'
}

function literal(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}
