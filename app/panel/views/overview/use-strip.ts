import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useReducer,
  useState,
  useSyncExternalStore,
} from 'react'
import { usePanel } from '../../store.ts'
import { windowOf } from '../../ui/window-of.ts'

/** A timer for longer would be over at once. */
const LONGEST_MS = 60_000

/** The width of an element, px; 0 before it is known. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    setWidth(element.clientWidth)
    const observer = new (windowOf(element).ResizeObserver)(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}

/** Renders the component once more after so many ms, in a frame: a hidden page has none, and does nothing. */
export function useRenderIn(ms: number): void {
  const { window } = usePanel()
  const [, render] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (ms === Infinity) return
    let frame: number | undefined
    const timer = window.setTimeout(
      () => {
        frame = window.requestAnimationFrame(render)
      },
      Math.min(ms, LONGEST_MS),
    )
    return () => {
      window.clearTimeout(timer)
      if (frame !== undefined) window.cancelAnimationFrame(frame)
    }
  })
}

const DARK = '(prefers-color-scheme: dark)'

/** Whether the user's system is dark. */
export function usePrefersDark(): boolean {
  const { window } = usePanel()
  const subscribe = useCallback(
    (changed: () => void) => {
      const query = window.matchMedia(DARK)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    [window],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches)
}
