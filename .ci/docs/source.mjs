// A source file as the reference needs it: its syntax, its doc comments, and what it exports from where.
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { parseComment } from './comment.mjs'

/** Makes the function that reads a file of the root, each once. One that is not there is empty: it exports nothing. */
export function sourceReader(root) {
  const files = new Map()
  return (path) => {
    const full = posix.join(root, path)
    if (!files.has(path))
      files.set(path, new SourceFile(path, existsSync(full) ? readFileSync(full, 'utf8') : ''))
    return files.get(path)
  }
}

export class SourceFile {
  constructor(path, text) {
    const { program, comments, errors } = parseSync(path, text)
    if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
    this.path = path
    this.text = text
    this.program = program
    this.comments = comments
    this.docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
    this.lineStarts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1)
  }

  /** From 1. */
  lineAt(offset) {
    let [low, high] = [0, this.lineStarts.length]
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (this.lineStarts[middle] <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  /** The doc comment right before a node, parsed; undefined where there is none. */
  docBefore(offset) {
    const comment = this.docs.findLast(({ end }) => end <= offset)
    if (comment === undefined || this.text.slice(comment.end, offset).trim() !== '') return undefined
    return this.parsed(comment)
  }

  parsed(comment) {
    return parseComment(this.text.slice(comment.start, comment.end), this.lineAt(comment.start))
  }

  /** Every doc comment of the file, parsed. */
  allDocs() {
    return this.docs.map((comment) => this.parsed(comment))
  }
}

/**
 * Everything a file exports: `{ name, local, file, nodes, statements }`. Several nodes where a function has overloads,
 * none where the file has no such name.
 */
export function exportsOf(read, path, seen = new Set()) {
  if (seen.has(path)) return []
  seen.add(path)
  const file = read(path)
  return file.program.body
    .flatMap((statement) => {
      if (statement.type === 'ExportAllDeclaration') {
        return exportsOf(read, resolve(path, statement.source.value), seen)
      }
      if (statement.type !== 'ExportNamedDeclaration') return []
      if (statement.declaration) {
        return declaredNames(statement.declaration).map((name) => find(read, path, name, name))
      }
      const from = statement.source ? resolve(path, statement.source.value) : path
      return statement.specifiers.map((each) => find(read, from, nameOf(each.local), nameOf(each.exported)))
    })
    .filter((found, index, all) => all.findIndex(({ name }) => name === found.name) === index)
}

/** Where a name of a file is declared, through imports and re-exports. */
function find(read, path, name, exportedAs) {
  const file = read(path)
  const found = []
  for (const statement of file.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration && declaredNames(declaration).includes(name)) found.push({ declaration, statement })
    else if (statement.type === 'ExportNamedDeclaration' && statement.source) {
      const passed = statement.specifiers.find((each) => nameOf(each.exported) === name)
      if (passed) return find(read, resolve(path, statement.source.value), nameOf(passed.local), exportedAs)
    } else if (statement.type === 'ImportDeclaration') {
      const imported = statement.specifiers.find((each) => each.local.name === name)
      if (imported?.type === 'ImportSpecifier' && statement.source.value.startsWith('.')) {
        return find(read, resolve(path, statement.source.value), nameOf(imported.imported), exportedAs)
      }
    } else if (statement.type === 'ExportAllDeclaration') {
      const behind = exportsOf(read, resolve(path, statement.source.value)).find((each) => each.name === name)
      if (behind) return { ...behind, name: exportedAs }
    }
  }
  return {
    name: exportedAs,
    local: name,
    file,
    nodes: found.map(({ declaration }) => declaration),
    statements: found.map(({ statement }) => statement),
  }
}

function declaredNames(node) {
  if (node.type === 'VariableDeclaration') return node.declarations.map(({ id }) => id.name)
  return node.id?.type === 'Identifier' && /Declaration|TSDeclareFunction/.test(node.type)
    ? [node.id.name]
    : []
}

function nameOf(node) {
  return node.type === 'Literal' ? node.value : node.name
}

function resolve(from, specifier) {
  if (!specifier.startsWith('.'))
    throw new Error(`${from}: exports of the package ${specifier} can't be told`)
  return posix.join(posix.dirname(from), specifier)
}
