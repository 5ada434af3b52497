import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useState } from 'react'
import { useWidth } from '../overview/use-strip.ts'
import { isElement, windowOf } from '../../ui/window-of.ts'

/** Height of a line, px: the style sheet has the same. */
const LINE_HEIGHT = 22
/** Room above the first line and below the last, px. */
const PADDING = 4
/** Lines beyond the edges of the view: most trees are rendered whole, and can be searched in the page. */
const OVERSCAN = 60

interface CauseWindow {
  /** Lines that are rendered, with where they are, px. */
  readonly shown: readonly { readonly index: number; readonly top: number }[]
  /** px. */
  readonly height: number
  readonly width: number
  reveal(index: number): void
}

/** Which lines of a tree are rendered: it scrolls along with what stands above it in the details. */
export function useCauseWindow(ref: RefObject<HTMLDivElement | null>, count: number): CauseWindow {
  const width = useWidth(ref)
  const [above, setAbove] = useState(0)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scrollerOf(ref.current),
    estimateSize: () => LINE_HEIGHT,
    scrollMargin: above + PADDING,
    scrollPaddingStart: PADDING,
    scrollPaddingEnd: PADDING,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  // What stands above is as high as its text makes it.
  useLayoutEffect(() => {
    const facts = ref.current?.previousElementSibling
    if (!isElement<HTMLElement>(facts)) return
    const measure = (): void => setAbove(facts.offsetHeight)
    measure()
    const observer = new (windowOf(facts).ResizeObserver)(measure)
    observer.observe(facts)
    return () => observer.disconnect()
  }, [ref])
  const shown = virtual.getVirtualItems().filter(({ index }) => index < count)
  return {
    shown: shown.map(({ index }) => ({ index, top: PADDING + index * LINE_HEIGHT })),
    height: 2 * PADDING + count * LINE_HEIGHT,
    width,
    reveal: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  }
}

function scrollerOf(tree: HTMLElement | null): HTMLElement | null {
  return tree?.closest<HTMLElement>('.details-panel') ?? null
}
