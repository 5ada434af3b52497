import { createRoot, type Root } from 'react-dom/client'

/** How React marks what it listens to; it ends with a number for each copy of React. */
const MARK = '_reactListening'

/**
 * Makes a React root of the panel's. With any root, React listens to the document for changes of the selection and marks
 * that; a page that has its whole document hydrated later would find the mark, take it for its own, and hear of no event.
 * So the mark is taken away again, unless it was there.
 */
export function createPanelRoot(mountPoint: HTMLElement): Root {
  const document = mountPoint.ownerDocument as unknown as Record<string, unknown>
  const marked = new Set(marksOf(document))
  const root = createRoot(mountPoint)
  for (const mark of marksOf(document)) {
    if (!marked.has(mark)) Reflect.deleteProperty(document, mark)
  }
  return root
}

function marksOf(document: object): string[] {
  return Object.keys(document).filter((key) => key.startsWith(MARK))
}
