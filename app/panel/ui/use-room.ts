import { type RefObject, useEffect, useState } from 'react'
import { windowOf } from './window-of.ts'

/** Where there is more to scroll to. */
type More = 'none' | 'start' | 'end' | 'both'

/** The width of an element that scrolls, px, and to which sides it has more than it shows. */
export function useRoom(ref: RefObject<HTMLElement | null>): {
  readonly room: number
  readonly more: More
  readonly onScroll: () => void
} {
  const [room, setRoom] = useState(Infinity)
  const [more, setMore] = useState<More>('none')
  const look = (): void => {
    const element = ref.current
    if (element !== null) setMore(moreOf(element))
  }
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new (windowOf(element).ResizeObserver)(() => {
      setRoom(element.clientWidth)
      setMore(moreOf(element))
    })
    observer.observe(element)
    // What it holds may grow alone, as when a column comes back.
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [ref])
  return { room, more, onScroll: look }
}

function moreOf({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): More {
  const start = scrollLeft > 1
  const end = scrollLeft + clientWidth < scrollWidth - 1
  if (start) return end ? 'both' : 'start'
  return end ? 'end' : 'none'
}
