// Compiles every snippet of the documentation, all at once, and says where in the documentation each error is.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

const ERROR = /^(.*?)\((\d+),(\d+)\): error (TS\d+: .*)$/

/** Gives the errors, each as `file:line: why`. */
export function compile(root, snippets, preambleOf) {
  // One that can't be read would keep the compiler from looking at the others.
  const broken = snippets.flatMap(syntaxErrors)
  const sound = snippets.filter((snippet) => syntaxErrors(snippet).length === 0)
  return [...broken, ...typeErrors(root, sound, preambleOf)]
}

function syntaxErrors({ file, line, code, tsx }) {
  return parseSync(tsx ? 'a.tsx' : 'a.ts', code)
    .errors.slice(0, 1)
    .map(({ message, labels }) => {
      const before = code.slice(0, labels[0]?.start ?? 0).split('\n').length - 1
      return `${file}:${line + before}: ${message}`
    })
}

function typeErrors(root, snippets, preambleOf) {
  // Within the repository's packages, for those that examples import.
  const parent = join(root, 'node_modules/.cache')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'docs-'))
  try {
    const files = new Map(
      snippets.map((snippet, index) => [`s${index}.${snippet.tsx ? 'tsx' : 'ts'}`, snippet]),
    )
    for (const [name, snippet] of files)
      writeFileSync(join(folder, name), sourceOf(snippet, preambleOf(snippet)))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configOf(root, [...files.keys()])))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const errors = stdout.split('\n').flatMap((line) => errorOf(line, files))
    if (status !== 0 && errors.length === 0) errors.push(`tsc failed:\n${stdout}${stderr}`)
    return errors
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All that is not the snippet's own stands in its first line. */
function sourceOf({ code, context = '' }, preamble) {
  return `${preamble}${context.replaceAll('\n', ' ; ')}; export {}\n${code}\n`
}

function configOf(root, files) {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      // An example imports types and values alike.
      verbatimModuleSyntax: false,
    },
    include: [],
    exclude: [],
    files,
  }
}

function errorOf(line, files) {
  const [, path, at, , message] = ERROR.exec(line) ?? []
  if (message === undefined) return []
  const snippet = files.get(path.split('/').at(-1))
  // The project's own files have a type check of their own.
  if (snippet === undefined) return path.includes('docs/context/') ? [line] : []
  const where = Math.max(Number(at) - 2, 0)
  const within = Number(at) < 2 ? ' (in what it takes for granted)' : ''
  return [`${snippet.file}:${snippet.line + where}: ${message}${within}`]
}
