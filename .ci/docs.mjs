// Checks the documentation: each public name has a doc comment, each page and link is there, and every piece of code in
// doc comments, the pages, README.md and CONTRIBUTING.md compiles.
// `node .ci/docs.mjs` prints each problem as `file:line: why` and exits with 1 if there is any.
import { fileURLToPath } from 'node:url'
import { compile } from './docs/compile.mjs'
import { readPages } from './docs/pages.mjs'
import { preambles } from './docs/preamble.mjs'
import { readDocs } from './docs/site.mjs'
import { exampleSnippets, markdownSnippets } from './docs/snippets.mjs'
import { readEntries } from './docs/symbols.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const { entries, read } = readEntries(root)
const texts = ['README.md', 'CONTRIBUTING.md', ...readPages(root).map(({ file }) => file)]
const snippets = [...exampleSnippets(root, read), ...texts.flatMap((file) => markdownSnippets(root, file))]

const problems = [
  ...readDocs(root).problems,
  ...undocumented(),
  ...compile(root, snippets, preambles(root, entries, read)),
]
for (const problem of problems) console.error(problem)
const names = entries.flatMap(({ symbols }) => symbols).length
console.log(`Docs: ${names} public names, ${snippets.length} pieces of code, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

/** Public names without a doc comment. */
function undocumented() {
  const missing = entries.flatMap(({ name: entry, symbols }) =>
    symbols
      .filter(({ doc }) => doc === undefined || doc.text === '')
      .map(({ name, file, line }) => `${file.path}:${line}: \`${name}\` of ${entry} has no doc comment`),
  )
  return [...new Set(missing)]
}
