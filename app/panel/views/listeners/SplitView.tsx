import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Group, Panel as Pane, Separator } from 'react-resizable-panels'
import { usePanelState } from '../../store.ts'
import { windowOf } from '../../ui/window-of.ts'

/** Narrower than this, the side goes below, px. */
const NARROW = 560
/** Lower than this, both below one another are of no use, px. */
const LOW = 360
/** Lower than this, nothing of it can be read, px. */
const STARVED = 140
/** Beside the details of a dispatch, narrower than this there is one of both, px. */
const CROWDED = 640

interface SplitViewProps {
  readonly main: ReactNode
  /** Not there, it takes no room. */
  readonly side: ReactNode | undefined
  /** What the separator between them sizes. */
  readonly sizes: string
}

const AloneContext = createContext(false)

/** Whether the side has taken the place of its list. */
export function useIsAlone(): boolean {
  return useContext(AloneContext)
}

/** A list, and beside it what is chosen in it; where there is no room for both, in the place of it. */
export function SplitView({ main, side, sizes }: SplitViewProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  const hasDetails = usePanelState((state) => state.selectedId !== undefined)
  const { narrow, low, starving, crowded } = useSize(ref)
  const hasSide = side !== undefined
  const alone = hasSide && ((narrow && low) || (hasDetails && crowded))
  const starved = alone && hasDetails && starving
  useFocusWhenAlone(ref, alone, hasDetails)
  useFocusDetails(ref, starved)
  return (
    <div ref={ref} className={`split-view${starved ? ' split-starved' : ''}`}>
      <AloneContext.Provider value={alone}>
        <Group orientation={narrow ? 'vertical' : 'horizontal'} key={narrow ? 'narrow' : 'wide'}>
          {!alone && (
            <Pane id="list" minSize={narrow ? 72 : 200}>
              {main}
            </Pane>
          )}
          {hasSide && !alone && <Separator className="splitter" aria-label={`Size of ${sizes}`} />}
          {hasSide && (
            <Pane id="side" defaultSize={alone ? '100%' : narrow ? '55%' : '40%'} minSize={narrow ? 72 : 220}>
              {side}
            </Pane>
          )}
        </Group>
      </AloneContext.Provider>
    </div>
  )
}

/** What had the focus is gone, the list or the details of a dispatch: what is left gets it. */
function useFocusWhenAlone(ref: RefObject<HTMLElement | null>, alone: boolean, hasDetails: boolean): void {
  const before = useRef({ alone, hasDetails })
  useLayoutEffect(() => {
    const isNew = (alone && !before.current.alone) || (!hasDetails && before.current.hasDetails)
    const { activeElement, body } = windowOf(ref.current).document
    const isLost = activeElement === null || activeElement === body
    if (alone && isNew && isLost) ref.current?.querySelector<HTMLElement>('.side h3')?.focus()
    before.current = { alone, hasDetails }
  }, [ref, alone, hasDetails])
}

/** The view gives way to the details of the dispatch that was chosen in it, and the focus with it. */
function useFocusDetails(ref: RefObject<HTMLElement | null>, starved: boolean): void {
  useLayoutEffect(() => {
    if (!starved) return
    const view = ref.current
    const root = view?.getRootNode() as Document | ShadowRoot | undefined
    const close = view?.closest('.panes')?.querySelector<HTMLElement>('.details-close')
    if (view?.contains(root?.activeElement ?? null) || root?.activeElement === null) close?.focus()
  }, [ref, starved])
}

interface Size {
  readonly narrow: boolean
  readonly starving: boolean
  readonly low: boolean
  readonly crowded: boolean
}

function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ narrow: false, starving: false, low: false, crowded: false })
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new (windowOf(element).ResizeObserver)(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      // It has given way: what it was before holds.
      if (width === 0) return
      const next: Size = {
        narrow: width < NARROW,
        low: height < LOW,
        starving: height < STARVED,
        crowded: width < CROWDED,
      }
      const keys = Object.keys(next) as (keyof Size)[]
      setSize((before) => (keys.every((key) => before[key] === next[key]) ? before : next))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
