// The hand-written pages: Markdown in .docs/pages, and the examples that run in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { escapeHtml } from './code.mjs'
import { codeBlock, renderMarkdown } from './markdown.mjs'

const PAGES = '.docs/pages'
export const EXAMPLES = 'app/docs/examples'

/** A paragraph that is a link to an example, and nothing else, is that example. */
const EXAMPLE_LINK = /^\[[^\]]*\]\(\.\.\/\.\.\/app\/docs\/examples\/([\w.-]+)\)$/

/** Gives `{ name, path, file, title, text }` for each page there is. */
export function readPages(root) {
  return readdirSync(join(root, PAGES))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(root, PAGES, file), 'utf8')
      const title = /^# (.*)$/m.exec(text)?.[1].replaceAll('`', '') ?? file
      return {
        name: file.slice(0, -3),
        path: `${file.slice(0, -3)}.html`,
        file: `${PAGES}/${file}`,
        title,
        text,
      }
    })
}

/** Gives `{ name, file, code, isReact, isNode }` for each example. */
export function readExamples(root) {
  return readdirSync(join(root, EXAMPLES))
    .filter((file) => /\.tsx?$/.test(file))
    .toSorted()
    .map((file) => ({
      name: file.replace(/\.tsx?$/, ''),
      file,
      code: readFileSync(join(root, EXAMPLES, file), 'utf8').trimEnd(),
      isReact: file.endsWith('x'),
      isNode: file.startsWith('node'),
    }))
}

/**
 * The page as `layout` takes it.
 * @param outputs what examples of Node printed, by name
 */
export function guidePage(page, examples, addressOf, outputs, root) {
  const { html, headings } = renderMarkdown(withoutContext(page.text), {
    name: addressOf,
    link: (href) => siteAddress(href, page, root),
    paragraph: (text) => {
      const [, file] = EXAMPLE_LINK.exec(text.trim()) ?? []
      if (file === undefined) return undefined
      const example = examples.find((each) => each.file === file)
      if (example === undefined) throw new Error(`${page.file}: there is no example ${file}`)
      return exampleFigure(example, outputs)
    },
  })
  const description = withoutContext(page.text)
    .replace(/^#.*$/m, '')
    .trim()
    .split('\n\n')[0]
    .replaceAll('\n', ' ')
  return { ...page, html, headings, description: description.replace(/[`*]|\[|\]\([^)]*\)/g, '') }
}

/** What blocks of code take for granted is for the compiler only. */
function withoutContext(text) {
  return text.replace(/^<!-- context\b[\s\S]*?-->\n/gm, '')
}

function exampleFigure({ name, file, code, isNode }, outputs) {
  const source = codeBlock(code, file.split('.').at(-1))
  if (isNode) {
    return `<figure class="example"><figcaption><code>${file}</code></figcaption>${source}
<p class="ran">It printed, when this page was built:</p><pre class="code output" tabindex="0"><code>${escapeHtml(outputs.get(name) ?? '')}</code></pre></figure>`
  }
  return `<figure class="example"><figcaption><code>${file}</code> <a href="run/${name}.html">Run it in a page of its own</a></figcaption>${source}
<iframe src="run/${name}.html" title="${name}, running" loading="lazy"></iframe></figure>`
}

/** Pages link each other as files, for whoever reads them in the repository. */
function siteAddress(href, page, root) {
  const [file, anchor] = href.split('#')
  const at = anchor === undefined ? '' : `#${anchor}`
  if (/^https?:|^$/.test(file)) return href
  if (/^[\w-]+\.md$/.test(file)) {
    if (!existsSync(join(root, PAGES, file))) throw new Error(`${page.file}: there is no page ${file}`)
    return file.replace(/\.md$/, '.html') + at
  }
  if (/^\.\.\/[\w-]+\.(svg|png)$/.test(file)) return `media/${basename(file)}`
  throw new Error(`${page.file}: ${href} is not a page, nor a picture of .docs`)
}
