import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Group, Panel as Pane, Separator } from 'react-resizable-panels'

/** Narrower than this, the side goes below, px. */
const NARROW = 560

interface SplitViewProps {
  readonly main: ReactNode
  /** Not there, it takes no room. */
  readonly side: ReactNode | undefined
  /** What the separator between them sizes. */
  readonly sizes: string
}

/** A list, and beside it what is chosen in it. */
export function SplitView({ main, side, sizes }: SplitViewProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < NARROW)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={ref} className="split-view">
      <Group orientation={narrow ? 'vertical' : 'horizontal'} key={narrow ? 'narrow' : 'wide'}>
        <Pane id="list" minSize={narrow ? 72 : 200}>
          {main}
        </Pane>
        {side !== undefined && (
          <>
            <Separator className="splitter" aria-label={`Size of ${sizes}`} />
            <Pane id="side" defaultSize={narrow ? '55%' : '40%'} minSize={narrow ? 72 : 220}>
              {side}
            </Pane>
          </>
        )}
      </Group>
    </div>
  )
}
