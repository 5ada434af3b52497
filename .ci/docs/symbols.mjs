// What each entry exports, as the reference shows it: kind, signature, doc comment, members.
import { spansOf } from './code.mjs'
import { publicEntries } from './entries.mjs'
import { exportsOf, sourceReader } from './source.mjs'

/**
 * Reads all public entries. Gives `entries` (`{ name, slug, file, about, doc, symbols }`) and `read`, which reads a source
 * file, and `problems`: exports of what there is not. A symbol is `{ name, kind, doc, code, members, file, line }`, its
 * `code` pieces of source.
 */
export function readEntries(root) {
  const read = sourceReader(root)
  const problems = []
  const entries = publicEntries().map((entry) => {
    const found = exportsOf(read, entry.file)
    for (const { name, file, nodes } of found) {
      if (nodes.length === 0) problems.push(`${entry.file}: ${file.path} has no \`${name}\``)
    }
    const symbols = found.filter(({ nodes }) => nodes.length > 0).map(symbolOf)
    const doc = read(entry.file)
      .allDocs()
      .find(({ tags }) => tags.some(({ tag }) => tag === 'module'))
    return { ...entry, doc, symbols: symbols.toSorted((a, b) => a.name.localeCompare(b.name)) }
  })
  return { entries, read, problems }
}

/** The colours of a file, found once. */
export function spansOfFile(file) {
  file.spans ??= spansOf(file.text, file.program, file.comments)
  return file.spans
}

function symbolOf({ name, local, file, nodes, statements }) {
  const doc = statements.map(({ start }) => file.docBefore(start)).find((each) => each !== undefined)
  const describe = DESCRIBE[nodes[0].type]
  if (describe === undefined)
    throw new Error(`${file.path}: \`${name}\` is a ${nodes[0].type}, which has no page yet`)
  return { name, doc, file, line: file.lineAt(nodes[0].start), members: [], ...describe(nodes, file, local) }
}

const DESCRIBE = {
  FunctionDeclaration: (nodes) => ({ kind: 'function', code: functionCode(nodes) }),
  TSDeclareFunction: (nodes) => ({ kind: 'function', code: functionCode(nodes) }),
  ClassDeclaration: ([node], file) => ({
    kind: 'class',
    code: [{ start: node.start, end: node.body.start }],
    members: membersOf(node.body.body.filter(isPublicMember), file),
  }),
  TSInterfaceDeclaration: ([node], file) => ({
    kind: 'interface',
    code: [{ start: node.start, end: node.body.start }],
    members: membersOf(node.body.body, file),
  }),
  TSTypeAliasDeclaration: ([node], file) => ({
    kind: 'type',
    code: [{ start: node.start, end: node.end }],
    members: node.typeAnnotation.type === 'TSTypeLiteral' ? membersOf(node.typeAnnotation.members, file) : [],
  }),
  VariableDeclaration: ([node], _file, name) => {
    const { id, init } = node.declarations.find((each) => each.id.name === name)
    // A value that is short says more than its type.
    const short = init && init.end - init.start < 60
    return { kind: 'constant', code: [{ start: node.start, end: short ? init.end : id.end }] }
  },
}

/** With overloads, the last one is not for callers. */
function functionCode(nodes) {
  const shown = nodes.length > 1 ? nodes.filter(({ body }) => !body) : nodes
  return shown.map((node) => ({ start: node.start, end: node.body ? node.body.start : node.end }))
}

function isPublicMember({ key, accessibility, type }) {
  return type !== 'StaticBlock' && accessibility !== 'private' && key?.type !== 'PrivateIdentifier'
}

function membersOf(nodes, file) {
  const members = []
  for (const node of nodes) {
    const doc = file.docBefore(node.start)
    if (doc?.tags.some(({ tag }) => tag === 'internal')) continue
    const name = memberName(node, file)
    const code = { start: node.start, end: memberEnd(node) }
    const before = members.at(-1)
    // Overloads stand together, with the comment of the first.
    if (before?.name === name && isMethod(node)) {
      before.code.push(code)
      if (node.value?.body) before.code = before.code.slice(0, -1)
      before.doc ??= doc
    } else members.push({ name, doc, code: [code], line: file.lineAt(node.start), kind: memberKind(node) })
  }
  return members
}

function memberName({ key, computed, type, kind }, file) {
  if (type === 'TSCallSignatureDeclaration') return '()'
  if (type === 'TSConstructSignatureDeclaration' || kind === 'constructor') return 'constructor'
  if (type === 'TSIndexSignature' || key === undefined) return '[index]'
  const text = key.type === 'Literal' ? String(key.value) : file.text.slice(key.start, key.end)
  return computed ? `[${text}]` : text
}

/** A class's property ends before its value, a method before its body. */
function memberEnd(node) {
  if (node.type === 'MethodDefinition') return node.value.body?.start ?? node.end
  if (node.type === 'PropertyDefinition') return node.typeAnnotation?.end ?? node.key.end
  return node.end
}

function isMethod({ type }) {
  return /Method|Signature/.test(type) && type !== 'TSPropertySignature'
}

function memberKind(node) {
  return isMethod(node) && !['get', 'set'].includes(node.kind) ? 'method' : 'property'
}
