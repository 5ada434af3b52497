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
  return {
    ...page,
    html: withLightPictures(html, root),
    headings,
    description: description.replace(/[`*]|\[|\]\([^)]*\)/g, ''),
  }
}

/** A picture of something dark has a light one beside it, for pages that are light. */
function withLightPictures(html, root) {
  return html.replace(/<img src="media\/([\w-]+)-dark\.png"[^>]*>/g, (image, name) =>
    existsSync(join(root, `.docs/${name}-light.png`))
      ? `<picture><source media="(prefers-color-scheme: light)" srcset="media/${name}-light.png" />${image}</picture>`
      : image,
  )
}

/** What blocks of code take for granted is for the compiler only. */
function withoutContext(text) {
  return text.replace(/^<!-- context\b[\s\S]*?-->\n/gm, '')
}

function exampleFigure({ name, file, code, isNode, isReact }, outputs) {
  const source = codeBlock(code, file.split('.').at(-1))
  const needs = `<code>npm install ${packagesOf(code).join(' ')}</code>`
  const caption = (more) => `<figcaption><code>${file}</code>${more}</figcaption>`
  if (isNode) {
    return `<figure class="example">${caption('')}${source}
<p class="ran">It needs ${needs}. When this page was built, it printed:</p><pre class="code output" tabindex="0"><code>${escapeHtml(outputs.get(name) ?? '')}</code></pre></figure>`
  }
  const page = isReact
    ? 'an element with the id <code>root</code>'
    : 'one button and one <code>&lt;output&gt;</code>'
  return `<figure class="example">${caption(` <a href="run/${name}.html">Run it in a page of its own</a>`)}${source}
<p class="ran">It needs ${needs}, and runs here in a page with ${page}:</p>
<iframe src="run/${name}.html" title="${name}, running" loading="lazy"></iframe></figure>`
}

/** What has to be installed for an example. The panel brings no React of its own. */
function packagesOf(code) {
  const imported = [...code.matchAll(/(?:from |import |import\()'([^'.][^']*)'/g)].map(([, from]) => from)
  const names = imported
    .filter((from) => !from.startsWith('node:'))
    .map((from) => /^(?:@[^/]+\/)?[^/]+/.exec(from)[0])
  const withPanel = imported.some((from) => /^eventscope\/(?:panel|auto|react)/.test(from))
  return [...new Set(['eventscope', ...names, ...(withPanel ? ['react', 'react-dom'] : [])])]
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
  if (file === '../../index.html') return '../index.html'
  if (/^\.\.\/[\w-]+\.(svg|png)$/.test(file)) return `media/${basename(file)}`
  throw new Error(`${page.file}: ${href} is not a page, nor the demo, nor a picture of .docs`)
}
