// Every piece of TypeScript in the documentation: what stands between fences in Markdown, and what `@example` has.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { sourceFiles } from '../imports/resolve.mjs'

/**
 * Those of a Markdown file: `{ file, line, code, tsx, context }`. The context is what `<!-- context … -->` right before a
 * block has: what the block takes for granted.
 */
export function markdownSnippets(root, file) {
  const snippets = []
  let block
  let context
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  for (const [index, line] of lines.entries()) {
    const fence = /^\s*```(\w*)/.exec(line)
    if (block === undefined && context?.open) {
      if (line.trim() === '-->') context.open = false
      else context.lines.push(line)
    } else if (block === undefined && line.startsWith('<!-- context')) context = { open: true, lines: [] }
    else if (fence && block === undefined) block = { language: fence[1], line: index + 2, lines: [] }
    else if (fence) {
      if (/^tsx?$/.test(block.language)) {
        snippets.push({
          file,
          line: block.line,
          code: block.lines.join('\n'),
          tsx: block.language === 'tsx',
          context: context?.lines.join('\n') ?? '',
        })
      }
      block = undefined
      context = undefined
    } else if (block) block.lines.push(line)
    else if (line.trim() !== '') context = undefined
  }
  return snippets
}

/** Those of all doc comments in lib and app, tests aside: `{ file, line, code, tsx, isExample }`. */
export function exampleSnippets(root, read) {
  const files = sourceFiles(root, ['lib', 'app']).filter(
    (file) => !/\.test(-d)?\.tsx?$|test-support/.test(file),
  )
  return files.flatMap((file) =>
    read(file)
      .allDocs()
      .flatMap(({ examples }) =>
        examples.map(({ code, line }) => ({ file, line, code, tsx: !isPlain(code), isExample: true })),
      ),
  )
}

/** Whether it is TypeScript without JSX. */
function isPlain(code) {
  return parseSync('a.ts', code).errors.length === 0
}
