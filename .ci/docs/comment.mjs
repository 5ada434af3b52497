// What a doc comment says: its text, and its tags.

/**
 * Takes a comment with its delimiters and the line it begins at. Gives `text`, `tags` (`{ tag, text }`) and `examples`
 * (`{ code, line }`, the line where the code begins).
 */
export function parseComment(comment, firstLine) {
  const lines = comment
    .replace(/^\/\*\*/, '   ')
    .replace(/\s*\*\/$/, '')
    .split('\n')
    .map((line, index) => ({
      text: index === 0 ? line.trim() : line.replace(/^\s*\* ?/, ''),
      line: firstLine + index,
    }))

  const parts = [{ tag: '', lines: [] }]
  let fenced = false
  for (const line of lines) {
    const tag = fenced ? null : /^\s*@(\w+)\s*/.exec(line.text)
    if (line.text.trimStart().startsWith('```')) fenced = !fenced
    if (tag) parts.push({ tag: tag[1], lines: [{ ...line, text: line.text.slice(tag[0].length) }] })
    else parts.at(-1).lines.push(line)
  }

  const [main, ...tags] = parts
  return {
    text: textOf(main),
    tags: tags.filter(({ tag }) => tag !== 'example').map((part) => ({ tag: part.tag, text: textOf(part) })),
    examples: tags.filter(({ tag }) => tag === 'example').map(exampleOf),
    line: firstLine,
  }
}

export function tagsOf(doc, tag) {
  return doc?.tags.filter((each) => each.tag === tag).map(({ text }) => text) ?? []
}

function textOf({ lines }) {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .trim()
}

function exampleOf({ lines }) {
  let code = lines.filter(({ text }) => !text.trimStart().startsWith('```'))
  while (code.length > 0 && code[0].text.trim() === '') code = code.slice(1)
  return {
    code: code
      .map(({ text }) => text)
      .join('\n')
      .trimEnd(),
    line: code[0]?.line ?? 0,
  }
}
