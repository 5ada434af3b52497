import { createRoot, type Root } from 'react-dom/client'

/** How React marks what it listens to; it ends with a number for each copy of React. */
const MARK = '_reactListening'

/** The marks that were taken away from a document: React listens to it all the same. */
const taken = new WeakMap<object, Set<string>>()

/**
 * Makes a React root of the panel's. With any root, React listens to the document for changes of the selection and marks
 * that; a page that has its whole document hydrated later would find the mark, take it for its own, and hear of no event.
 * So the mark is taken away again, unless it was there; and lent for each further root, lest React listen once more.
 */
export function createPanelRoot(mountPoint: HTMLElement): Root {
  const document = mountPoint.ownerDocument as unknown as Record<string, unknown>
  const marked = new Set(marksOf(document))
  const lent = taken.get(document) ?? new Set()
  taken.set(document, lent)
  for (const mark of lent) document[mark] = true
  const root = createRoot(mountPoint)
  for (const mark of marksOf(document)) {
    if (marked.has(mark)) continue
    lent.add(mark)
    Reflect.deleteProperty(document, mark)
  }
  return root
}

/**
 * Whether a document is laid out. In one that is not, such as jsdom's, a page's own tests can mount a panel, and nothing
 * is rendered: it would fail for what is not there to observe.
 */
export function isLaidOut({ defaultView }: Document): boolean {
  return defaultView?.ResizeObserver !== undefined
}

function marksOf(document: object): string[] {
  return Object.keys(document).filter((key) => key.startsWith(MARK))
}
